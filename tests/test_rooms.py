"""Each room stands on its own floor, and nothing heavy is loaded before it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import backcue
from backcue.settings.file import change
from backcue.system.paths import settings_file

pytestmark = pytest.mark.usefixtures("unmeasured")

PACKAGE = Path(backcue.__file__).parent
FLOORS = (
    ("cli",),
    ("ui", "console", "web", "exchange"),
    ("app_context",),
    ("own_sound",),
    ("own_settings",),
    ("display",),
    ("coach", "session_setup", "replay", "training"),
    ("accompaniment", "history"),
    ("session", "sound", "presets", "settings"),
    ("toml", "keys"),
    ("workout",),
    ("system",),
    ("text",),
)
"""From the top down, as the import contracts have them."""
ROOMS = [room for floor in FLOORS for room in floor]
IMPORT_ALL = """
import importlib, json, pkgutil, sys
room = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(room, "__path__", ()), f"{sys.argv[1]}."):
    importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""
OPEN_THE_MENU = """
import json, os, sys
os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
from functools import partialmethod
from textual.app import App
App.run = partialmethod(App.run, headless=True, size=(80, 24))
App.on_ready = lambda app: app.screen.call_after_refresh(app.exit)
from backcue.cli import main
sys.argv = ["backcue"]
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)))
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """Run a program in an interpreter of its own; returns the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def rooms_of(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.startswith("backcue.")}


def test_every_room_is_on_a_floor() -> None:
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert there - {"__init__", "__main__", "__pycache__", "sounds", "py"} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_can_be_imported_alone_and_brings_nothing_from_above(room: str) -> None:
    floor = next(number for number, rooms in enumerate(FLOORS) if room in rooms)
    below = {each for rooms in FLOORS[floor + 1 :] for each in rooms}
    modules = loaded(IMPORT_ALL, f"backcue.{room}")
    assert rooms_of(modules) <= below | {room}
    if room not in ("ui", "cli"):
        assert not modules & {"textual", "rich"}


def test_the_menu_opens_without_what_only_later_screens_need(own_home: Path) -> None:
    settings = own_home / "backcue-config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[session]\nsurface = "floor"\n[person]\nsafety_accepted = true\n')
    heavy = {"numpy", "miniaudio", "simpleaudio", "soundfile", "tomlkit", "wakepy", "sqlite3"}
    # The first start shows other screens before.
    change(settings_file(), **{"person.safety_accepted": True, "session.surface": "floor"})
    modules = loaded(OPEN_THE_MENU)
    assert "backcue.ui.screens.menu.screen" in modules
    assert not modules & (heavy | {"click", "tree_sitter"})
    assert "backcue.ui.screens.editor.screen" not in modules


def test_score_and_workout_need_no_clock_and_no_numbers_library() -> None:
    modules = loaded(
        "import backcue.sound.score.score as s, json, sys; print(json.dumps([*sys.modules]))"
    )
    assert not modules & {"asyncio", "threading", "numpy"}


def test_what_plays_takes_no_numbers_library() -> None:
    """It would be 12 MB, and be slow to load before the first sound."""
    modules = loaded(
        "import json, sys, backcue.sound.outputs.device, backcue.sound.outputs.miniaudio\n"
        "from backcue.sound.mixer import Mixer\n"
        "from backcue.sound.samples.bank import Bank\n"
        "mixer = Mixer(0.8, 2)\n"
        "mixer.add(0, Bank(stereo=True).samples('voice:five forward'))\n"
        "assert any(mixer.render(4800))\n"
        "print(json.dumps([*sys.modules]))"
    )
    assert "miniaudio" in modules
    assert "numpy" not in modules
