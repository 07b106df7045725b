"""`backcue doctor`, as a person calls it."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from backcue.cli.commands.doctor import machine
from backcue.display.second_screen import SecondScreenError
from backcue.sound.outputs import choose
from backcue.sound.outputs.player import Player
from backcue.system.lock import hold
from tests.history.walks import keep_one
from tests.kept import store_in
from tests.workouts import balance, course

NAMES = [
    *("backcue", "python", "extras", "terminal", "sound", "voice", "speech engine", "wake lock"),
    *("second screen", "settings folder", "data folder", "settings", "keys", "presets", "history"),
]


class Broken(Player):
    """An output without a device."""

    running = False
    error = "no sound: no audio device"


@pytest.fixture
def config(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the folder of the settings; the output plays."""
    monkeypatch.setattr(choose, "open_player", lambda *_, **__: Player())
    folder = own_home / "backcue-config"
    folder.mkdir(exist_ok=True)
    return folder


def findings(backcue, *options: str) -> dict[str, dict[str, str]]:
    """Returns what the doctor finds, by name."""
    result = backcue("doctor", "--json", *options)
    told = json.loads(result.out)
    by_name = {each.pop("name"): each for each in told["findings"]}
    assert list(by_name) == NAMES
    faults = sum(each["state"] == "fault" for each in by_name.values())
    assert (told["faults"], result.status) == (faults, 1 if faults else 0)
    assert all(bool(each["remedy"]) == (each["state"] != "ok") for each in by_name.values())
    return by_name


def test_where_all_is_well_nothing_needs_doing(backcue, own_home: Path, config: Path) -> None:
    keep_one(store_in(own_home / "backcue-data"), course(balance(1)))
    result = backcue("doctor")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[-1].startswith("Nothing needs doing. For a report attach")
    [kept] = [line for line in lines if " history " in line]
    assert kept.split(maxsplit=2) == ["✓", "history", "1 session, and the file is sound"]
    found = findings(backcue)
    assert found["sound"]["found"] == "none plays; to hear it: backcue sounds play forward"
    assert found["settings folder"]["found"] == str(config)
    assert found["presets"]["found"].endswith(", 0 of them your own")


def test_what_is_wrong_is_told_with_what_to_do(
    backcue, own_home: Path, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choose, "open_player", lambda *_, **__: Broken())
    (config / "settings.toml").write_text("[sound]\nvolume = 400\nvoice_pack = 'xx'\n")
    (config / "presets").mkdir()
    (config / "presets" / "mine.toml").write_text("id = 3")
    (config / "sounds" / "cues").mkdir(parents=True)
    (config / "sounds" / "cues" / "forward.wav").write_bytes(b"no sound")
    data = own_home / "backcue-data"
    keep_one(store_in(data), course(balance(1)))
    with closing(sqlite3.connect(data / "history.db")) as database:
        database.execute("PRAGMA user_version = 99")
    found = findings(backcue)
    faults = {name for name, each in found.items() if each["state"] == "fault"}
    assert faults == {"sound", "voice", "settings", "presets", "history"}
    assert found["sound"]["found"] == "no sound: no audio device"
    assert "forward.wav" in found["voice"]["found"]
    assert ":2:" in found["settings"]["found"]
    assert found["settings"]["remedy"].endswith("settings.toml")
    assert found["presets"]["found"].endswith("cannot be used: mine.toml")
    assert "newer" in found["history"]["found"]
    assert "5 things need doing." in backcue("doctor").out


def test_names_in_the_settings_that_nothing_has_are_told(backcue, config: Path) -> None:
    (config / "settings.toml").write_text(
        '[screen]\ntheme = "foo"\n[sound]\nvoice_pack = "ne"\n[training]\npinned = "bar"\n'
    )
    told = findings(backcue)["settings"]
    assert told["state"] == "note"
    assert told["found"] == (
        "screen.theme: there is no theme foo; "
        "sound.voice_pack: there is no voice ne; did you mean en?; "
        "training.pinned: there is no rung bar"
    )
    assert "backcue settings" in told["remedy"]


def test_a_damaged_history_is_left_as_it_is_until_it_is_to_be_mended(
    backcue, own_home: Path
) -> None:
    store = store_in(own_home / "backcue-data")
    keep_one(store, course(balance(1)))
    with closing(sqlite3.connect(store.place.database)) as database, database:
        # What no session that is read or written comes upon.
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'state IS NULL', 'state IS NOT NULL')"
        )
    before, [record] = store.place.database.read_bytes(), store.sessions()
    found = findings(backcue)["history"]
    assert (found["state"], found["found"]) == ("fault", f"{store.place.database} is damaged")
    assert "backcue doctor --mend" in found["remedy"]
    assert store.place.database.read_bytes() == before
    # Nor is one that nobody could read.
    store.place.database.write_bytes(before[:5000])
    assert findings(backcue)["history"]["found"] == f"{store.place.database} is damaged"
    assert store.place.database.read_bytes() == before[:5000]
    assert [path.name for path in store.place.folder.iterdir()] == ["history.db"]
    store.place.database.write_bytes(before)
    mended = findings(backcue, "--mend")["history"]
    assert mended["state"] == "note"
    assert mended["found"].startswith("the history was damaged: 1 session could be read;")
    [aside] = store.place.folder.glob("history-damaged-*.db")
    assert aside.read_bytes() == before
    assert store.is_sound()
    assert store.sessions() == [record]
    again = findings(backcue, "--mend")["history"]
    assert again["found"] == "1 session, and the file is sound"


def test_nothing_is_mended_while_a_workout_is_under_way(backcue, own_home: Path) -> None:
    store = store_in(own_home / "backcue-data")
    keep_one(store, course(balance(1)))
    held = hold(store.place.lock(20 * "a"))
    assert held is not None
    found = findings(backcue, "--mend")["history"]
    assert found["found"] == "a workout is under way in another window: end it first"
    held.let_go()


def test_a_session_beside_the_history_stays_there(backcue, own_home: Path) -> None:
    store = store_in(own_home / "backcue-data")
    keep_one(store, course(balance(1)))
    side = store.place.folder / "backcue-session-0a.jsonl"
    side.write_text("")
    assert findings(backcue)["history"]["found"] == "1 session, and the file is sound"
    assert side.exists()


def test_what_could_be_better_is_no_fault(backcue, config: Path) -> None:
    (config / "settings.toml").write_text(
        '[sound]\noutput = "none"\n[keys]\nfaster = ["space"]\npause = ["space"]\n'
    )
    found = findings(backcue)
    notes = {name for name, each in found.items() if each["state"] == "note"}
    assert {"sound", "keys"} <= notes
    assert "space" in found["keys"]["found"]
    assert found["sound"]["remedy"] == "backcue settings --unset sound.output"


@pytest.mark.usefixtures("config")
def test_a_folder_that_cannot_be_written_is_a_fault(
    backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("BACKCUE_DATA_DIR", str(tmp_path / "file" / "data"))
    found = findings(backcue)["data folder"]
    assert found["found"].endswith("file is no folder")
    assert "BACKCUE_DATA_DIR" in found["remedy"]


@pytest.mark.usefixtures("config")
def test_what_cannot_be_looked_at_is_a_finding_and_no_traceback(
    backcue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faint() -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(machine, "speech", faint)
    found = findings(backcue)["speech engine"]
    assert found["found"] == "cannot be looked at: Input/output error"


@pytest.mark.usefixtures("config")
def test_a_speech_engine_alone_makes_no_voice(backcue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "find_engine", lambda: SimpleNamespace(name="say"))
    assert findings(backcue)["speech engine"]["state"] == "ok"
    monkeypatch.setitem(sys.modules, "numpy", None)
    found = findings(backcue)["speech engine"]
    assert (found["state"], found["found"]) == ("note", "say; a library is missing")
    assert "pip install numpy" in found["remedy"]


@pytest.mark.usefixtures("config")
def test_it_says_where_a_second_screen_would_be_and_why_nowhere(
    backcue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "network_address", lambda: "192.168.7.5")
    found = findings(backcue)["second screen"]
    assert (found["state"], found["found"]) == ("ok", "--screen would serve it at 192.168.7.5")

    def nowhere() -> None:
        raise SecondScreenError("this computer is in no network; name an address")

    monkeypatch.setattr(machine, "network_address", nowhere)
    found = findings(backcue)["second screen"]
    assert (found["state"], found["found"]) == ("note", "this computer is in no network")
    assert found["remedy"] == "name an address"
