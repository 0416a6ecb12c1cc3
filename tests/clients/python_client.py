"""The Python `kubernetes` client against a local engine: submit, watch, follow a log, patch, apply, delete.

Run by `run`, with KUBECONFIG (full access) and ARGO_READ_ONLY_KUBECONFIG set.
"""
import os
import threading
import time

from kubernetes import client, config, dynamic, watch

config.load_kube_config()
custom, core = client.CustomObjectsApi(), client.CoreV1Api()
WORKFLOWS = ("argoproj.io", "v1alpha1", "default", "workflows")


def workflow(name, *commands):
    steps = [[{"name": f"s{at}", "template": f"t{at}"}] for at in range(len(commands))]
    templates = [
        {"name": f"t{at}", "container": {"image": "busybox", "command": ["sh", "-c", command]}}
        for at, command in enumerate(commands)
    ]
    return {
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"generateName": f"{name}-", "labels": {"test": name}},
        "spec": {"entrypoint": "main", "templates": [{"name": "main", "steps": steps}, *templates]},
    }


def refused(code, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except client.ApiException as error:
        assert error.status == code, f"{error.status}, not {code}: {error.body}"
        return
    raise AssertionError(f"{call.__name__} was not refused")


assert client.VersionApi().get_code().major == "1"
assert "default" in [ns.metadata.name for ns in core.list_namespace().items]
assert core.list_node().items[0].status.conditions[-1].type == "Ready"

# Submit, watch to the end, follow the log of a step that runs.
made = custom.create_namespaced_custom_object(*WORKFLOWS, workflow("py", "echo one; sleep 1; echo two"))
name, version = made["metadata"]["name"], made["metadata"]["resourceVersion"]
pods = core.list_namespaced_pod
lines = []


def follow():
    selector = f"workflows.argoproj.io/workflow={name}"
    for event in watch.Watch().stream(pods, "default", label_selector=selector, timeout_seconds=60):
        if event["object"].status.phase == "Running":
            log = core.read_namespaced_pod_log(
                event["object"].metadata.name, "default", container="main", follow=True, _preload_content=False)
            lines.extend(log.read().decode().splitlines())
            return


follower = threading.Thread(target=follow)
follower.start()
versions, phase = [], None
watching = watch.Watch()
for event in watching.stream(
        custom.list_namespaced_custom_object, *WORKFLOWS, resource_version=version,
        field_selector=f"metadata.name={name}", timeout_seconds=60):
    versions.append(int(event["object"]["metadata"]["resourceVersion"]))
    phase = event["object"].get("status", {}).get("phase")
    if phase in ("Succeeded", "Failed", "Error"):
        watching.stop()
follower.join(60)
assert phase == "Succeeded", phase
assert versions == sorted(set(versions)), "versions rise"
assert lines == ["one", "two"], lines

# A watcher whose connections end again and again sees every change once.
marker = core.list_namespaced_config_map("default").metadata.resource_version
seen, wanted = [], [f"w-{n}" for n in range(40)]


def write():
    for one in wanted:
        core.create_namespaced_config_map("default", {"metadata": {"name": one, "labels": {"test": "watch"}}})
        time.sleep(0.05)


writer = threading.Thread(target=write)
writer.start()
deadline = time.monotonic() + 60
while len(seen) < len(wanted) and time.monotonic() < deadline:
    for event in watch.Watch().stream(
            core.list_namespaced_config_map, "default", label_selector="test=watch",
            resource_version=marker, timeout_seconds=1):
        marker = event["object"].metadata.resource_version
        seen.append(event["object"].metadata.name)
writer.join()
assert seen == wanted, seen
# Patches of every kind, and server-side apply with a conflict.
core.patch_namespaced_config_map("w-0", "default", {"data": {"a": "1"}})
core.patch_namespaced_config_map("w-0", "default", [{"op": "add", "path": "/data/b", "value": "2"}])
assert core.read_namespaced_config_map("w-0", "default").data == {"a": "1", "b": "2"}
api = dynamic.DynamicClient(client.ApiClient())
maps = api.resources.get(api_version="v1", kind="ConfigMap")
applied = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "w-1"}, "data": {"c": "3"}}
api.server_side_apply(maps, body=applied, name="w-1", namespace="default", field_manager="one")
try:
    api.server_side_apply(maps, body={**applied, "data": {"c": "4"}}, name="w-1", namespace="default", field_manager="two")
    raise AssertionError("a conflict was not told")
except dynamic.exceptions.ConflictError:
    pass
assert [w.metadata.name for w in api.resources.get(kind="Workflow", api_version="argoproj.io/v1alpha1").get(namespace="default").items]

# Paging, and a selection.
first = core.list_namespaced_config_map("default", limit=7, label_selector="test=watch")
rest = core.list_namespaced_config_map("default", limit=100, label_selector="test=watch", _continue=first.metadata._continue)
assert len(first.items) + len(rest.items) == len(wanted)
core.delete_collection_namespaced_config_map("default", label_selector="test=watch")
assert not core.list_namespaced_config_map("default", label_selector="test=watch").items

# Deletion takes the pods along.
custom.delete_namespaced_custom_object(*WORKFLOWS, name)
refused(404, custom.get_namespaced_custom_object, *WORKFLOWS, name)
assert not pods("default", label_selector=f"workflows.argoproj.io/workflow={name}").items

# A token for looking only.
looking = config.new_client_from_config(os.environ["ARGO_READ_ONLY_KUBECONFIG"])
client.CustomObjectsApi(looking).list_namespaced_custom_object(*WORKFLOWS)
refused(403, client.CustomObjectsApi(looking).create_namespaced_custom_object, *WORKFLOWS, workflow("no", "true"))
refused(403, client.CoreV1Api(looking).list_namespaced_secret, "default")
print("the Python client: submit, watch, log, patch, apply, page, delete, look only")
