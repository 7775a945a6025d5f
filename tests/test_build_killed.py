"""A build killed at any moment leaves the old edition or the new one, whole, once the app has started."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from workbooks import World

ROOT = Path(__file__).resolve().parents[1]
KILLS, EARLY = 20, 7
# Runs a build, or the app's start, that kills itself at its nth change of the world's files; says how many there were.
# Forked from a process that has loaded everything, a run takes a moment.
RUNNER = """
import json, os, signal, sys
sys.path.insert(0, "tests")
from cpop import database
from cpop.__main__ import main
import cpop.build

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "open"}

def watch(folder, aim, counted):
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        if event not in CHANGES or folder not in str(arguments[0]):
            return
        if event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            return
        seen += 1
        if seen == aim:
            os.kill(os.getpid(), signal.SIGKILL)
        os.pwrite(counted, b"%06d" % seen, 0)
        if event == "os.rename" and str(arguments[1]).endswith("plan.json"):
            os.pwrite(counted, b"%06d" % seen, 6)
    sys.addaudithook(hook)

for line in sys.stdin:
    run = json.loads(line)
    counted = os.memfd_create("counted")
    child = os.fork()
    if not child:
        sys.stdin.close()
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        watch(run["watched"], run["aim"], counted)
        if run["arguments"]:
            os._exit(main(run["arguments"]))
        database.connect(cpop.build.Path(run["started"])).close()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    seen, decided = (int(os.pread(counted, 6, place) or 0) for place in (0, 6))
    print(json.dumps({"killed": os.WIFSIGNALED(status), "code": status, "changes": seen, "decided": decided}))
    sys.stdout.flush()
    os.close(counted)
"""


class Runner:
    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-c", RUNNER],
            cwd=ROOT,
            env=os.environ | {"SOURCE_DATE_EPOCH": "1700000000"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, aim, watched, arguments=(), started=None):
        """Builds, or starts the app, to be killed at the change of that number; 0: never."""
        asked = {"aim": aim, "watched": str(watched), "arguments": list(arguments), "started": started and str(started)}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(timeout=60)


def content(*folders):
    return {
        f"{folder.name}/{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".new" not in path.relative_to(folder).parts
    }


def test_a_killed_build_leaves_the_old_edition_or_the_new_one(tmp_path, capsys):
    world = World(tmp_path / "world")
    world.folder.mkdir()
    shapes = world.folder / "shapes"
    with Runner() as runner:
        first = [*world.write("2023-10"), "--boundaries", str(shapes)]
        assert runner.run(0, world.folder, first)["code"] == 0
        shutil.copytree(world.folder, tmp_path / "kept")
        old = content(world.out, shapes)

        world.cpp["Crimes"][1][1] += 1
        world.reference["areas"][1][1:3] = ["Great Arran", "Arran"]
        for rings in world.shapes["areas"].values():
            rings[0] = [[x + 0.25, y] for x, y in rings[0]]
        second = [*world.write("2024-10"), "--boundaries", str(shapes)]
        whole = runner.run(0, world.folder, second)
        assert whole["code"] == 0
        new = content(world.out, shapes)
        assert {name.split("/")[0] for name in old if old[name] != new.get(name)} == {"data", "shapes"}

        # Each change of a file is a moment; those from the plan on, when files are on the move, are tried the most.
        decided, last = whole["decided"], whole["changes"]
        early = [1 + step * (decided - 1) // (EARLY - 1) for step in range(EARLY)]
        late = [decided + 1 + step * (last - decided - 1) // (KILLS - EARLY - 1) for step in range(KILLS - EARLY)]
        found = []
        for number, aim in enumerate([*early, *late]):
            for folder in (world.out, shapes):
                shutil.rmtree(folder)
                shutil.copytree(tmp_path / "kept" / folder.name, folder)
            assert runner.run(aim, world.folder, second)["killed"]
            if number % 2:  # the app's start is killed as well, and the next one finishes what is left
                runner.run(2, world.folder, started=world.out)
            is_planned = (world.out / ".new" / "plan.json").exists()
            assert runner.run(0, world.folder, started=world.out)["code"] == 0
            found.append("old" if (left := content(world.out, shapes)) == old else "new")
            assert left in (old, new), f"killed at change {aim} of {last}: mixed"
            # Where a plan was to be finished, nothing of it stays behind; any other leavings the next build takes away.
            staged = [folder for folder in (world.out, shapes) if (folder / ".new").exists()]
            assert not is_planned or staged == [], f"killed at change {aim} of {last}: a copy stays"
            if number % 5 == 0:
                assert runner.run(0, world.folder, second)["code"] == 0, "the next build is not hindered"
                assert content(world.out, shapes) == new
    with capsys.disabled():
        print(f"\n{len(found)} kills: {found.count('old')} left the old edition, {found.count('new')} the new one")
    assert len(found) == KILLS
    assert found == ["old"] * EARLY + ["new"] * (KILLS - EARLY)
