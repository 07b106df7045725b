"""`backcue export` and `import`, as a person calls them."""

import codecs
import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from backcue.history.store import Store
from backcue.presets.preset_file import from_words
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from tests.history.walks import keep_one
from tests.hostile_inputs.thrown import UNSAFE
from tests.kept import store_in
from tests.workouts import balance, course


@pytest.fixture
def store(own_home: Path) -> Store:
    """Returns the history that the commands read."""
    return store_in(own_home / "backcue-data")


@pytest.fixture
def three(store: Store) -> Store:
    """Keep three sessions, one of them ended early, one with effort and note."""
    keep_one(store, course(balance(3)))
    keep_one(store, course(balance(3)), 8.0)
    words = from_words("20s backward incline 5%, rest 5s")
    keep_one(store, Course(words, words.workout, Conditions(), ready=0))
    store.set_effort(1, 6)
    store.set_note(1, "=cmd|' /C calc'!A0, \"quoted\"\nsecond line")
    return store


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("three")
def test_csv_has_a_row_for_each_session_and_no_formula(backcue, tmp_path: Path) -> None:
    told = rows(backcue("export").out)
    assert [row["id"] for row in told] == ["1", "2", "3"]
    assert (told[0]["effort"], told[0]["state"], told[1]["state"]) == ("6", "completed", "stopped")
    assert (told[0]["forward_steps"], told[0]["backward_steps"]) == ("15", "12")
    assert told[0]["note"].startswith("'=cmd")
    assert told[0]["note"].endswith('"quoted"\nsecond line')
    file = tmp_path / "all.csv"
    result = backcue("export", "-o", str(file), "3", "1")
    assert (result.status, result.out) == (0, f"{file}\n")
    with file.open(newline="", encoding="utf-8") as text:
        assert [row["id"] for row in csv.DictReader(text)] == ["1", "3"]
    assert b"\r\n" in file.read_bytes()


def test_a_note_of_two_lines_stays_in_its_row(backcue, three) -> None:
    three.set_note(2, "line one\nline two")
    told = rows(backcue("export").out)
    assert [row["note"] for row in told][1:] == ["line one\nline two", ""]


@pytest.mark.usefixtures("three")
def test_csv_with_phases_has_a_row_for_each(backcue) -> None:
    told = rows(backcue("export", "--phases", "3").out)
    assert [(row["kind"], row["direction"], row["incline"]) for row in told] == [
        ("move", "backward", "5"),
        ("rest", "", ""),
    ]
    assert told[0]["seconds"] == "20"
    assert len(rows(backcue("export", "--phases").out)) > 10


def test_json_comes_back_whole_and_twice_does_no_harm(backcue, three, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    assert backcue("export", "-o", str(file)).status == 0
    written = json.loads(file.read_text())
    assert [each["id"] for each in written["sessions"]] == [1, 2, 3]
    assert written["sessions"][0]["steps"] == {"forward": 15, "backward": 12}
    before = three.sessions()
    logs = [three.log(number) for number in (1, 2, 3)]
    again = backcue("import", str(file))
    assert again.out == "0 sessions brought in; 3 sessions were here already\n"
    three.erase()
    assert backcue("import", str(file)).out == "3 sessions brought in\n"
    assert three.sessions() == before
    assert [three.log(number) for number in (1, 2, 3)] == logs
    assert backcue("import", str(file)).out.startswith("0 sessions brought in; 3")
    assert backcue("export", "--format", "json").out == file.read_text()


UNSEEN = "\x7f\x93hi\x94 \u202e\u2028end"


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_no_terminal_shows_is_the_same_in_a_file_and_on_standard_output(
    backcue, three, tmp_path: Path, form: str
) -> None:
    three.set_note(2, UNSEEN)
    file = tmp_path / f"all.{form}"
    assert backcue("export", "-o", str(file)).status == 0
    written, told = file.read_text(encoding="utf-8"), backcue("export", "--format", form).out
    assert told == written
    assert "hi" in told
    assert not UNSAFE.search(told)


def test_notes_with_unseen_characters_come_back(backcue, three, tmp_path: Path) -> None:
    three.set_note(2, UNSEEN)
    file = tmp_path / "all.json"
    file.write_text(backcue("export", "--format", "json").out, encoding="utf-8")
    three.erase()
    assert backcue("import", str(file)).status == 0
    assert UNSEEN in {record.note for record in three.sessions()}


def test_a_session_with_the_longest_words_comes_back(backcue, store, tmp_path: Path) -> None:
    words = from_words("5f, 4b, " * 12_500)
    keep_one(store, Course(words, words.workout, ready=0), 5)
    assert backcue("history", "show", "1").err == ""
    file, before = tmp_path / "all.json", store.sessions()
    assert backcue("export", "-o", str(file)).status == 0
    store.erase()
    assert backcue("import", str(file)).err == ""
    assert store.sessions() == before


def test_what_was_deleted_comes_back_and_what_was_changed_here_stays(
    backcue, three, tmp_path: Path
) -> None:
    file = tmp_path / "all.json"
    backcue("export", "-o", str(file))
    three.delete(2)
    three.set_effort(1, 2)
    result = backcue("import", str(file))
    assert result.out == "1 session brought in; 2 sessions were here already\n"
    assert [record.effort for record in three.sessions() if record.id == 1] == [2]
    assert three.session(2) is not None


def test_another_programs_spaces_change_nothing(backcue, three, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    backcue("export", "-o", str(file))
    whole = file.read_text()
    file.write_text(json.dumps(json.loads(whole), indent="\t", ensure_ascii=False))
    three.erase()
    assert backcue("import", str(file)).out == "3 sessions brought in\n"
    assert json.loads(backcue("export", "--format", "json").out) == json.loads(whole)
    assert len(backcue("export", "--format", "json").out.splitlines()) == 5


@pytest.mark.parametrize("indent", [None, 1])
def test_an_export_that_an_editor_has_marked_as_utf_8_comes_back(
    backcue, three, tmp_path: Path, indent: int | None
) -> None:
    file = tmp_path / "all.json"
    backcue("export", "-o", str(file))
    text = file.read_text(encoding="utf-8")
    text = text if indent is None else json.dumps(json.loads(text), indent=indent)
    file.write_text(text, encoding="utf-8-sig")
    three.erase()
    assert backcue("import", str(file)).out == "3 sessions brought in\n"


def test_an_export_in_utf_16_is_told_with_a_remedy(backcue, three, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    backcue("export", "-o", str(file))
    file.write_bytes(codecs.BOM_UTF16_LE + file.read_text().encode("utf-16-le"))
    three.erase()
    result = backcue("import", str(file))
    assert result.status == 2
    assert "it is in UTF-16" in result.err
    assert "export it with -o instead, or save it as UTF-8" in result.err
    assert file.exists()
    assert three.sessions() == []


@pytest.mark.usefixtures("three")
def test_fit_is_a_file_for_each(backcue, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    result = backcue("export", "--format", "fit", "-o", str(folder))
    assert result.status == 0
    assert len(files(folder)) == 3
    assert all(name.startswith("backcue-20") for name in files(folder))
    again = backcue("export", "--format", "fit", "-o", str(folder))
    assert again.status == 2
    assert "--force replaces it" in again.err
    assert backcue("export", "--format", "fit", "-o", str(folder), "--force").status == 0
    one = tmp_path / "one.fit"
    assert backcue("export", "-o", str(one)).status == 2
    assert backcue("export", "-o", str(one), "2", "--phases").status == 0
    assert one.read_bytes()[8:12] == b".FIT"


def test_a_session_that_fit_cannot_hold_is_told_and_the_others_are_written(
    backcue, three, tmp_path: Path
) -> None:
    before = {**SESSION, "started": "1980-03-01T10:00:00+01:00", "token": "long-ago"}
    file = tmp_path / "a.json"
    file.write_text(export_of(before))
    assert backcue("import", str(file)).status == 0
    result = backcue("export", "--format", "fit", "-o", str(tmp_path / "watch"))
    assert result.status == 1
    assert result.err == (
        "session 4 is not written: it is of the year 1980, and FIT has times from 1999 to 2125\n"
    )
    assert len(files(tmp_path / "watch")) == 3
    assert len(three.sessions()) == 4


@pytest.mark.usefixtures("three")
def test_without_the_extra_it_is_said_how_to_get_it(
    backcue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fit_tool", None)
    result = backcue("export", "--format", "fit")
    assert result.status == 1
    assert "-m pip install fit-tool" in result.err


@pytest.mark.usefixtures("three")
def test_nothing_is_written_over_and_nothing_half(
    backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.json"
    file.write_text("mine")
    assert backcue("export", "-o", str(file)).status == 2
    assert file.read_text() == "mine"

    def breaks(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "carried", breaks)
    result = backcue("export", "-o", str(file), "--force")
    assert result.status == 1
    assert "No space left" in result.err
    assert file.read_text() == "mine"
    assert files(tmp_path) == ["all.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX systems")
@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "force"])
@pytest.mark.parametrize(
    "command",
    [("export", "--format", "json"), ("export", "2", "--format", "fit"),
     ("convert", "5 forward", "--to", "zwo"), ("render", "5 forward")],
    ids=lambda command: " ".join(command[:1] + command[-1:]),
)  # fmt: skip
def test_only_files_are_replaced(
    backcue, tmp_path: Path, command: tuple[str, ...], force: tuple[str, ...]
) -> None:
    suffix = {"export": "fit" if "fit" in command else "json"}.get(command[0], "wav")
    pipe, folder, link = (tmp_path / f"{name}.{suffix}" for name in ("pipe", "folder", "link"))
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to("/dev/null")
    for path, why in (
        (pipe, "is not a file that can be replaced: name another"),
        (link, "is not a file that can be replaced: name another"),
        (folder, "is a folder: name a file in it"),
    ):
        if path == folder and suffix == "fit":
            # FIT takes one.
            continue
        result = backcue(*command, "-o", str(path), *force)
        assert (result.status, result.err) == (2, f"Error: {path}: {why}\n")
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert files(tmp_path) == sorted(path.name for path in (pipe, folder, link))


@pytest.mark.usefixtures("three")
def test_what_is_asked_for_wrongly_is_told(backcue) -> None:
    assert "there is no session 9" in backcue("export", "9").err
    assert backcue("export", "9").status == 2
    assert backcue("export", "--format", "json", "--phases").status == 2
    assert backcue("export", "--format", "xml").status == 2
    assert backcue("export", "x").status == 2


def test_without_sessions_a_file_is_empty_and_whole(backcue, tmp_path: Path) -> None:
    none = "no sessions are kept yet\n"
    for options, first in (
        (("--format", "csv"), "id,started,workout,"),
        (("--format", "csv", "--phases"), "id,started,phase,"),
        (("--format", "json"), '{"backcue": '),
    ):
        told = backcue("export", *options)
        assert (told.status, told.err) == (0, none)
        assert told.out.startswith(first)
        file = tmp_path / f"{len(options)}.{options[1]}"
        written = backcue("export", *options, "-o", str(file))
        assert (written.status, written.out, written.err) == (0, f"{file}\n", none)
        assert file.read_text().splitlines() == told.out.splitlines()
    assert json.loads(file.read_text())["sessions"] == []
    taken = backcue("import", str(file))
    assert (taken.status, taken.out) == (0, "0 sessions brought in\n")


def test_without_sessions_there_is_no_activity_to_write(backcue, tmp_path: Path) -> None:
    result = backcue("export", "--format", "fit", "-o", str(tmp_path))
    assert (result.status, result.err) == (0, "no sessions are kept yet\n")
    assert files(tmp_path) == []


SESSION = {
    "token": "0123456789abcdef", "name": "Walk", "sequence": "5 forward", "surface": "floor",
    "started": "2026-03-01T10:00:00+01:00", "seconds": 10.0, "active_seconds": 9.0,
    "steps": {"forward": 5, "backward": 0}, "holds": {}, "repetitions": 1, "state": "completed",
}  # fmt: skip


def export_of(*sessions: object, form: object = 1) -> str:
    return json.dumps({"backcue": "0.1.0", "form": form, "sessions": sessions})


def test_a_session_without_a_log_is_taken_as_it_is_told(backcue, store, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(export_of(SESSION))
    assert backcue("import", str(file)).out == "1 session brought in\n"
    (record,) = store.sessions()
    assert (record.name, record.steps["forward"], record.effort) == ("Walk", 5, None)


def test_sessions_of_version_0_1_go_out_and_come_back(backcue, store, tmp_path: Path) -> None:
    line = {
        "id": "balance", "name": "Balance walk", "sequence": "5 forward, hold 2s",
        "started": "2025-11-20T18:00:00+01:00", "seconds": 231.2, "active_seconds": 203.0,
        "steps": {"forward": 100, "backward": 80}, "repetitions": 20,
        "completed": True, "holds": {}, "surface": "floor",
    }  # fmt: skip
    store.place.folder.mkdir(parents=True)
    store.place.old_lines.write_text(json.dumps(line) + "\n")
    before = store.sessions()
    assert len(before) == 1
    file = tmp_path / "old.json"
    assert backcue("export", "-o", str(file)).status == 0
    store.erase()
    assert backcue("import", str(file)).out == "1 session brought in\n"
    assert store.sessions() == before


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"effort": 11}, "effort"),
        ({"seconds": -1}, "seconds"),
        ({"seconds": 1e300}, "seconds"),
        ({"steps": {"forward": 10**30, "backward": 0}}, "forward"),
        ({"surface": "moon"}, "surface"),
        ({"state": "won"}, "state"),
        ({"started": "yesterday"}, "isoformat"),
        ({"started": "2026-03-01T10:00:00"}, "time zone"),
        ({"started": "9999-12-31T23:59:59-23:59"}, "started in the year 9999"),
        ({"token": "../../etc"}, "token"),
        ({"name": "x" * 2_000_000}, "name"),
        ({"name": None}, "name"),
        ({"log": {"head": {}, "entries": []}}, "its log makes no session"),
        ({"log": {"head": None, "entries": [[0, "start", {}]] * 3}}, "its log"),
        ({"log": {"head": {}, "entries": [[0, "start"]]}}, "entries"),
        ({"moved": [["sideways", "walk", 1, 1.0, 1.0]]}, "moved"),
    ],
)
def test_a_wrong_session_is_told_and_none_is_taken(
    backcue, store, tmp_path: Path, changed, why
) -> None:
    file = tmp_path / "a.json"
    file.write_text(export_of({**SESSION, "token": "first-one"}, {**SESSION, **changed}))
    result = backcue("import", str(file))
    assert result.status == 2
    assert why in result.err
    assert "nothing was taken from it" in result.err
    assert len(result.err) < 3000
    assert store.sessions() == []


@pytest.mark.parametrize(
    ("started", "why"),
    [
        ("2026-03-01T10:00:00", "started has no time zone"),
        ("0001-01-01T10:00:00+01:00", "started in the year 1"),
        ("9999-01-01T10:00:00+01:00", "started in the year 9999"),
    ],
)
def test_a_log_is_believed_no_more_than_its_session(
    backcue, three, tmp_path: Path, started: str, why: str
) -> None:
    file = tmp_path / "all.json"
    backcue("export", "-o", str(file))
    three.erase()
    whole = json.loads(file.read_text())
    whole["sessions"][1]["log"]["head"]["started"] = started
    file.write_text(json.dumps(whole))
    result = backcue("import", str(file))
    assert result.status == 2
    assert why in result.err
    assert three.sessions() == []


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[", b"null", b"{}", b"\xff\xfe", b'{"form": 1, "sessions": [', b"x" * 5000,
        b'{"form": 1, "sessions": [\n{"token": "abc', b"[" * 100_000,
        b'{"form": 1, "sessions": [\n' + b"[" * 100_000 + b"\n]}\n",
        b'{"backcue": "9", "form": 2, "sessions": [\n]}\n',
        b'{"form": 1, "sessions": [\n"\xff"\n]}\n',
    ],
)  # fmt: skip
def test_what_is_no_export_is_told(backcue, store, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    result = backcue("import", str(file))
    assert result.status == 2
    assert str(file) in result.err
    assert "Traceback" not in result.err
    assert store.sessions() == []


def test_an_export_that_was_cut_short_is_told_and_nothing_is_taken(
    backcue, three, tmp_path: Path
) -> None:
    file = tmp_path / "all.json"
    backcue("export", "-o", str(file))
    whole = file.read_bytes()
    three.erase()
    for cut in (len(whole) - 4, len(whole) // 2, len(whole) // 3, 60):
        file.write_bytes(whole[:cut])
        assert backcue("import", str(file)).status == 2
    assert three.sessions() == []


@pytest.mark.parametrize("key", ["first_foot", "kind", "started", "state", "form"])
def test_what_is_wrong_is_told_in_a_few_words_however_long_it_is(
    backcue, three, tmp_path: Path, key: str
) -> None:
    file = tmp_path / "all.json"
    backcue("export", "-o", str(file))
    three.erase()
    text = file.read_text()
    wrong = re.sub(rf'"{key}": ?("[^"]*"|\d+)', f'"{key}":"{"r" * 9000}"', text)
    assert wrong != text
    file.write_text(wrong)
    told = backcue("import", str(file))
    assert told.status == 2
    assert len(told.err) < 1000


def test_a_file_that_is_none_is_told(backcue, tmp_path: Path) -> None:
    assert backcue("import", str(tmp_path / "none.json")).status == 2
    assert backcue("import", str(tmp_path)).status == 2
