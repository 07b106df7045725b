"""No text from outside acts on a terminal, whichever way it comes out."""

import ast
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import backcue as package
from backcue.cli.group import COMMANDS
from backcue.presets.recent import RecentWords
from backcue.system import log, paths
from tests.history.crashes import crashed
from tests.hostile_inputs.thrown import UNSAFE

EVIL = "\x1b]52;c;QUJD\x07\x9b31m\u202e\u2066\x7f\u2028\r\udcff"
"""Would write the clipboard, colour what follows, and turn its direction; and no UTF-8."""
CALLS = {
    "check": [(), (f"{EVIL}.toml",), (".",)],
    "list": [(), ("--json",)],
    "render": [
        ("1 forward", "-o", f"{EVIL}.nope"),
        ("1 forward", "-o", f"{EVIL}/a.wav"),
        ("1 forward run", "--ready", "0", "--no-voice", "-o", f"{EVIL}.wav"),
        ("1 forward run", "--ready", "0", "--no-voice", "-o", f"{EVIL}.wav"),
        ("--session", "1", "-o", "session.wav"),
    ],
    "run": [
        (EVIL, "--plain"),
        ("evil", "--plain"),
        ("5 forward", EVIL),
        ("balance", "--output", EVIL),
        ("1 forward run", "--json", "--output", "none", "--ready", "0"),
    ],
    "settings": [(), (EVIL,), ("sound.output", EVIL), ("keys.next", EVIL), ("--json",)],
    "show": [
        (EVIL,),
        (f"5 {EVIL}",),
        ("evil",),
        (f"{EVIL}.toml",),
        ("balance", "--for", EVIL),
        ("balance", "--reps", EVIL),
        (f"--{EVIL}",),
    ],
    "completion": [("bash",), (EVIL,)],
    "doctor": [(), ("--json",)],
    "convert": [
        (EVIL, "--to", "words"),
        (f"{EVIL}.zwo", "--to", "words"),
        ("evil", "--to", "zwo"),
        ("1 forward", "--to", EVIL),
        ("1 forward", "--to", "zwo", "-o", f"{EVIL}/a"),
        ("1 forward", "--to", "fit", "-o", f"{EVIL}.fit"),
    ],
    "export": [
        (EVIL,),
        ("--format", EVIL),
        ("-o", f"{EVIL}/a.csv"),
        ("--format", "json", "-o", f"no/{EVIL}"),
    ],
    "import": [(EVIL,), (".",), (f"{EVIL}.toml",)],
    "help": [(), ("run",), (EVIL,)],
    "history": [
        (),
        ("--json",),
        ("show", EVIL),
        ("replay", EVIL),
        ("show", "1"),
        ("show", "1", "--json"),
        ("replay", "1"),
        ("delete", EVIL),
        ("delete", "1"),
        (EVIL,),
    ],
    "plan": [(), ("--json",), ("pin", EVIL), ("unpin",), (EVIL,)],
    "sounds": [
        ("list",),
        ("list", "--json"),
        ("play", EVIL),
        ("voice", "--lang", EVIL),
        ("voice", "--lang", "evil"),
        (EVIL,),
    ],
}
"""What is asked of each command."""


@pytest.fixture(autouse=True)
def no_log_kept(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Keep what is logged out of the tests' reports, which are sent between processes as UTF-8."""
    monkeypatch.setattr(type(caplog.handler), "emit", lambda *_: None)


@pytest.fixture
def evil_home(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put such text wherever a person's files can hold any."""
    config = own_home / "backcue-config"
    for folder in ("presets", "sounds/cues", "sounds/voice/evil"):
        (config / folder).mkdir(parents=True)
    escaped = json.dumps(EVIL[:-1])
    (config / "presets" / "evil.toml").write_text(
        f'id = "evil"\nname = {escaped}\nsummary = {escaped}\nsequence = {escaped}\n'
        f"technique = [{escaped}]\n{escaped} = 1\nsurfaces = [{escaped}]\n"
    )
    (config / "presets" / f"{EVIL}.toml").write_text("id = ")
    (config / "settings.toml").write_text(
        f"[sound]\noutput = {escaped}\n{escaped} = 1\n"
        f'[keys]\n{escaped} = ["a"]\nnext = [{escaped}]\n'
    )
    (config / "sounds" / "cues" / f"{EVIL}.wav").write_bytes(b"RIFF")
    (config / "sounds" / "voice" / "evil" / "phrases.toml").write_text(
        f"[phrases]\n{escaped} = 3\n"
    )
    data = own_home / "backcue-data"
    evil_history(data)
    (data / "recent.json").write_text("{")
    (data / f"backcue-session-{EVIL}.jsonl").write_text(EVIL[:-1])
    (data / "drafts").mkdir()
    (data / "drafts" / f"draft-{EVIL}.json").write_text("{")
    monkeypatch.chdir(tmp_path)
    return own_home


def evil_history(folder: Path) -> None:
    """Keep a session whose names, words and reasons are such text, as another program may."""
    kept = crashed(folder.parent / "walked", None, (3.0, "pause"))
    kept.place.folder.rename(folder)
    evil = EVIL[:-1]
    with closing(sqlite3.connect(folder / "history.db")) as database, database:
        database.execute(
            "UPDATE sessions SET workout = :evil, name = :evil, sequence = :evil, note = :evil, "
            "state = 'stopped'",
            {"evil": evil},
        )
        [(head,)] = database.execute("SELECT head FROM logs")
        told = {"name": evil, "id": evil, "summary": evil, "voice_pack": evil, "version": evil}
        database.execute("UPDATE logs SET head = ?", (json.dumps({**json.loads(head), **told}),))
        for number, data in list(database.execute("SELECT number, data FROM entries")):
            changed = {**json.loads(data), "reason": evil, evil: evil}
            values = json.dumps(changed), number
            database.execute("UPDATE entries SET data = ? WHERE number = ?", values)


def test_every_command_is_asked() -> None:
    assert CALLS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("command", CALLS)
def test_no_command_sends_it(backcue, evil_home: Path, command: str) -> None:
    del evil_home
    for arguments in CALLS[command]:
        result = backcue(command, *arguments)
        assert result.status in (0, 1, 2), ascii(arguments)
        for told in (result.out, result.err):
            assert not UNSAFE.search(told), ascii((arguments, told))
            assert "Traceback" not in told
        assert "backcue failed" not in result.err, ascii((arguments, result.err))


def test_what_is_in_the_history_is_told_all_the_same(backcue, evil_home: Path) -> None:
    del evil_home
    for arguments in (("history",), ("history", "show", "1"), ("history", "replay", "1")):
        result = backcue(*arguments)
        assert result.status == 0, result.err
        assert "52;c;QUJD" in result.out, arguments


def test_no_command_of_that_name_is_told(backcue) -> None:
    for arguments in ((EVIL,), (f"--{EVIL}",), ("--log", f"no/{EVIL}", "list")):
        result = backcue(*arguments)
        assert result.status == 2
        assert not UNSAFE.search(result.err)


def test_a_log_named_in_the_environment_is_told(backcue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKCUE_LOG", f"no/{EVIL}")
    result = backcue("list")
    assert result.status == 0
    assert result.err.startswith("BACKCUE_LOG: no/\\x1b]52;c;QUJD\\x07\\x9b31m\\u202e\\u2066")


def test_in_the_log_each_record_stays_a_line(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    log.begin(file)
    logger = log.logger("backcue.test")
    logger.info("read %s", f"{EVIL}\n2026-01-01 INFO forged")
    try:
        json.loads(EVIL)
    except ValueError as error:
        error.add_note(EVIL)
        logger.exception("failed")
    log.end()
    text = file.read_text()
    assert not UNSAFE.search(text)
    assert sum("forged" in line for line in text.splitlines()) == 1
    assert not any(line.startswith("2026-01-01 INFO forged") for line in text.splitlines())


def test_what_was_set_aside_is_told_once(backcue, evil_home: Path) -> None:
    del evil_home
    recent = RecentWords(paths.recent_file())
    assert recent.words() == ()
    assert recent.problems == [
        f"{paths.recent_file()} was damaged, and is set aside as recent.json.bad"
    ]
    assert RecentWords(paths.recent_file()).problems == []
    (paths.data_dir() / "paces.json").write_bytes(b"\xff")
    assert backcue("show", "balance").err.splitlines()[-1] == (
        f"{paths.kept_cadences_file()} was damaged, and is set aside as paces.json.bad"
    )
    assert "damaged" not in backcue("show", "balance").err


PRINTING = {"cli/printing.py", "ui/unseen.py"}


def test_only_one_place_writes_to_standard_output_and_error() -> None:
    root = Path(package.__file__).parent
    for path in root.rglob("*.py"):
        if path.relative_to(root).as_posix() in PRINTING:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            assert called not in {
                "print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write",
            }, f"{path}:{node.lineno}: {called} is for cli/printing.py"  # fmt: skip
