"""A history to look at: sessions that were walked on a virtual clock, on days that stay."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from backcue.history.place import Place
from backcue.history.store import Store
from backcue.presets.preset_file import from_words
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from tests.history.walks import keep_one
from tests.ui import fakes

NOW = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
"""A Saturday."""


class Past(NamedTuple):
    """A session: which workout, how long ago, how much of it, how hard, and what was noted."""

    words: str
    name: str
    days: float
    seconds: float = 900.0
    effort: int | None = None
    note: str | None = None


BALANCE = "20x(5 forward, hold 2s, 4 backward, hold 3s)"
UPHILL = "3x(45s backward @ 100spm incline 5%, rest 60s)"
SESSIONS = (
    Past(BALANCE, "Balance walk", 0.06, effort=4, note="Knee fine, the last five without a wobble"),
    Past("5min backward", "First five minutes", 2.2),
    Past(BALANCE, "Balance walk", 5.1, 154.0, 2),
    Past(UPHILL, "Uphill backward", 8.0, effort=6),
    Past("100 forward, 15 backward", "100 forward, 15 backward", 10.0),
    Past("10min backward", "Daily ten minutes", 12.4, 131.0, note="Rain"),
    Past("2min backward run, 1min forward run", "My [/b] hill", 20.0, effort=7),
    Past(BALANCE, "Balance walk", 27.0),
    Past("5min backward", "First five minutes", 41.0, effort=3),
    Past("5min backward", "First five minutes", 330.0, 60.0),
)


def build(folder: Path) -> None:
    """Keep them all in a history in this folder."""
    store = Store(Place(folder))
    for each in SESSIONS:
        preset = next((one for one in fakes.Shelf().presets if one.name == each.name), None)
        words = from_words(each.words)
        course = Course(preset or words, words.workout, Conditions())
        keep_one(store, course, each.seconds)
    with closing(sqlite3.connect(store.place.database)) as database, database:
        for number, each in enumerate(SESSIONS, 1):
            began = NOW - timedelta(days=each.days)
            database.execute(
                "UPDATE sessions SET started = ?, moment = ?, name = ?, effort = ?, note = ? "
                "WHERE id = ?",
                (
                    began.isoformat(timespec="seconds"),
                    began.timestamp(),
                    each.name,
                    each.effort,
                    each.note,
                    number,
                ),
            )


def put_into(home: Path, built: Path) -> Store:
    """Make a history that was built the one of this home."""
    data = home / "backcue-data"
    shutil.copytree(built, data)
    return Store(Place(data))
