"""The whole program in processes of its own, ended in every way there is, and what is left then.

POSIX alone: each is a fork of this one, which is quicker than starting Python anew.
"""

import fcntl
import json
import os
import pty
import random
import resource
import select
import signal
import sqlite3
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from backcue.accompaniment import Accompaniment
from backcue.cli import main
from backcue.cli.wiring import app_context
from backcue.console import runner
from backcue.history.database.saving import Saving
from backcue.session.walk import Walk
from backcue.sound.outputs.silent import SilentPlayer
from backcue.sound.scheduler import Scheduler
from backcue.system.wake_lock import WakeLock
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout import screen
from backcue.ui.screens.workout.session_screen import SessionScreen
from backcue.ui.screens.workout.widgets import Board, PhaseBar
from backcue.ui.unseen import Unseen
from backcue.ui.widgets.lines import KeyLine
from tests.kept import store_in

SURFACES = ("screen", "plain", "json")
SIGNALS = {
    "KILL": signal.SIGKILL,
    "TERM": signal.SIGTERM,
    "INT": signal.SIGINT,
    "HUP": signal.SIGHUP,
}
STREAMS = ("broken pipe", "full output", "full disk", "closed terminal")
CLOSED = ("broken pipe", "closed terminal")
FIRST_SECOND = 1.0
"""Seconds within which a session that is killed may be lost."""
PATIENCE = 120.0
"""Seconds until a program that does not begin or end counts as hanging."""
SETTINGS = (
    '[sound]\noutput = "none"\n[session]\nready = 0\nsurface = "floor"\n'
    "[person]\nsafety_accepted = true\n"
)
KNOWN = {"history.db", "recent.json", "last-error.txt", "settings.toml"}
"""What may lie in the folders once the next program was there."""
WORDS = "20x(5 forward, hold 1s, 4 backward, hold 1s)"
FULL_AT = 8_000
"""Bytes of a file from which on a disk is full: no history fits, and a short log does."""


def injections() -> dict[str, tuple[object, str]]:
    """Returns where something can be raised: the owner, and the name of what raises then."""
    return {
        "screen: looking": (screen.WorkoutScreen, "read"),
        "screen: showing": (screen.WorkoutScreen, "_show"),
        "screen: view": (screen, "view"),
        "screen: hearing": (screen.WorkoutScreen, "heard"),
        "screen: the board": (Board, "show"),
        "screen: painting": (Board, "render_line"),
        "screen: the bar": (PhaseBar, "show"),
        "screen: keys": (KeyLine, "lines"),
        "screen: a key": (SessionScreen, "action_perform"),
        "screen: the summary": (SummaryScreen, "compose"),
        "screen: the filter": (Unseen, "apply"),
        "lines: hearing": (runner.Runner, "_hear"),
        "output: cues": (SilentPlayer, "schedule"),
        "output: hush": (SilentPlayer, "hush"),
        "output: cancel": (SilentPlayer, "cancel"),
        "output: closing": (SilentPlayer, "close"),
        "sound: following": (Accompaniment, "take"),
        "sound: looking ahead": (Accompaniment, "pump"),
        "sound: handing over": (Scheduler, "_hand_over"),
        "history: saving": (Saving, "save"),
        "wake lock": (WakeLock, "begin"),
        "session": (Walk, "come_to"),
    }


@dataclass(frozen=True)
class Ending:
    """How one program ends."""

    surface: str
    how: str
    """One of SIGNALS, of STREAMS, or of the injections."""
    seconds: float
    """How long it walks before."""
    calls: int = 0
    """So many calls go well before one raises."""
    always: bool = True
    """Whether every call raises from then on, or only one."""
    goes_on: float = 2.0
    """Seconds after which what went on in spite of all is asked to end."""


@dataclass
class Ended:
    """What became of a program."""

    status: int
    walked: float
    """Seconds from its first sign of a session to its end."""
    told: str = ""
    """What it wrote."""
    problems: list[str] = field(default_factory=list)


def random_ending(dice: random.Random, number: int) -> Ending:
    """Returns the ending of this number: all ways in turn, the rest by the dice."""
    ways = [(s, how) for s in SURFACES for how in (*SIGNALS, *STREAMS) if _goes(s, how)]
    ways += [(s, how) for s in SURFACES for how in injections() if _goes(s, how)]
    surface, how = ways[number % len(ways)]
    seconds = dice.choice((0.0, 0.2, 1.2, 1.5, 2.5))
    return Ending(surface, how, seconds, dice.choice((0, 1, 2, 5, 20)), dice.random() < 0.6)


def _goes(surface: str, how: str) -> bool:
    if how in ("broken pipe", "full output", "lines: hearing"):
        return surface != "screen"
    if how == "closed terminal" or how.startswith("screen"):
        return surface == "screen"
    return True


def end_one(ending: Ending, folder: Path) -> Ended:
    """Walk in another process and end it so; returns what became of it, and what is wrong."""
    config, data = folder / "config", folder / "data"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(SETTINGS)
    here = {
        "BACKCUE_CONFIG_DIR": str(config),
        "BACKCUE_DATA_DIR": str(data),
        "TMPDIR": str(folder),
        "TERM": "xterm-256color",
    }
    with patch.dict(os.environ, here):
        process, reads = _begun(ending)
        ended = _watched(ending, process, reads, data)
        ended.problems += _wrong_with(ending, ended, folder)
    return ended


def _begun(ending: Ending) -> tuple[int, int]:
    """Begin a program; returns its process, and where what it writes can be read."""
    sys.stdout.flush()
    sys.stderr.flush()
    if ending.surface == "screen":
        process, reads = pty.fork()
        if process:
            fcntl.ioctl(reads, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    else:
        reads, writes = os.pipe()
        process = os.fork()
        if process:
            os.close(writes)
        else:
            out = os.open("/dev/full", os.O_WRONLY) if ending.how == "full output" else writes
            null = os.open(os.devnull, os.O_RDWR)
            errors = os.open(f"{os.environ['TMPDIR']}/errors", os.O_WRONLY | os.O_CREAT)
            for ours, theirs in enumerate((null, out, errors)):
                os.dup2(theirs, ours)
            os.close(reads)
    if process == 0:
        _run(ending)
    return process, reads


def _run(ending: Ending) -> None:
    """Be the program."""
    status = 70
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            for number, mode in enumerate("rww")
        )
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
        if ending.how == "full disk":
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            # Python would keep what it compiles, cut off there, and fail at it ever after.
            sys.dont_write_bytecode = True
            resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AT, FULL_AT))
        elif ending.how in injections():
            _inject(*injections()[ending.how], ending)
        way = [] if ending.surface == "screen" else [f"--{ending.surface}"]
        sys.argv = ["backcue", "run", WORDS, *way]
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    finally:
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(status)


def _inject(owner: Any, name: str, ending: Ending) -> None:
    does, count = getattr(owner, name), 0

    def raises(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        count += 1
        if count > ending.calls and (ending.always or count == ending.calls + 1):
            raise RuntimeError(f"injected into {ending.how}")
        return does(*arguments, **named)

    setattr(owner, name, raises)


def _watched(ending: Ending, process: int, reads: int, data: Path) -> Ended:
    """Read what it writes, end it when it is time, and wait until it is gone."""
    ended = Ended(-1, 0.0)
    begun: float | None = None
    began, is_closed, is_asked = time.monotonic(), False, False
    while True:
        gone, status = os.waitpid(process, os.WNOHANG)
        now = time.monotonic()
        if gone:
            ended.status = os.waitstatus_to_exitcode(status)
            break
        if now - began > PATIENCE:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            ended.problems.append("it did not end")
            break
        # A signal comes so long after what is walked was kept for the first time.
        is_seen = ending.how not in SIGNALS and _is_seen(ending, ended.told)
        if begun is None and (is_seen or any(data.glob("session-*.lock"))):
            begun = now
        if begun is not None:
            ended.walked = now - begun
            if not is_closed and now - begun >= ending.seconds:
                is_closed = _end(ending, process, reads)
            if not is_asked and now - begun >= ending.seconds + ending.goes_on:
                is_asked = True
                os.kill(process, signal.SIGTERM)
        if is_closed and ending.how in CLOSED:
            time.sleep(0.02)
        elif select.select([reads], [], [], 0.02)[0]:
            with suppress(OSError):
                ended.told += os.read(reads, 1 << 16).decode(errors="replace")
    with suppress(OSError):
        os.close(reads)
    return ended


def _is_seen(ending: Ending, told: str) -> bool:
    """Whether what it wrote tells that a session is under way, whatever becomes of its file."""
    return " to go" in told if ending.surface == "screen" else bool(told)


def _end(ending: Ending, process: int, reads: int) -> bool:
    """Do what ends it; returns True."""
    if ending.how in SIGNALS:
        os.kill(process, SIGNALS[ending.how])
    elif ending.how in CLOSED:
        os.close(reads)
    elif ending.surface == "screen":
        # A key that acts, and one that asks.
        os.write(reads, b" ")
    return True


def _wrong_with(ending: Ending, ended: Ended, folder: Path) -> list[str]:
    """Say what is not as it should be once a program has ended."""
    data, told = folder / "data", ended.told
    errors = folder / "errors"
    told += errors.read_text(errors="replace") if errors.exists() else ""
    errors.unlink(missing_ok=True)
    wrong = ["a traceback was told"] if "Traceback" in told else []
    if ending.how in SIGNALS and ended.status != _status(SIGNALS[ending.how]):
        wrong.append(f"exit status {ended.status}")
    if (folder / "config" / "settings.toml").read_text() != SETTINGS:
        wrong.append("the settings are not as they were")
    store = store_in(data)
    for left in store.left_behind(datetime.now().astimezone().date()):
        store.keep(left)
    sessions = store.sessions()
    may_be_lost = ending.how == "KILL" and ending.seconds < FIRST_SECOND
    if not sessions and not may_be_lost:
        wrong.append(f"lost after {ended.walked:.1f} s: {told[-800:]!r}")
    if len(sessions) > 1:
        wrong.append(f"{len(sessions)} sessions of one")
    is_whole = not sessions or sessions[0].seconds >= ending.seconds - FIRST_SECOND
    # Without a listener and a sound there is nothing to go on for.
    if ending.how in SIGNALS and not is_whole:
        wrong.append(f"{sessions[0].seconds:.2f} s kept of {ending.seconds:.2f}")
    return wrong + _wrong_with_files(folder)


def _status(number: signal.Signals) -> int:
    return -number if number is signal.SIGKILL else 128 + number


def _wrong_with_files(folder: Path) -> list[str]:
    """Say what is half written, or left behind at the next start."""
    wrong = []
    database = folder / "data" / "history.db"
    if database.exists():
        with closing(sqlite3.connect(database)) as opened:
            [(sound,)] = opened.execute("PRAGMA integrity_check")
        if sound != "ok":
            wrong.append(f"the history is {sound}")
    recent = folder / "data" / "recent.json"
    if recent.exists():
        json.loads(recent.read_text())
    with app_context():
        pass
    there = [path for path in folder.rglob("*") if path.is_file() and path.name not in KNOWN]
    return wrong + [f"left behind: {path.relative_to(folder)}" for path in there]


def each(count: int, seed: int, folder: Path, told: Callable[[int, Ending, Ended], None]) -> None:
    """End so many programs, each in a folder of its own within this one."""
    dice = random.Random(seed)
    for number in range(count):
        ending = random_ending(dice, number)
        told(number, ending, end_one(ending, folder / str(number)))
