"""Measure the history with many sessions in it: python bench/history.py [--sessions N].

Fills a history with sessions of a year and more, each with its log, and times what the screens
and commands ask of it: the list, its newest page, one session with its phases, and the
statistics of all. Exit status 1 if the list takes 200 ms or more.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.history import statistics as figures
from backcue.history.phases import done_phases
from backcue.history.place import Place
from backcue.history.store import Store
from backcue.workout.model import Direction, Gait
from tests.history.walks import keep_one
from tests.workouts import balance, course

GOAL_MS = 200.0
TRIES = 7


def fill(store: Store, sessions: int) -> None:
    """Keep one session, and copy it with other days and figures."""
    keep_one(store, course(balance(20)), 230.0)
    rng, now = random.Random(1), datetime.now(UTC)
    with closing(sqlite3.connect(store.place.database)) as database, database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(sessions)")]
        one = dict(zip(columns, database.execute("SELECT * FROM sessions").fetchone(), strict=True))
        head = database.execute("SELECT head FROM logs").fetchone()[0]
        log = database.execute("SELECT number, told, event, data FROM entries").fetchall()
        marks = ", ".join("?" * len(columns))
        for number in range(2, sessions + 1):
            began = now - timedelta(hours=11 * number)
            values = one | {
                "id": number,
                "token": f"{number:x}",
                "started": began.isoformat(timespec="seconds"),
                "moment": began.timestamp(),
                "active_seconds": one["active_seconds"] * rng.uniform(0.2, 1.0),
            }
            insert = f"INSERT INTO sessions VALUES ({marks})"  # noqa: S608 - marks alone
            database.execute(insert, tuple(values.values()))
            database.execute("INSERT INTO logs VALUES (?, ?)", (number, head))
            rows = ((number, *row) for row in log)
            database.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", rows)


def took_ms(work: Callable[[], object]) -> float:
    """Returns the median of the milliseconds that it takes."""
    times = []
    for _ in range(TRIES):
        begin = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def main() -> int:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sessions", type=int, default=10_000)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Place(Path(folder)))
        fill(store, asked.sessions)
        size = store.place.database.stat().st_size / 1e6
        print(
            f"{asked.sessions:,} sessions, {size:.0f} MB, {1e3 * size / asked.sessions:.1f} kB each"
        )
        sessions, today = store.sessions(), datetime.now(UTC).date()

        def all_figures() -> None:
            figures.totals(sessions)
            figures.best(sessions)
            figures.weeks(sessions, today)
            figures.weeks_in_a_row(sessions, today)
            figures.cadences(sessions, Direction.BACKWARD, Gait.WALK)

        def one() -> None:
            log = store.log(asked.sessions // 2)
            done_phases(log.entries if log else ())

        whole = took_ms(store.sessions)
        print(f"the list               {whole:8.1f} ms (goal: under {GOAL_MS:.0f})")
        print(f"its newest 50          {took_ms(lambda: store.sessions(50)):8.1f} ms")
        print(f"one with its phases    {took_ms(one):8.1f} ms")
        print(f"statistics of all      {took_ms(all_figures):8.1f} ms")
    return int(whole >= GOAL_MS)


if __name__ == "__main__":
    raise SystemExit(main())
