"""Let two, four and eight programs change the same files at once: python bench/at_once.py.

Each adds its own settings keys, cadences, words and presets; afterwards all must be there, and
nothing else in the folders. Prints what was lost, and how long a change took.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import tell

CHANGES = 50
"""Of each kind by each program."""
PROGRAM = """
import sys
from backcue.presets.kept_cadences import KeptCadences
from backcue.presets.own import OwnPresets
from backcue.presets.recent import RecentWords
from backcue.presets.writing import Fields
from backcue.settings import file
from backcue.system import paths
from backcue.workout.preset import PaceChange

me, changes, all_of_them = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
own = OwnPresets(paths.presets_dir())
keys = sorted(f"keys.{action}" for action in __import__(
    "backcue.keys.actions_and_keys", fromlist=["BY_ID"]).BY_ID)
mine = keys[int(me)::all_of_them]
kept, recent = KeptCadences(paths.kept_cadences_file()), RecentWords(paths.recent_file())
for number in range(changes):
    key = mine[number % len(mine)]
    file.change(paths.settings_file(), **{key: [f"f{number % 12 + 1}"]})
    kept.keep(f"p{me}-{number}", PaceChange(forward=100))
    recent.remember(f"{int(me) + 1} forward, {number + 1} backward")
    name = f"w{me}-{number}"
    own.save(own.new(), Fields(id=name, name=name, sequence="5 forward"))
print(" ".join(mine))
"""


def at_once(programs: int, changes: int, folder: Path) -> list[str]:
    """Run so many programs at once; returns what was lost of their changes."""
    environment = {
        **os.environ,
        "BACKCUE_CONFIG_DIR": str(folder / "config"),
        "BACKCUE_DATA_DIR": str(folder / "data"),
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(me), str(changes), str(programs)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
        )
        for me in range(programs)
    ]
    ended = [program.communicate(timeout=600) for program in started]
    lost = [said for _, said in ended if said]
    each = [(me, number) for me in range(programs) for number in range(changes)]
    files = {
        "cadence": (folder / "data" / "paces.json", {f"p{me}-{number}" for me, number in each}),
        "preset": (folder / "config" / "presets", {f"w{me}-{number}.toml" for me, number in each}),
    }
    cadences, presets = files["cadence"], files["preset"]
    lost += [f"cadence {one}" for one in cadences[1] - json.loads(cadences[0].read_text()).keys()]
    lost += [f"preset {one}" for one in presets[1] - {path.name for path in presets[0].iterdir()}]
    keys = tomllib.loads((folder / "config" / "settings.toml").read_text())["keys"]
    changed = {key.removeprefix("keys.") for said, _ in ended for key in said.split()[:changes]}
    lost += [f"setting keys.{one}" for one in changed - keys.keys()]
    words = json.loads((folder / "data" / "recent.json").read_text())
    if len(words) != len(set(words)) or len(words) != min(10, len(each)):
        lost.append(f"words: {words}")
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    wanted = {"config/settings.toml", "data/paces.json", "data/recent.json"}
    left = sorted(there - wanted - {f"config/presets/{name}" for name in presets[1]})
    return lost + [f"left behind: {name}" for name in left]


def main() -> None:
    """Print the figures."""
    failed = False
    for programs in (2, 4, 8):
        with tempfile.TemporaryDirectory() as folder:
            begin = time.perf_counter()
            lost = at_once(programs, CHANGES, Path(folder))
            took = time.perf_counter() - begin
        count = programs * CHANGES * 4
        print(f"{programs} programs, {count:,} changes: {len(lost)} lost, {took:.1f} s in all")
        tell(f"{programs} programs at once, changes lost of {count:,}", len(lost), exactly=0)
        for one in lost[:10]:
            print(f"  {one}")
        failed |= bool(lost)
    sys.exit(failed)


if __name__ == "__main__":
    main()
