#!/usr/bin/env python3
"""Tries every file operation of the program with every fault, and says what came out wrong. See `run`, which prepares it."""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import time
import traceback

import instance
from instance import Wrong, copied
from scenes import SCENES

# name: what the library is told, whether an error stays, and the only operations that it makes sense for.
FAULTS = {
    "kill": ("kill", False, None),
    "torn write": ("torn", False, ("write",)),
    "power loss": ("amnesia", False, None),
    "power loss, names kept": ("amnesia-data", False, None),
    "disk full": ("ENOSPC", True, None),
    "I/O error": ("EIO", True, None),
    "I/O error, once": ("EIO", False, None),
}


def library(kit, work):
    """Builds the fault library."""
    built = work / "faultfs.so"
    kit = f'-DFAULTFS="{(kit / "faultfs.c").resolve()}"'
    source = str(pathlib.Path(__file__).with_name("ending.c"))
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-Wno-format-truncation", kit, "-o", built, source, "-ldl", "-lpthread"], check=True)
    return built


class Walk:
    """One scene, prepared once."""

    def __init__(self, scene, work, so):
        self.scene, self.so = scene(), so
        self.work = work / self.scene.name.replace(" ", "-").replace(",", "")
        self.work.mkdir()
        self.first = self.work / "before"
        self.first.mkdir()
        self.scene.before(self.first)
        # What its check is to find, and the operations of a run without faults from where the scene counts them.
        self.ops, self.begin = self.count()

    def attempt(self, place, at, act, sticky):
        """Sets up, runs with a fault and checks; the operations there were."""
        data, log = place / "data", place / "log"
        for path in place.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        copied(self.first, data)
        env = {"LD_PRELOAD": str(self.so), "FAULT_DIR": str(data), "FAULT_EXE": os.path.basename(instance.PROGRAM), "FAULT_LOG": str(log), "FAULT_AT": str(at), "FAULT_DO": act}
        if sticky:
            env["FAULT_STICKY"] = "1"
        seen = self.scene.run(data, env, log) or {}
        ops = log.read_text().splitlines() if log.exists() else []
        self.scene.check(data, seen)
        return ops, seen

    def count(self):
        place = self.work / "count"
        place.mkdir()
        ops, seen = self.attempt(place, 0, "", False)
        if not ops:
            raise SystemExit(f"{self.scene.name}: nothing was tried: the fault library does not see the program")
        if seen.get("lost"):
            raise SystemExit(f"{self.scene.name}: not done without a fault: {seen}")
        return [line.split(" ", 1)[1] for line in ops], seen.get("begin", 0)

    def points(self, faults, most, thin):
        """Which operation with which fault, spread evenly where there may not be so many."""
        alike = self.alike() if thin else set()
        for name in faults:
            act, sticky, only = FAULTS[name]
            at = [n for n, op in enumerate(self.ops, 1) if n > self.begin and n not in alike and (not only or op.split()[0] in only)]
            if most and len(at) > most:
                # Each fault between those of the one before, so that together they see more of them.
                shift = list(FAULTS).index(name) / len(FAULTS)
                at = [at[int((i + shift) * len(at) / most)] for i in range(most)]
            for n in at:
                yield name, act, sticky, n

    def alike(self):
        """Those that may be left out: of many writes to one file in a row, all but the first and last two and every fifth."""
        runs = {}
        for n, op in enumerate(self.ops, 1):
            same = n > 1 and op == self.ops[n - 2]
            runs[n] = runs[n - 1] if same else n
        sizes = collections.Counter(runs.values())
        places = {n: n - first for n, first in runs.items()}
        return {n for n, first in runs.items() if 2 <= places[n] < sizes[first] - 2 and places[n] % 5}

    def one(self, point):
        """Tries one; what went wrong, or whether the operation was never reached."""
        name, act, sticky, n = point
        place = self.work / threading.current_thread().name
        place.mkdir(exist_ok=True)
        try:
            ops, _ = self.attempt(place, n, act, sticky)
            return name, n, "right" if len(ops) >= n else "not reached", ""
        except Wrong as wrong:
            return name, n, "wrong", str(wrong)
        except Exception:
            return name, n, "wrong", traceback.format_exc(limit=3)


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--short", action="store_true", help="a few operations of each scene, spread evenly")
    ask.add_argument("--whole", action="store_true", help="every operation (what it does anyway)")
    ask.add_argument("--most", type=int, default=0, help="at most so many operations a fault and scene")
    ask.add_argument("--thin", action="store_true", help="of many writes to one file in a row only a few")
    ask.add_argument("--jobs", type=int, default=4, help="so many at once; they mostly wait")
    ask.add_argument("--only", default="", help="scenes whose names contain one of these, with commas between them")
    ask.add_argument("--faults", default="", help="faults by name, with semicolons between them")
    ask.add_argument("--at", type=int, default=0, help="this operation alone")
    ask.add_argument("--table", default="", help="writes the table as JSON here")
    ask.add_argument("--kit", type=pathlib.Path, required=True)
    ask.add_argument("--work", type=pathlib.Path, required=True)
    given = ask.parse_args()
    faults = [name for name in FAULTS if not given.faults or name in given.faults.split(";")]
    work = given.work.resolve()
    so = library(given.kit, work)
    rows, wrongs, begun = [], [], time.monotonic()
    for scene in SCENES:
        if not any(part in scene.name for part in given.only.split(",")):
            continue
        most = given.most or (scene.short if given.short else 0)
        walk = Walk(scene, work, so)
        points = [point for point in walk.points(faults, most, given.thin) if given.at in (0, point[3])]
        row = {"scene": scene.name, "operations": len(walk.ops) - walk.begin}
        row |= {name: {"right": 0, "wrong": 0, "not reached": 0} for name in faults}
        with concurrent.futures.ThreadPoolExecutor(given.jobs, "worker") as workers:
            for name, n, came, why in workers.map(walk.one, points):
                row[name][came] += 1
                if came == "wrong":
                    wrongs.append((scene.name, name, n, walk.ops[n - 1], why))
                    print(f"WRONG {scene.name}: {name} at {n} {walk.ops[n - 1]}: {why}", flush=True)
        rows.append(row)
        shutil.rmtree(walk.work)
        tried = sum(row[name][came] for name in faults for came in ("right", "wrong"))
        print(f"{scene.name}: {row['operations']} operations, {tried} tried, {sum(row[n]['wrong'] for n in faults)} wrong, {time.monotonic() - begun:.0f} s", flush=True)
    print()
    table(rows, faults)
    if given.table:
        pathlib.Path(given.table).write_text(json.dumps({"rows": rows, "wrong": wrongs}, indent=1))
    sys.exit(1 if wrongs or not rows else 0)


def table(rows, faults):
    """The table: for each scene and fault how many were tried, and how many came out wrong."""
    print("| what is done | operations | " + " | ".join(faults) + " | tried | wrong |")
    print("|---|--:|" + "--:|" * (len(faults) + 2))
    sums = dict.fromkeys([*faults, "operations", "tried", "wrong"], 0)
    for row in rows:
        tried = {name: row[name]["right"] + row[name]["wrong"] for name in faults}
        wrong = sum(row[name]["wrong"] for name in faults)
        cells = [row["operations"], *tried.values(), sum(tried.values()), wrong]
        print(f"| {row['scene']} | " + " | ".join(map(str, cells)) + " |")
        for name, value in zip(["operations", *faults, "tried", "wrong"], cells):
            sums[name] += value
    cells = [sums[name] for name in ["operations", *faults, "tried", "wrong"]]
    print("| **all** | " + " | ".join(f"**{cell}**" for cell in cells) + " |")
    missed = sum(row[name]["not reached"] for row in rows for name in faults)
    if missed:
        print(f"\n{missed} were not reached: the program does some of its work side by side, and had less to do in that run.")


if __name__ == "__main__":
    main()
