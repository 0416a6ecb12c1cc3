#!/usr/bin/env python3
"""What `argo server` costs in front of an engine of its own: lists of many workflows, and many that watch.

Usage: benches/server.py ARGO [--workflows 10000] [--watchers 1000] [--news 100]

Prints the times of a list (as `argo list` and as the page ask for it, and by the commands themselves), and what each
watcher takes of the memory of server and engine. Ends with 1 when a watcher misses anything."""
import argparse, asyncio, http.client, json, os, re, shutil, statistics, subprocess, sys, tempfile, threading, time

options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
options.add_argument("argo")
options.add_argument("--workflows", type=int, default=10000)
options.add_argument("--watchers", type=int, default=1000)
options.add_argument("--news", type=int, default=100)
options.add_argument("--rounds", type=int, default=7)
options = options.parse_args()
argo = os.path.realpath(options.argo)
home = tempfile.mkdtemp(prefix="argo-bench-")
environment = {**os.environ, "ARGO_LOCAL_HOME": home, "NO_COLOR": "1"}
for name in ("ARGO_SERVER", "ARGO_TOKEN", "ARGO_NAMESPACE"):
    environment.pop(name, None)

COLUMNS = "metadata,items.metadata,items.spec,items.status.phase,items.status.message,items.status.finishedAt," \
    "items.status.startedAt,items.status.estimatedDuration,items.status.progress"


def workflow(name, ended=True):
    node = {"id": name, "name": name, "displayName": name, "type": "Pod", "phase": "Succeeded", "templateName": "hello",
            "templateScope": f"local/{name}", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:09Z",
            "progress": "1/1", "resourcesDuration": {"cpu": 0, "memory": 2}, "outputs": {"exitCode": "0"}}
    return {
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
        "metadata": {"name": name, "generateName": "hello-world-", "labels": {
            "workflows.argoproj.io/completed": "true", "workflows.argoproj.io/phase": "Succeeded"}},
        "spec": {"entrypoint": "hello", "arguments": {}, "suspend": not ended or None, "templates": [{"name": "hello", "container": {
            "image": "busybox", "command": ["echo"], "args": ["hello world"]}}]},
        "status": {"phase": "Succeeded", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:09Z",
                   "progress": "1/1", "nodes": {name: node}, "conditions": [{"type": "Completed", "status": "True"}]},
    }


def create(address, names):
    connection = http.client.HTTPConnection(*address)
    for name in names:
        connection.request("POST", "/api/v1/workflows/default", json.dumps({"workflow": workflow(name)}))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{name}: {answer.status} {body[:300]}")


def resident(pid):
    with open(f"/proc/{pid}/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def timed(what, run):
    run()
    times = []
    for _ in range(options.rounds):
        begun = time.perf_counter()
        size = run()
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    print(f"{what}: {times[0]:.0f} ms (median {statistics.median(times):.0f}), {size} bytes", flush=True)


def fetched(address, path):
    connection = http.client.HTTPConnection(*address)

    def run():
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body[:300]
        return len(body)
    return run


def command(*line):
    return lambda: len(subprocess.run([argo, *line], env=environment, check=True, stdout=subprocess.PIPE).stdout)


async def watch(address, seen, ready):
    reader, writer = await asyncio.open_connection(*address)
    fields = "result.type,result.object.metadata.name"
    writer.write(f"GET /api/v1/workflow-events/default?fields={fields}&listOptions.resourceVersion={seen['version']} HTTP/1.1\r\n"
                 f"Host: {address[0]}:{address[1]}\r\n\r\n".encode())
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head.split(b"\r\n")[0], head
    ready.release()
    rest = b""
    while len(seen["of"]) < options.news:
        piece = await asyncio.wait_for(reader.read(65536), 120)
        assert piece, "the stream ended"
        rest += piece
        for name in re.findall(rb'"name":"(news-\d+)"', rest):
            seen["of"].add(name)
        rest = rest[-64:]
    writer.close()


async def watchers(address, server, engine, version):
    before = resident(server), resident(engine)
    ready = asyncio.Semaphore(0)
    all_seen = [{"of": set(), "version": version} for _ in range(options.watchers)]
    tasks = []
    for seen in all_seen:
        tasks.append(asyncio.create_task(watch(address, seen, ready)))
        await ready.acquire()
    during = resident(server), resident(engine)
    thread = threading.Thread(target=create, args=(address, [f"news-{at}" for at in range(options.news)]))
    begun = time.perf_counter()
    thread.start()
    peak = during
    pending = set(tasks)
    while pending:
        done, pending = await asyncio.wait(pending, timeout=0.5)
        for task in done:
            task.result()
        peak = max(peak[0], resident(server)), max(peak[1], resident(engine))
    took = time.perf_counter() - begun
    missed = sum(options.news - len(seen["of"]) for seen in all_seen)
    for who, at in (("server", 0), ("engine", 1)):
        each = [(kib - before[at]) / options.watchers for kib in (during[at], peak[at])]
        print(f"{options.watchers} watchers, {who}: {each[0]:.0f} KiB each when silent, {each[1]:.0f} KiB each at most")
    print(f"{options.news} new workflows reached all of them in {took:.1f} s; {missed} events missed", flush=True)
    return missed


server = subprocess.Popen([argo, "server", "--port", "0", "--auth-mode", "server", "--secure=false", "--loglevel", "error"],
                          env=environment, stderr=subprocess.PIPE, text=True)
missed = 0
try:
    host, port = next(m for line in server.stderr if (m := re.search(r"http://([^:/]+):(\d+)", line))).groups()
    address = host, int(port)
    threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()
    names = [f"hello-world-{at}" for at in range(options.workflows)]
    begun = time.perf_counter()
    makers = [threading.Thread(target=create, args=(address, names[at::8])) for at in range(8)]
    [maker.start() for maker in makers]
    [maker.join() for maker in makers]
    print(f"{options.workflows} workflows created in {time.perf_counter() - begun:.1f} s", flush=True)
    timed("GET workflows as `argo list` asks", fetched(address, f"/api/v1/workflows/default?fields={COLUMNS}"))
    timed("GET workflows, whole", fetched(address, "/api/v1/workflows/default"))
    timed("GET workflows, the page's first 100", fetched(address, f"/api/v1/workflows/default?listOptions.limit=100&fields={COLUMNS}"))
    timed("GET archived-workflows", fetched(address, "/api/v1/archived-workflows"))
    timed("argo -s list", command("-s", f"{host}:{port}", "--secure=false", "list"))
    timed("argo --local list", command("--local", "list"))
    connection = http.client.HTTPConnection(*address)
    connection.request("GET", "/api/v1/workflows/default?listOptions.limit=1&fields=metadata")
    version = json.loads(connection.getresponse().read())["metadata"]["resourceVersion"]
    status = subprocess.run([argo, "--local", "local", "status"], env=environment, stdout=subprocess.PIPE, text=True).stdout
    engine = int(re.search(r"pid\D*(\d+)", status, re.I).group(1))
    if options.watchers:
        missed = asyncio.run(watchers(address, server.pid, engine, version))
finally:
    server.terminate()
    server.wait()
    subprocess.run([argo, "--local", "local", "stop"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.rmtree(home, ignore_errors=True)
sys.exit(1 if missed else 0)
