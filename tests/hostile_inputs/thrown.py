"""Hostile inputs, thrown at all that reads such."""

import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import numpy as np

from backcue.cli import main
from backcue.display.history import session_lines
from backcue.exchange.errors import ExchangeError
from backcue.exchange.sessions_json import read_sessions
from backcue.history.carried import WrongSession
from backcue.history.database.errors import HistoryError, WrongLogError
from backcue.history.phases import done_phases
from backcue.history.place import Place
from backcue.history.store import Store
from backcue.keys.changed_keys import keymap
from backcue.presets.kept_cadences import KeptCadences
from backcue.presets.own import OwnPresets
from backcue.presets.preset_file import PresetError, load_file
from backcue.presets.recent import RecentWords
from backcue.session.redo import LogMismatch, redo
from backcue.session_setup import set_up
from backcue.settings import file as settings
from backcue.settings.schema import Settings
from backcue.sound.samples.bank import Bank
from backcue.sound.voice.engines import SpeechError
from backcue.sound.voice.pack import read_table
from backcue.sound.voice.pcm import floats
from backcue.system import log
from backcue.text.printable import UNSEEN, visible_lines
from backcue.toml.document import TomlFileError
from backcue.workout.notation import NotationError, format_workout, parse, parse_formatted
from backcue.workout.preset import PaceChange
from tests.hostile_inputs import inputs

UNSAFE = re.compile(rf"(?!\n)[{UNSEEN}\ud800-\udfff]")
"""What must not reach a terminal."""


@dataclass(frozen=True)
class Kind:
    """One kind of input."""

    name: str
    share: int
    """How many of a thousand inputs are of it."""
    made: inputs.Made
    thrown: Callable[[bytes, Path], bool]
    """Gives one to all that reads such; whether it was taken. Any exception is a fault."""


def seemly(words: str) -> None:
    """Fail where words that are told would act on a terminal, or are more than one can read."""
    assert not UNSAFE.search(words), f"told {words[:500]!a}"
    assert len(words) < 20_000, f"told {len(words):,} characters: {words[:200]!a}"


def _notation(text: bytes, _: Path) -> bool:
    try:
        workout = parse(text.decode(errors="surrogatepass"))
    except NotationError as error:
        seemly(error.pretty())
        return False
    assert parse_formatted(format_workout(workout)) == workout
    return True


def _preset(text: bytes, folder: Path) -> bool:
    file = folder / "presets" / "wild.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text)
    try:
        preset = load_file(file)
    except PresetError as error:
        seemly(str(error))
        return False
    seemly(f"{preset.id} {preset.name} {preset.summary} {preset.source}")
    set_up(preset, Settings()).course.totals()
    return True


def _edited(text: bytes, folder: Path) -> bool:
    file = folder / "presets" / "wild.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text)
    own = OwnPresets(file.parent)
    try:
        draft = own.open(file)
        own.save(draft, draft.fields)
    except PresetError as error:
        seemly(str(error))
        return False
    return True


def _settings(text: bytes, folder: Path) -> bool:
    file = folder / "settings.toml"
    file.write_bytes(text)
    try:
        read = settings.load(file)
    except TomlFileError as error:
        seemly(str(error))
        return False
    keymap(read.keys)
    assert settings.change(file, **{"sound.volume": 50}).sound.volume == 50
    return True


def _cadences(text: bytes, folder: Path) -> bool:
    file = folder / "paces.json"
    file.write_bytes(text)
    kept = KeptCadences(file)
    kept.of("balance")
    good = not kept.problems
    kept.keep("wild", PaceChange(forward=100))
    assert KeptCadences(file).of("wild") == PaceChange(forward=100)
    _forget_what_was_set_aside(file)
    return good


def _recent(text: bytes, folder: Path) -> bool:
    file = folder / "recent.json"
    file.write_bytes(text)
    recent = RecentWords(file)
    for words in recent.words():
        _notation(words.encode(errors="surrogatepass"), folder)
    good = not recent.problems
    recent.remember("5 forward")
    assert RecentWords(file).words()[0] == "5 forward"
    _forget_what_was_set_aside(file)
    return good


def _forget_what_was_set_aside(file: Path) -> None:
    for aside in file.parent.glob(f"{file.name}.bad*"):
        aside.unlink()


def _phrases(text: bytes, folder: Path) -> bool:
    file = folder / "phrases.toml"
    file.write_bytes(text)
    try:
        read_table(file)
    except SpeechError as error:
        seemly(str(error))
        return False
    return True


def _imported(text: bytes, folder: Path) -> bool:
    """Take an export into a history, and show and walk again what was taken."""
    file, place = folder / "export.json", Place(folder / "imported")
    file.write_bytes(text)
    shutil.rmtree(place.folder, ignore_errors=True)
    store = Store(place)
    try:
        taken = list(store.bring_in(read_sessions(file)))
        for record in store.sessions():
            try:
                log = store.log(record.id or 0)
            except WrongLogError as error:
                seemly(str(error))
                log = None
            phases = done_phases(log.entries) if log else []
            seemly(visible_lines("\n".join(session_lines(record, phases))))
            if log is not None:
                with suppress(LogMismatch):
                    redo(log.head.course, (told.entry for told in log.entries))
    except (ExchangeError, WrongSession, HistoryError) as error:
        seemly(visible_lines(str(error)))
        return False
    return bool(taken)


def _wav(sound: bytes, folder: Path) -> bool:
    file = folder / "sounds" / "cues" / "forward.wav"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(sound)
    bank = Bank(folder / "sounds")
    samples = floats(bank.samples("forward"))
    assert len(samples)
    assert np.all(np.abs(samples) <= 1)
    return not bank.problems


def _command(line: bytes, folder: Path) -> bool:
    """Run a line: its arguments are those between NULs. What it writes, it writes there."""
    arguments = [each.decode(errors="surrogateescape") for each in line.split(b"\0") if each]
    if not arguments or arguments[0] == "run" or arguments == ["sounds", "voice"]:
        # What opens the screen, or is led or spoken as long as it lasts, is let go no further.
        arguments = [*arguments, "--no-such-option"]
    before = sys.argv
    sys.argv = ["backcue", *arguments]
    here = Path.cwd()
    os.chdir(folder)
    streams = (TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8"))
    try:
        with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            main()
    except SystemExit as end:
        status = end.code
    finally:
        sys.argv = before
        os.chdir(here)
        log.end()
    written = [stream.buffer.getvalue().decode() for stream in streams]  # type: ignore[attr-defined]
    for words in written:
        assert not UNSAFE.search(words), f"told {words[:500]!a}"
    seemly(written[1])
    assert status in (0, 1, 2), status
    assert "backcue failed" not in written[1], written[1]
    return status == 0


KINDS = (
    Kind("notation", 300, inputs.texts, _notation),
    Kind("presets", 150, inputs.from_seeds(*inputs.PRESETS), _preset),
    Kind("editor", 50, inputs.from_seeds(*inputs.PRESETS), _edited),
    Kind("settings", 150, inputs.from_seeds(*inputs.SETTINGS), _settings),
    Kind("cadences", 80, inputs.from_seeds(*inputs.CADENCES), _cadences),
    Kind("recent words", 80, inputs.from_seeds(*inputs.RECENT), _recent),
    Kind("phrases", 70, inputs.from_seeds(*inputs.PHRASES), _phrases),
    Kind("exports", 20, inputs.from_seeds(*inputs.EXPORTS), _imported),
    Kind("wavs", 20, inputs.sounds, _wav),
    Kind("command lines", 80, inputs.lines, _command),
)


def threw(kind: Kind, text: bytes, folder: Path) -> tuple[bool, str | None]:
    """Returns whether an input was taken, and the traceback where it did what it should not."""
    try:
        return kind.thrown(text, folder), None
    except Exception:  # noqa: BLE001 - every one is a fault
        return False, traceback.format_exc()
