#!/usr/bin/env python3
"""Replay a recorded kubectl session against a local engine and compare what kubectl prints.

Usage: kubectl.py ARGO RECORDED [--kubectl PATH] [--only REGEX] [-v]

RECORDED is a folder of commands as shared/conformance/recorded has it: `kubectl/*.json` and `files/`. Every command runs
in order against an engine of its own. Names, uids, versions, times and ages are left out of the comparison, and so are
objects and kinds of the recorded cluster that were not made in the session. What differs on purpose is in
kubectl-differences.txt, each with its reason. Exit status 0 when everything else agrees, 77 when there is no kubectl.
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile, time
from pathlib import Path

HERE = Path(__file__).resolve().parent
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("argo")
parser.add_argument("recorded", type=Path)
parser.add_argument("--kubectl", default=shutil.which("kubectl"))
parser.add_argument("--only", default="")
parser.add_argument("-v", action="store_true")
options = parser.parse_args()

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Objects of the recorded cluster that the session did not make, and parts of that installation.
FOREIGN = re.compile(r"rand-num-|argo-server|get-cm|kube-(system|public|node-lease)|my-existing-volume")
# What only a cluster's own controller and its archive say.
CLUSTER = re.compile(r"(Annotations: *)?\"?workflows.argoproj.io/(trace-id|workflow-archiving-status)\"?[:=].*")


def plain(text):
    """A line without what differs from run to run."""
    text = UUID.sub("UID", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME", text)
    text = re.sub(r"\b(quick|bad-field|bad-ref|pauses|nightly)-[a-z0-9]{5}\b", r"\1-NAME", text)
    text = re.sub(r"(-say)?-\d{8,10}\b", r"\1-HASH", text)
    text = re.sub(r"(?<![\w.])(\d+d)?(\d+h)?(\d+m)?(\d+s)?(?= |$)", lambda m: "AGE" if m[0] else "", text)
    text = re.sub(r"AGE \(x\d+ over AGE\)", "AGE", text)
    text = re.sub(r"((resourceVersion|Resource Version|uid|UID)\"?: *\"?)[\w-]+", r"\1N", text)
    text = re.sub(r"(generation|Generation): *\d+", r"\1: N", text)
    text = text.replace("NAME-HASH", "NAME")
    text = re.sub(r"https?://127\.0\.0\.1:\d+", "ADDRESS", text)
    text = re.sub(r"\bv1\.\d+\.\d\S*", "VERSION", text)
    text = re.sub(r"^Error: ", "error: ", text)
    # The machine's name; and that pods have no `wait` container here.
    text = re.sub(rf"\b{re.escape(os.uname().nodename)}\b", "lab", text)
    text = re.sub(r"^((?:pod/)?(?:quick|pauses)-\S+ +\d)/2\b", r"\1/1", text)
    # Kubectl says since 1.33 where it deleted from.
    text = re.sub(r" deleted from \w+ namespace$", " deleted", text)
    text = re.sub(r",?workflows.argoproj.io/workflow-archiving-status=\w+", "", text)
    return re.sub(r" {2,}", "  ", text).rstrip()


def lines(text):
    shown = [line for line in text.splitlines() if not FOREIGN.search(line) and not CLUSTER.fullmatch(line.strip())]
    return [plain(line) for line in shown if line.strip()]


def settled(kubectl):
    """Waits until every workflow has ended."""
    for _ in range(600):
        got = subprocess.run([kubectl, "get", "wf", "-o", "json"], env=ENV, cwd=folder, capture_output=True, text=True)
        phases = [item.get("status", {}).get("phase") for item in json.loads(got.stdout)["items"]]
        if all(phase in ("Succeeded", "Failed", "Error") for phase in phases):
            return
        if sum(phase not in ("Succeeded", "Failed", "Error") for phase in phases) == 1 and "Running" in phases and PAUSED:
            return
        time.sleep(0.1)
    sys.exit("the workflows do not end")


def fields(text):
    """What kubectl explain says but for the descriptions: names and types."""
    return [line for line in text.splitlines() if re.match(r"^(GROUP|KIND|VERSION|FIELD):|^  \w+\t<", line)]


def events(text):
    """The events of workflows the session made, in any order: some happen within the same second."""
    rows = text.splitlines()
    own = [row for row in rows[1:] if any(name in row for name in SESSION)]
    return rows and [plain(rows[0])] + sorted({plain(row) for row in own})


def compared(argv, text):
    if argv[0] == "explain":
        return fields(text)
    if argv[-1] == "events":
        return events(text)
    if "--raw" in argv and text.startswith("{"):
        # What differs in a document is what is served; its form is compared.
        return re.sub(r"\[.*\]|:\"[^\"]*\"", "…", re.sub(r"\n *", "\n ", text), flags=re.S).splitlines() if argv[-1] not in WHOLE else lines(text)
    return lines(text)


# Documents that are compared to the letter.
WHOLE = ("/api", "/apis/argoproj.io")
# The workflows that the sessions made so far.
SESSION = set()

differences = {}
for line in (HERE / "kubectl-differences.txt").read_text().splitlines():
    if line and not line.startswith("#"):
        number, _, reason = line.partition(" ")
        differences[number] = reason.strip()

if not options.kubectl:
    print("skipped: there is no kubectl here")
    sys.exit(77)
home = Path(tempfile.mkdtemp(prefix="argo-kubectl-"))
folder = home / "files"
shutil.copytree(options.recorded / "files", folder)
ENV = {**os.environ, "ARGO_LOCAL_HOME": str(home / "state"), "KUBECONFIG": str(home / "config"), "HOME": str(home), "TZ": "UTC"}
PAUSED = False
argo = str(Path(options.argo).resolve())
agree, surprising, settled_now = 0, [], []
try:
    config = subprocess.run([argo, "--local", "local", "kubeconfig"], env=ENV, capture_output=True, text=True, check=True).stdout
    (home / "config").write_text(config.replace("namespace: default", "namespace: argo").replace("argo-local", "lab"))
    for file in sorted((options.recorded / "kubectl").glob("*.json")):
        number, want = file.name[:3], json.loads(file.read_text())
        argv = want["argv"]
        if number in ("019", "072"):
            PAUSED = number == "072"
            settled(options.kubectl)
        if not re.search(options.only, f"{number} {' '.join(argv)}") and argv[0] not in ("create", "apply"):
            continue
        try:
            got = subprocess.run([options.kubectl, *argv], env=ENV, cwd=folder, capture_output=True, text=True, timeout=90, stdin=subprocess.DEVNULL)
            found = {"exit": got.returncode, "stdout": compared(argv, got.stdout), "stderr": lines(got.stderr)}
        except subprocess.TimeoutExpired:
            found = {"exit": "timeout", "stdout": [], "stderr": []}
        if argv[0] == "create" and not any("dry-run" in arg for arg in argv):
            SESSION.update(re.findall(r"workflow\.argoproj\.io/(\S+)", want["stdout"] + got.stdout))
        wanted = {"exit": want["exit"], "stdout": compared(argv, want["stdout"]), "stderr": lines(want["stderr"])}
        same = found == wanted
        agree += same
        if same and number in differences:
            settled_now.append(number)
        if not same and number not in differences:
            surprising.append(number)
        if not same and (options.v or number not in differences):
            print(f"{number} kubectl {' '.join(argv)}" + (f"   [{differences[number]}]" if number in differences else ""))
            if found["exit"] != wanted["exit"]:
                print(f"    exit {found['exit']}, not {wanted['exit']}")
            for stream in ("stdout", "stderr"):
                mine, theirs = found[stream], wanted[stream]
                for line in [f"    - {l}" for l in theirs if l not in mine][:12] + [f"    + {l}" for l in mine if l not in theirs][:12]:
                    print(line[:220])
                if mine != theirs and set(mine) == set(theirs):
                    print(f"    {stream}: in another order, or not as often")
finally:
    subprocess.run([argo, "--local", "local", "stop"], env=ENV, capture_output=True)
    shutil.rmtree(home, ignore_errors=True)
print(f"{agree} commands agree, {len(differences)} differ on purpose, {len(surprising)} otherwise: {' '.join(surprising)}")
if settled_now and not options.only:
    print(f"no longer differ, take them off the list: {' '.join(settled_now)}")
sys.exit(1 if surprising else 0)
