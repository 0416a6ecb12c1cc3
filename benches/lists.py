#!/usr/bin/env python3
"""How long lists take beside curl, through a server that plays pages of workflows.

    benches/lists.py [target/release/argo] [--workflows 10000] [--bytes 16384] [--mbit 1000 | --files]

Needs python3, curl and GNU time. Prints for each command the least of five runs in turns with curl, what curl takes for the same
answers, the limit the project set itself, and the largest memory. Without --mbit the answers are in memory and come as fast as the
machine copies them, which no server and no network does; with it they come at that speed. With --files Python's own server sends
them from files.
"""
import argparse, http.server, json, os, shutil, socket, subprocess, sys, tempfile, threading, time, urllib.parse

parser = argparse.ArgumentParser()
parser.add_argument("argo", nargs="?", default="target/release/argo")
parser.add_argument("--workflows", type=int, default=10000)
parser.add_argument("--bytes", type=int, default=16384)
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--mbit", type=float, default=0, help="how fast answers come, in megabits a second; 0: at once")
parser.add_argument("--files", action="store_true", help="answers are in files, and http.server sends them")
options = parser.parse_args()
argo = os.path.abspath(options.argo)


def node(workflow, number):
    name = f"{workflow}.step-{number}"
    return {"id": f"{workflow}-{number}", "name": name, "displayName": f"step-{number}", "type": "Pod",
            "templateName": "step", "templateScope": f"local/{workflow}", "phase": "Succeeded", "boundaryID": workflow,
            "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:05Z", "progress": "1/1",
            "resourcesDuration": {"cpu": 0, "memory": 3}, "outputs": {"exitCode": "0"}, "hostNodeName": "node"}


def workflow(number, nodes):
    name = f"workflow-{number:06}"
    children = {f"{name}-{n}": node(name, n) for n in range(nodes)}
    root = dict(node(name, 0), id=name, name=name, displayName=name, type="DAG", children=list(children))
    return {
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {
            "name": name, "namespace": "default", "uid": f"00000000-0000-4000-8000-{number:012}",
            "resourceVersion": str(number), "generation": 4, "creationTimestamp": "2026-01-01T00:00:00Z",
            "labels": {"workflows.argoproj.io/completed": "true", "workflows.argoproj.io/phase": "Succeeded"},
            "managedFields": [
                {"manager": "argo", "operation": "Update", "apiVersion": "argoproj.io/v1alpha1",
                 "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {}}},
                {"manager": "workflow-controller", "operation": "Update", "apiVersion": "argoproj.io/v1alpha1",
                 "time": "2026-01-01T00:00:09Z", "fieldsType": "FieldsV1", "fieldsV1": {"f:status": {}}},
            ],
        },
        "spec": {"entrypoint": "main", "templates": [{"name": "step", "container": {"image": "busybox", "args": ["x" * 200]}}]},
        "status": {"phase": "Succeeded", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:09Z",
                   "progress": f"{nodes}/{nodes}", "nodes": dict(children, **{name: root})},
    }


def text(value):
    return json.dumps(value, separators=(",", ":"))


nodes = 1
while len(text(workflow(1, nodes))) < options.bytes:
    nodes += 1
PAGE = 500
full, metadata, table, slim = [], [], [], []
for start in range(0, options.workflows, PAGE):
    numbers = range(start, min(start + PAGE, options.workflows))
    items = [workflow(number, nodes) for number in numbers]
    more = str(start + PAGE) if start + PAGE < options.workflows else ""
    meta = {"resourceVersion": "1", **({"continue": more} if more else {})}
    bare = [{"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": item["metadata"]} for item in items]
    full.append(text({"apiVersion": "argoproj.io/v1alpha1", "items": items, "kind": "WorkflowList", "metadata": meta}).encode())
    metadata.append(text({"kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": meta, "items": bare}).encode())
    rows = [{"cells": [item["metadata"]["name"], "Succeeded", "1h", ""], "object": one} for item, one in zip(items, bare)]
    table.append(text({"kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": meta, "columnDefinitions": [], "rows": rows}).encode())
    slim += [{"metadata": item["metadata"], "spec": item["spec"],
              "status": {key: value for key, value in item["status"].items() if key != "nodes"}} for item in items]
hosted = text({"metadata": {"resourceVersion": "1"}, "items": slim}).encode()
large = text(workflow(1, 10000)).encode()


def answer(target, accept):
    path, _, query = target.partition("?")
    at = int(urllib.parse.parse_qs(query).get("continue", ["0"])[0]) // PAGE
    if path.startswith("/api/v1/workflows/"):
        return hosted
    if path.endswith("/large"):
        return large
    if "as=Table" in accept:
        return table[at]
    if "PartialObjectMetadata" in accept:
        return metadata[at]
    if path.endswith("/workflows"):
        return full[at]
    return full[0][full[0].index(b"[") + 1:][: len(text(workflow(0, nodes)))]


def serve(connection):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    stream = connection.makefile("rb")
    while True:
        first = stream.readline().decode()
        if not first:
            return
        accept = ""
        while (line := stream.readline().strip()):
            if line.lower().startswith(b"accept:"):
                accept = line.decode()
        body = answer(first.split(" ")[1], accept)
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body))
            send(connection, memoryview(body))
        except OSError:
            return


class FromFiles(http.server.BaseHTTPRequestHandler):
    names = {}

    def do_GET(self):
        body = answer(self.path, self.headers.get("Accept", ""))
        if id(body) not in self.names and len(body) > 1 << 16:
            self.names[id(body)] = os.path.join(home.name, f"answer-{len(self.names)}")
            with open(self.names[id(body)], "wb") as file:
                file.write(body)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if id(body) not in self.names:
            return self.wfile.write(body)
        with open(self.names[id(body)], "rb") as file:
            shutil.copyfileobj(file, self.wfile)

    def log_message(self, *_):
        pass


def send(connection, body):
    if not options.mbit:
        return connection.sendall(body)
    # About two thousand pieces a second: a shorter sleep is not kept.
    begun, sent, piece = time.perf_counter(), 0, max(65536, int(options.mbit * 64))
    while sent < len(body):
        connection.sendall(body[sent:sent + piece])
        sent += piece
        due = min(sent, len(body)) * 8 / (options.mbit * 1e6)
        time.sleep(max(0, due - (time.perf_counter() - begun)))


home = tempfile.TemporaryDirectory()
if options.files:
    ordinary = http.server.ThreadingHTTPServer(("127.0.0.1", 0), FromFiles)
    port, accept = ordinary.server_address[1], ordinary.serve_forever
else:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()


threading.Thread(target=accept, daemon=True).start()
base = f"http://127.0.0.1:{port}"
environment = {"PATH": os.environ["PATH"], "HOME": home.name, "NO_COLOR": "1"}
COLLECTION = f"{base}/apis/argoproj.io/v1alpha1/namespaces/default/workflows?limit={PAGE}"


def run(command):
    """Wall time, and the largest memory as GNU time sees it: a child of ours would count our own pages too."""
    report = os.path.join(home.name, "memory")
    begun = time.perf_counter()
    ran = subprocess.run(["/usr/bin/time", "-f", "%M", "-o", report, *command], env=environment, stdout=subprocess.DEVNULL,
                         stderr=subprocess.PIPE)
    seconds = time.perf_counter() - begun
    if ran.returncode != 0:
        sys.exit(f"{command}: {ran.stderr.decode()}")
    with open(report) as file:
        return seconds, int(file.read().split()[-1]) / 1024


def in_turns(ours, theirs):
    """The least times of both, as what else the machine does comes and goes, and the largest memory of ours."""
    runs = [(run(ours), run(theirs)) for _ in range(options.runs)]
    return min(our[0] for our, _ in runs), min(their[0] for _, their in runs), max(our[1] for our, _ in runs)


def curl(accept):
    pages = [COLLECTION + (f"&continue={at * PAGE}" if at else "") for at in range(len(full))]
    return ["curl", "-sS", "-H", f"Accept: {accept}", *[word for page in pages for word in ("-o", "/dev/null", page)]]


cluster = [argo, "--server", base]
server = [argo, "-s", f"127.0.0.1:{port}", "--secure=false"]
as_table = "application/json;as=Table;g=meta.k8s.io;v=v1"
print(f"{options.workflows} workflows of {len(text(workflow(1, nodes)))} bytes, {sum(map(len, full)) >> 20} MiB in {len(full)} pages")
for name, command, beside, limit in [
    ("list", [*cluster, "list"], curl("application/json"), 1.15),
    ("list -o name", [*cluster, "list", "-o", "name"], curl(as_table), 2),
    ("get @latest", [*cluster, "get", "@latest"], curl(as_table), 2),
    ("list through an Argo Server", [*server, "list"],
     ["curl", "-sS", "-o", "/dev/null", f"{base}/api/v1/workflows/default"], 1.2),
]:
    ours, theirs, memory = in_turns(command, beside)
    print(f"{name:<28} {ours * 1000:7.0f} ms   curl {theirs * 1000:6.0f} ms   ratio {ours / theirs:5.2f} (limit {limit})   {memory:5.1f} MiB (limit 64)")
ours, theirs, memory = in_turns([*cluster, "get", "large"], ["curl", "-sS", "-o", "/dev/null", f"{base}/apis/argoproj.io/v1alpha1/namespaces/default/workflows/large"])
print(f"{'get of 10,000 nodes':<28} {ours * 1000:7.0f} ms   curl {theirs * 1000:6.0f} ms   own {1000 * (ours - theirs):4.0f} ms (limit 100)   {memory:5.1f} MiB")
