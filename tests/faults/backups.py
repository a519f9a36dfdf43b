"""Backups while people write, each restored elsewhere. See `backups`."""
import argparse
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from instance import Served, Wrong, agrees, terminal
from scenes import Team

# So many post side by side.
WRITERS = 5


class Load:
    """Posts so many things a second, one in five of them a correction of a standard, and counts what was acknowledged."""

    def __init__(self, server, token, writes):
        self.server, self.token, self.pause = server, token, WRITERS / writes
        self.lock, self.over = threading.Lock(), threading.Event()
        self.posted = self.corrected = self.failed = 0
        self.threads = [threading.Thread(target=self.write, args=(number,)) for number in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def write(self, number):
        due, turn = time.monotonic(), 0
        while not self.over.is_set():
            turn += 1
            if number == 0:
                text = f"# One\n\nold and corrected {turn}\n"
                body, path = {"markdown": text, "standard": "S-1", "correction": True}, "/api/v1/proposals"
            else:
                body, path = {"title": f"Writer {number}, number {turn}"}, "/api/v1/problems"
            status = self.server.ask("POST", path, self.token, body)[0]
            with self.lock:
                if status != 201:
                    self.failed += 1
                elif number == 0:
                    self.corrected += 1
                else:
                    self.posted += 1
            due += self.pause
            self.over.wait(max(0, due - time.monotonic()))

    def counts(self):
        with self.lock:
            return self.posted, self.corrected

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join()


def whole(data, before, after):
    """A restored state is one that was: numbers without gaps, nothing of before missing, nothing that was not written yet."""
    with Served(data) as server:
        found = agrees(data)
        token = terminal(data, "token", "create", "--member", "ada@example.org", "--name", "look", "--scope", "read").split()[-1]
        problems, cursor = [], ""
        while True:
            status, page = server.ask("GET", f"/api/v1/problems?limit=200{cursor}", token)
            if status != 200:
                raise Wrong(f"problems: {status} {page}")
            problems += [(int(item["id"].split("-")[1]), item["title"]) for item in page["items"]]
            if not page["next"]:
                break
            cursor = f"&cursor={page['next']}"
        numbers = sorted(number for number, _ in problems)
        if numbers != list(range(1, len(numbers) + 1)):
            raise Wrong(f"the numbers have gaps: {len(numbers)} up to {numbers[-1]}")
        # Each writer waits for an answer before the next: their own numbers have no gaps either.
        for writer in range(1, WRITERS):
            mine = sorted(int(title.rsplit(" ", 1)[1]) for _, title in problems if title.startswith(f"Writer {writer},"))
            if mine != list(range(1, len(mine) + 1)):
                raise Wrong(f"writer {writer} has gaps: {mine[-5:]}")
        revision = server.ask("GET", "/api/v1/standards/S-1", token)[1]["revision"]
        if not before[0] <= len(numbers) <= after[0] + WRITERS or not before[1] <= revision - 1 <= after[1] + 1:
            raise Wrong(f"{len(numbers)} problems and {revision - 1} corrections, with {before} before and {after} after")
        return found["changes"], len(numbers), revision - 1


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=50)
    ask.add_argument("--writes", type=int, default=50, help="a second")
    given = ask.parse_args()
    work = Path(tempfile.mkdtemp())
    data, wrong, begun = work / "busy", 0, time.monotonic()
    data.mkdir()
    try:
        team = Team()
        team.team(data, {"0001-one.md": b"# One\n\nold\n"})
        with Served(data) as server:
            load = Load(server, team.tokens["ada"], given.writes)
            try:
                for number in range(1, given.rounds + 1):
                    load.over.wait(0.3)
                    before = load.counts()
                    started = time.monotonic()
                    terminal(data, "backup", work / "it.backup")
                    took, after = time.monotonic() - started, load.counts()
                    place = work / "restored"
                    shutil.rmtree(place, ignore_errors=True)
                    terminal(place, "restore", work / "it.backup")
                    try:
                        changes, problems, corrections = whole(place, before, after)
                        print(f"{number}: change {changes}, {problems} problems, {corrections} corrections; {took:.2f} s, {after[0] + after[1] - before[0] - before[1]} writes meanwhile", flush=True)
                    except Wrong as found:
                        wrong += 1
                        print(f"{number} WRONG: {found}", flush=True)
            finally:
                load.stop()
            seconds = time.monotonic() - begun
            posted, corrected = load.counts()
            agrees(data)
        written = posted + corrected
        print(f"{given.rounds} backups beside {written} writes ({written / seconds:.0f} a second, {load.failed} refused): {wrong} wrong")
        sys.exit(1 if wrong or load.failed else 0)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
