"""An instance for the fault walks: the program at a terminal and as a server, with the fault library or without it."""
import contextlib
import http.client
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import time

PROGRAM = os.environ.get("CAHIER_BINARY", "target/debug/cahier")
PROGRAM = os.path.realpath(PROGRAM)
# Nothing of the machine's own settings reaches the program, which refuses variables that are no settings of its own.
CLEAN = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
CLEAN |= {"LC_ALL": "C", "RUST_LOG": os.environ.get("FAULTS_LOG", "off")}
PATIENCE = 30


class Wrong(Exception):
    """Something is not as it must be."""


def terminal(data, *words, env=None, check=True):
    """Runs a command on a data folder; what it printed."""
    words = [PROGRAM, "--data", str(data), *map(str, words)]
    run = subprocess.run(words, env=CLEAN | (env or {}), capture_output=True, text=True, timeout=60)
    if check and run.returncode:
        raise Wrong(f"{' '.join(words[3:])} ended with {run.returncode}: {run.stdout[-300:]}{run.stderr[-300:]}")
    return run.stdout


# Below those that the system gives to whoever connects, and one after the other, so that none is taken before its server has it.
PORTS = range(12_000, 32_000)
turns = itertools.count(random.randrange(len(PORTS)))


def free_port():
    while True:
        port = PORTS[next(turns) % len(PORTS)]
        with socket.socket() as door:
            # As the server will: what only lingers is free.
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                door.bind(("127.0.0.1", port))
                return port


class Server:
    """`cahier serve` on a data folder."""

    def __init__(self, data, env=None):
        self.port = free_port()
        self.said = open(f"{data}.said", "w+")
        words = [PROGRAM, "--data", str(data), "--listen", f"127.0.0.1:{self.port}", "serve"]
        self.process = subprocess.Popen(words, env=CLEAN | (env or {}), stdout=self.said, stderr=self.said)

    def alive(self):
        return self.process.poll() is None

    def ready(self):
        """Waits until it says that it is; whether it came so far."""
        until = time.monotonic() + PATIENCE
        while self.alive() and time.monotonic() < until:
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return True
            except OSError:
                pass
            time.sleep(0.02)
        return False

    def ask(self, method, path, token=None, body=None):
        """One request: the status and the JSON or text of its answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            sent = None
            if body is not None:
                headers["Content-Type"], sent = "application/json", json.dumps(body)
            line.request(method, path, sent, headers)
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
            is_json = "json" in (answer.getheader("content-type") or "")
            return answer.status, json.loads(text) if is_json else text
        except http.client.HTTPException as error:
            raise OSError(f"no answer: {error!r}") from error
        finally:
            line.close()

    def stop(self):
        """Tells it to stop, and waits."""
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Wrong("it did not stop") from None
        self.said.close()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.said.close()

    def last_words(self):
        self.said.flush()
        self.said.seek(0)
        return self.said.read()[-600:]


class Served:
    """A server without faults for the length of a block, which must come up; killed at its end."""

    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.server = Server(self.data)
        if not self.server.ready():
            words = self.server.last_words()
            self.server.kill()
            raise Wrong(f"it does not start: {words}")
        return self.server

    def __exit__(self, *_):
        self.server.kill()


def agrees(data):
    """The doctor finds no difference, beside a running server."""
    run = subprocess.run([PROGRAM, "--data", str(data), "doctor", "--strict", "--json"], env=CLEAN, capture_output=True, text=True, timeout=60)
    if run.returncode:
        try:
            found = "; ".join(f["message"] for f in json.loads(run.stdout)["findings"])
        except (ValueError, KeyError):
            found = run.stdout + run.stderr
        said = pathlib.Path(f"{data}.said")
        said = said.read_text()[-300:] if said.exists() else ""
        raise Wrong(f"the doctor: {found[-500:]} the server: {said}")
    return json.loads(run.stdout)


def nothing_unfinished(data):
    """No file that was on its way lies about."""
    left = [str(p.relative_to(data)) for p in pathlib.Path(data).rglob("*") if p.name.startswith(".cahier-") or "unfinished" in p.name]
    if left:
        raise Wrong(f"left lying: {left}")


def texts(data):
    """The markdown files of the book's folder, by their path."""
    root = pathlib.Path(data) / "standards"
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*.md")}


def copied(source, target):
    """Puts a copy of a data folder into the place of another; what was in step with its folder goes along."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
    for note in pathlib.Path(target).rglob("folder.json"):
        kept = json.loads(note.read_text())
        if kept["folder"].startswith(str(source)):
            kept["folder"] = str(target) + kept["folder"][len(str(source)):]
            note.write_text(json.dumps(kept))


def quiet(server, log, still=0.3):
    """Waits until a server has changed no file for a while, or is gone."""
    last, since = -1, time.monotonic()
    until = since + PATIENCE
    while server.alive() and time.monotonic() < until:
        size = os.path.getsize(log) if os.path.exists(log) else 0
        if size != last:
            last, since = size, time.monotonic()
        elif time.monotonic() - since >= still:
            return
        time.sleep(0.02)
