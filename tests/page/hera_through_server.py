"""Hera, a client of Argo's API in Python: submits, waits, fetches, deletes. Usage: hera_through_server.py URL"""

import sys

from hera.workflows import Steps, Workflow, WorkflowsService, script

service = WorkflowsService(host=sys.argv[1], verify_ssl=False, namespace="default")


@script(image="python:3", command=["python3"])
def hello(name: str):
    print("hello " + name)


with Workflow(generate_name="hera-", entrypoint="main", namespace="default", workflows_service=service) as workflow:
    with Steps(name="main"):
        hello(arguments={"name": "mona"})

workflow.lint()
made = workflow.create(wait=True, poll_interval=1)
assert made.status.phase == "Succeeded", made.status
found = service.get_workflow(made.metadata.name)
assert len(found.status.nodes) == 3, found.status.nodes
assert made.metadata.name in [one.metadata.name for one in service.list_workflows().items]
pod = next(node for node in found.status.nodes.values() if node.type == "Pod")
assert pod.outputs.exit_code == "0", pod.outputs
service.delete_workflow(made.metadata.name)
assert service.get_version().version.startswith("v4.1")
print("hera: ok")
