"""Workflows written with Hera, submitted to a local engine through the Kubernetes API. Run by `run`, with KUBECONFIG set."""
import time

from hera.workflows import DAG, Container, Parameter, Script, Steps, Task, Workflow
from hera.workflows.models import ValueFrom
from kubernetes import client, config

config.load_kube_config()
custom = client.CustomObjectsApi()
WORKFLOWS = ("argoproj.io", "v1alpha1", "default", "workflows")


def run(workflow):
    body = workflow.to_dict()
    body.setdefault("apiVersion", "argoproj.io/v1alpha1")
    made = custom.create_namespaced_custom_object(*WORKFLOWS, body, field_validation="Strict")
    for _ in range(600):
        found = custom.get_namespaced_custom_object(*WORKFLOWS, made["metadata"]["name"])
        if found.get("status", {}).get("phase") in ("Succeeded", "Failed", "Error"):
            return found
        time.sleep(0.1)
    raise AssertionError("the workflow does not end")


with Workflow(generate_name="hera-dag-", entrypoint="main") as diamond:
    say = Container(
        name="say", image="busybox", command=["sh", "-c"], args=["echo {{inputs.parameters.word}}"],
        inputs=[Parameter(name="word")])
    with DAG(name="main"):
        a, b, c, d = (Task(name=name, template=say, arguments={"word": name}) for name in "abcd")
        a >> [b, c] >> d

with Workflow(generate_name="hera-steps-", entrypoint="main") as passing:
    make = Script(
        name="make", image="busybox", command=["sh"], source="echo -n seven > /tmp/word",
        outputs=[Parameter(name="word", value_from=ValueFrom(path="/tmp/word"))])
    show = Container(
        name="show", image="busybox", command=["sh", "-c"], args=["test {{inputs.parameters.word}} = seven"],
        inputs=[Parameter(name="word")])
    with Steps(name="main") as steps:
        made = make(name="made")
        show(name="shown", arguments={"word": made.get_parameter("word")})

done = run(diamond)
assert done["status"]["phase"] == "Succeeded", done["status"]
assert len([n for n in done["status"]["nodes"].values() if n["type"] == "Pod"]) == 4
done = run(passing)
assert done["status"]["phase"] == "Succeeded", done["status"]
print("Hera: a DAG, steps with an output parameter")
