"""What is tried: each scene prepares a data folder, does one thing with it while the faults are on, and says what must hold afterwards."""
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import time
import zlib
from pathlib import Path

from instance import CLEAN, PROGRAM, Served, Server, Wrong, agrees, nothing_unfinished, quiet, terminal, texts

ONE, TWO = "0001-one.md", "git/0002-two.md"
FIRST = {ONE: b"---\r\nstatus: active\r\nmine: 1\r\n---\r\n# One\r\n\r\nold\r\n", TWO: b"# Two\n\nold\n"}
NEWER = b"# One\n\nnew\n"


def png(shade):
    """An image of one dot."""
    def part(kind, body):
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    dot = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])) + part(b"IDAT", dot) + part(b"IEND", b"")


IMAGE = png(7)
IMAGE_NAME = "attachments/" + hashlib.sha256(IMAGE).hexdigest()[:32] + ".png"
SHOWING = f"# Three\n\n![the lock]({IMAGE_NAME})\n".encode()


def put(data, path, text):
    """Writes a file into the book's folder as an editor does: beside it first, then under its name."""
    target = Path(data) / "standards" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(".being-edited")
    beside.write_bytes(text)
    os.replace(beside, target)


def holds(data, expected, before=FIRST):
    """The folder holds exactly these texts."""
    found = texts(data)
    for path, text in found.items():
        if text not in (expected.get(path), before.get(path)):
            raise Wrong(f"neither old nor new: {path}: {text[:80]!r}")
    if found != expected:
        raise Wrong(f"other texts than expected: {sorted(found)} for {sorted(expected)}")


class Team:
    """A data folder with two members, two standards in step, a search index."""

    # So many operations a fault in the short form.
    short = 3

    def team(self, data, files=FIRST):
        terminal(data, "team", "add", "web", "Web")
        self.tokens = {}
        for name in ("ada", "bo"):
            terminal(data, "member", "add", f"{name}@example.org", "--name", name.title(), "--team", "web")
            made = terminal(data, "token", "create", "--member", f"{name}@example.org", "--name", "walk", "--scope", "write")
            self.tokens[name] = made.split()[-1]
        for path, text in files.items():
            put(data, path, text)
        with Served(data):
            agrees(data)
        terminal(data, "doctor", "--strict")

    def proposed(self, server, markdown, **more):
        status, made = server.ask("POST", "/api/v1/proposals", self.tokens["ada"], {"markdown": markdown, **more})
        if status != 201:
            raise Wrong(f"not proposed: {status} {made}")
        return made["id"], made["hash"]

    def agree(self, server, proposal):
        """Bo agrees, which publishes; the status."""
        name, text_hash = proposal
        return server.ask("PUT", f"/api/v1/proposals/{name}/approval", self.tokens["bo"], {"hash": text_hash})[0]

    def text(self, server, standard, revision=None):
        wanted = f"?revision={revision}" if revision else ""
        status, text = server.ask("GET", f"/standards/{standard}.md{wanted}", self.tokens["bo"])
        return text.encode() if status == 200 else None

    def running(self, data, env, log, act):
        """Starts the server, lets it come to rest, acts while it runs and until it has come to rest again."""
        server, seen = Server(data, env), {"lost": True}
        try:
            if not server.ready():
                return seen
            quiet(server, log)
            seen["begin"] = len(log.read_text().splitlines()) if log.exists() else 0
            act(server, seen)
            quiet(server, log)
        except OSError:
            # It is gone, or refuses: nothing more was acknowledged.
            pass
        finally:
            server.stop()
        return seen


class Publish(Team):
    """The last agreement that is needed, through the API."""

    name = "publish a change and a new text"

    def before(self, data):
        self.team(data)
        with Served(data) as server:
            self.change = self.proposed(server, NEWER.decode(), standard="S-1", base=1)
            self.new = self.proposed(server, "# Three\n\nnew\n")

    def run(self, data, env, log):
        def act(server, seen):
            seen["acknowledged"] = []
            for proposal in (self.change, self.new):
                # Once more where it was refused: what passes has passed then.
                if any(self.agree(server, proposal) == 200 for _ in range(3)):
                    seen["acknowledged"].append(proposal)
            seen["lost"] = len(seen["acknowledged"]) < 2
        return self.running(data, env, log, act)

    def check(self, data, seen):
        with Served(data) as server:
            agrees(data)
            nothing_unfinished(data)
            found = texts(data)
            for proposal, path, old, new in ((self.change, ONE, FIRST[ONE], NEWER), (self.new, "0003-three.md", None, b"# Three\n\nnew\n")):
                expected = new if proposal in seen.get("acknowledged", []) else found.get(path)
                if found.get(path) != expected or expected not in (old, new):
                    raise Wrong(f"{path} is {found.get(path)!r}, acknowledged: {seen}")
                status, now = server.ask("GET", f"/api/v1/proposals/{proposal[0]}", self.tokens["bo"])
                if status != 200 or (now["state"] == "published") != (expected == new) or now["markdown"].encode() != new:
                    raise Wrong(f"{path}: the file is {expected!r} and the proposal {now}")
                # What was not done is done the second time.
                if now["state"] != "published" and self.agree(server, proposal) != 200:
                    raise Wrong(f"{path} cannot be agreed to any more")
            if self.text(server, "S-1", 1) != FIRST[ONE]:
                raise Wrong("the first revision is another one")
            agrees(data)
            holds(data, FIRST | {ONE: NEWER, "0003-three.md": b"# Three\n\nnew\n"})


class Adopt(Team):
    """Files change while the server runs: one edited, one new with its image, one given another name."""

    name = "adopt files that changed"
    after = {ONE: NEWER, "git/0002-two-and-more.md": FIRST[TWO], "0003-three.md": SHOWING}

    def before(self, data):
        self.team(data)

    def run(self, data, env, log):
        def act(server, seen):
            self.edit(data)
            until = time.monotonic() + 3
            while server.alive() and time.monotonic() < until and not self.text(server, "S-3"):
                time.sleep(0.05)
            seen["lost"] = not self.text(server, "S-3")
        seen = self.running(data, env, log, act)
        # Nobody who edits files asks whether the server runs.
        self.edit(data)
        return seen

    def edit(self, data):
        folder = Path(data) / "standards"
        if (folder / TWO).exists():
            (folder / TWO).rename(folder / "git/0002-two-and-more.md")
        for path, bytes in ((IMAGE_NAME, IMAGE), ("0003-three.md", SHOWING), (ONE, NEWER)):
            if not (folder / path).exists() or (folder / path).read_bytes() != bytes:
                put(data, path, bytes)

    def check(self, data, _):
        with Served(data) as server:
            agrees(data)
            nothing_unfinished(data)
            holds(data, self.after)
            book = [self.text(server, *which) for which in (("S-1", 1), ("S-1",), ("S-2",), ("S-3",))]
            if book != [FIRST[ONE], NEWER, FIRST[TWO], SHOWING]:
                raise Wrong(f"the book says {book}")
            if self.text(server, "S-1", 3) or self.text(server, "S-4"):
                raise Wrong("a text was taken twice")
            if server.ask("GET", "/api/v1/" + IMAGE_NAME, self.tokens["bo"])[0] != 200:
                raise Wrong("the image is not in the book")


class Import(Team):
    """`cahier import` of a folder of somebody's with an image, into a book that has one of its files in an older text."""

    name = "import a folder"
    pictured = b"# One\n\n![the lock](img/lock.png)\n"

    def before(self, data):
        self.team(data, {})
        # Beside the data folder, which is copied to another place for every try.
        self.source = data.parent / "source"
        for path, text in {"one.md": b"# One\n\nold\n", "git/two.md": FIRST[TWO]}.items():
            (self.source / path).parent.mkdir(parents=True, exist_ok=True)
            (self.source / path).write_bytes(text)
        terminal(data, "import", self.source, "--as", "standards")
        (self.source / "one.md").write_bytes(self.pictured)
        (self.source / "img").mkdir()
        (self.source / "img/lock.png").write_bytes(IMAGE)
        (self.source / "0007-seven.md").write_bytes(b"# Seven\r\n")
        with Served(data):
            agrees(data)
        self.old = texts(data)
        one = next(path for path, text in self.old.items() if text == b"# One\n\nold\n")
        self.after = self.old | {one: self.pictured, "0007-seven.md": b"# Seven\r\n"}

    def run(self, data, env, log):
        done = subprocess.run([PROGRAM, "--data", str(data), "import", str(self.source), "--as", "standards"], env=CLEAN | env, capture_output=True, timeout=60)
        return {"lost": done.returncode != 0}

    def check(self, data, seen):
        with Served(data) as server:
            agrees(data)
            nothing_unfinished(data)
            holds(data, self.after if not seen["lost"] else texts(data), self.old | self.after)
            if not seen["lost"] and self.text(server, "S-7") is None:
                raise Wrong("it said that it was done")
        terminal(data, "import", self.source, "--as", "standards")
        with Served(data):
            agrees(data)
            holds(data, self.after, self.old)
            pictures = [path.read_bytes() for path in (data / "standards").rglob("lock.png")]
            if pictures != [IMAGE]:
                raise Wrong(f"the images are {pictures}")


class Start(Team):
    """A start after the machine lost its power in the middle of much: the database was not closed, the folder, what was last in step
    and the index are of before the last publication, and unfinished files lie about."""

    name = "start after a crash"

    def before(self, data):
        self.team(data)
        kept = data.parent / "kept"
        with Served(data) as server:
            new = [self.proposed(server, NEWER.decode(), standard="S-1", base=1), self.proposed(server, "# Three\n\nnew\n")]
        shutil.copytree(data, kept)
        with Served(data) as server:
            if [self.agree(server, proposal) for proposal in new] != [200, 200]:
                raise Wrong("not published")
            if server.ask("POST", "/api/v1/problems", self.tokens["ada"], {"title": "Times are an hour off"})[0] != 201:
                raise Wrong("not posted")
        if not (data / "cahier.db-wal").stat().st_size:
            raise Wrong("the database was closed in good order")
        for entry in kept.iterdir():
            if entry.name.startswith("cahier.db"):
                continue
            (shutil.rmtree if entry.is_dir() else os.remove)(data / entry.name)
            entry.rename(data / entry.name)
        for name in ("standards/.cahier-0001-one.md.tmp", ".cahier-folder.json.tmp", ".restore.unfinished", "standards/git/.cahier-0002-two.md.tmp"):
            (data / name).write_bytes(b"# On")
        self.spoil(data)

    def spoil(self, data):
        pass

    def run(self, data, env, log):
        return self.running(data, env, log, lambda server, seen: seen.update(begin=0, lost=False))

    def check(self, data, _):
        with Served(data) as server:
            agrees(data)
            nothing_unfinished(data)
            holds(data, FIRST | {ONE: NEWER, "0003-three.md": b"# Three\n\nnew\n"})
            for word, count in (("hour", 1), ("three", 1)):
                status, found = server.ask("GET", f"/api/v1/search?q={word}", self.tokens["bo"])
                if status != 200 or found["total"] != count:
                    raise Wrong(f"searching {word}: {status} {found}")


class StartWithoutIndex(Start):
    """The same, where the index has lost a file and another is cut short."""

    name = "start with a damaged index"

    def spoil(self, data):
        files = sorted((path for path in data.rglob("*") if path.is_file() and "index" in str(path.parent.name)), key=lambda path: path.stat().st_size)
        files[-1].write_bytes(files[-1].read_bytes()[: files[-1].stat().st_size // 2])
        files[len(files) // 2].unlink()


class FirstStart(Team):
    """The first start of all, on an empty folder."""

    name = "start for the first time"

    def before(self, data):
        pass

    def run(self, data, env, log):
        return self.running(data, env, log, lambda server, seen: seen.update(begin=0, lost=False))

    def check(self, data, _):
        with Served(data) as server:
            agrees(data)
            nothing_unfinished(data)
            status, page = server.ask("GET", "/setup")
            if status != 200 or "setup" not in server.last_words():
                raise Wrong(f"it cannot be set up: {status} {page[:200]}")


class Upgrade(Team):
    """The first start of a newer version, which brings the tables up to date and keeps a copy of what was there."""

    name = "start a newer version"
    steps = sorted(Path("migrations").glob("*.sql"))

    def before(self, data):
        line = sqlite3.connect(data / "cahier.db", isolation_level=None)
        line.execute("pragma journal_mode = wal")
        line.execute(
            "create table _sqlx_migrations (version bigint primary key, description text not null, installed_on timestamp not null default current_timestamp,"
            " success boolean not null, checksum blob not null, execution_time bigint not null)"
        )
        for step in self.steps[:-2]:
            text = step.read_bytes()
            line.executescript(text.decode())
            number, words = step.stem.split("_", 1)
            row = (int(number), words.replace("_", " "), True, hashlib.sha384(text).digest(), 0)
            line.execute("insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (?, ?, ?, ?, ?)", row)
        line.execute(
            "insert into teams (id, key, name, zone, working_days, investigation_days, countermeasure_days, standup_minutes, approvals, language, created_at, version)"
            " values ('01900000-0000-7000-8000-000000000001', 'web', 'Web', 'UTC', 31, 2, 5, 15, 2, 'en', 0, 1)"
        )
        line.close()
        self.copy = f"cahier.db.before-{int(self.steps[-2].stem.split('_')[0])}.backup"

    def run(self, data, env, log):
        return self.running(data, env, log, lambda server, seen: seen.update(begin=0, lost=False))

    def check(self, data, _):
        changed = self.upgraded(data)
        with Served(data):
            agrees(data)
        copies = sorted(path.name for path in data.glob("cahier.db.*.backup"))
        # Cut off after the first of two steps, the next start has kept what it found too.
        if self.copy not in copies or len(copies) > 2:
            raise Wrong(f"the copies are {copies}; were the tables changed before: {changed}")
        for copy in copies:
            other = Path(f"{data}.restored")
            shutil.rmtree(other, ignore_errors=True)
            terminal(other, "restore", data / copy)
            for place in (other, data):
                if [team["key"] for team in json.loads(terminal(place, "team", "list", "--json"))["items"]] != ["web"]:
                    raise Wrong(f"{place} has other teams")
        nothing_unfinished(data)

    def upgraded(self, data):
        """Whether the tables were changed; then there is a copy of what they were."""
        line = sqlite3.connect(data / "cahier.db", isolation_level=None)
        last = line.execute("select max(version) from _sqlx_migrations").fetchone()[0]
        line.close()
        changed = last > int(self.steps[-3].stem.split("_")[0])
        if changed and not (data / self.copy).exists():
            raise Wrong("the tables were changed and there is no copy of what they were")
        return changed


class Backup(Team):
    """A backup takes the place of an older one."""

    name = "back up"

    def before(self, data):
        self.team(data)
        terminal(data, "log", "Times are an hour off")
        terminal(data, "backup", data / "it.backup")
        self.old = problems(data)
        terminal(data, "log", "The build takes an hour")
        self.new = problems(data)

    def run(self, data, env, log):
        done = subprocess.run([PROGRAM, "--data", str(data), "backup", str(data / "it.backup")], env=CLEAN | env, capture_output=True, timeout=60)
        return {"lost": done.returncode != 0}

    def check(self, data, seen):
        held = self.held(data)
        if held not in (self.old, self.new) or (not seen["lost"] and held != self.new):
            raise Wrong(f"the backup holds {held}, seen: {seen}")
        if problems(data) != self.new:
            raise Wrong("the instance changed")
        terminal(data, "backup", data / "it.backup")
        if self.held(data) != self.new:
            raise Wrong("the next backup is not whole")
        nothing_unfinished(data)
        with Served(data):
            agrees(data)

    def held(self, data):
        other = Path(f"{data}.restored")
        shutil.rmtree(other, ignore_errors=True)
        terminal(other, "restore", data / "it.backup")
        return problems(other)


class Restore(Team):
    """A backup is put back on an empty machine."""

    name = "restore"

    def before(self, data):
        self.team(data)
        terminal(data, "log", "Times are an hour off")
        self.held = problems(data)
        self.backup = data.parent / "it.backup"
        terminal(data, "backup", self.backup)
        shutil.rmtree(data)
        data.mkdir()

    def run(self, data, env, log):
        done = subprocess.run([PROGRAM, "--data", str(data), "restore", str(self.backup)], env=CLEAN | env, capture_output=True, timeout=60)
        return {"lost": done.returncode != 0}

    def check(self, data, seen):
        again = subprocess.run([PROGRAM, "--data", str(data), "restore", str(self.backup)], env=CLEAN, capture_output=True, text=True, timeout=60)
        if (again.returncode and "There is data" not in again.stderr) or (not seen["lost"] and not again.returncode):
            raise Wrong(f"the second time: {again.returncode} {again.stderr}, the first: {seen}")
        with Served(data):
            agrees(data)
            holds(data, FIRST)
        nothing_unfinished(data)
        if problems(data) != self.held:
            raise Wrong(f"restored: {problems(data)}")


def problems(data):
    """The titles on the wall."""
    return sorted(problem["title"] for problem in json.loads(terminal(data, "problem", "list", "--json"))["items"])


SCENES = [Publish, Adopt, Import, Backup, Restore, Start, StartWithoutIndex, FirstStart, Upgrade]
