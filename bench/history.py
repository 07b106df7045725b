"""Measure the history with many sessions in it: python bench/history.py [--sessions N].

Fills a history with sessions of a year and more, each with its log, and times what the screens
and commands ask of it: the list, its newest page, one session with its phases, and the
statistics of all. Then opens the screen of the history, at first with all that it imports, till
it is painted and till all sessions are there; and scrolls in it, filters, and draws the charts:
in several processes, one after the other, of which the middle one counts.
Exit status 1 if the list or the screen takes 200 ms or more.
"""

import argparse
import asyncio
import gc
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from textual.screen import Screen

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.app_context import AppContext
from backcue.history import statistics as figures
from backcue.history.phases import done_phases
from backcue.history.place import Place
from backcue.history.store import Store
from backcue.settings.schema import PersonSettings, SessionSettings, Settings
from backcue.ui.app import BackcueApp
from backcue.ui.screens.history.table import SessionTable
from backcue.ui.screens.menu.screen import SOON
from backcue.workout.model import Surface
from bench.compiled import compile_program
from bench.figures import tell
from tests.history.walks import keep_one
from tests.workouts import balance, course

GOAL_MS = 200.0
TRIES = 7
PROCESSES = 5
STEPS = 20
FILTER = "balance nov"


def fill(store: Store, sessions: int) -> None:
    """Keep one session, and copy it with other days and figures."""
    keep_one(store, course(balance(20)), 230.0)
    rng, now = random.Random(1), datetime.now(UTC)
    with closing(sqlite3.connect(store.place.database)) as database, database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(sessions)")]
        one = dict(zip(columns, database.execute("SELECT * FROM sessions").fetchone(), strict=True))
        head = json.loads(database.execute("SELECT head FROM logs").fetchone()[0])
        log = database.execute("SELECT number, told, event, data FROM entries").fetchall()
        marks = ", ".join("?" * len(columns))
        for number in range(2, sessions + 1):
            began = now - timedelta(hours=11 * number)
            values = one | {
                "id": number,
                "token": f"{number:08x}",
                "started": began.isoformat(timespec="seconds"),
                "moment": began.timestamp(),
                "active_seconds": one["active_seconds"] * rng.uniform(0.2, 1.0),
            }
            insert = f"INSERT INTO sessions VALUES ({marks})"  # noqa: S608 - marks alone
            database.execute(insert, tuple(values.values()))
            # By its beginning a session is known again.
            own = json.dumps(head | {"started": values["started"]})
            database.execute("INSERT INTO logs VALUES (?, ?)", (number, own))
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


class Taken(NamedTuple):
    """How long something took, milliseconds."""

    wall: float
    spent: float
    """Processor time."""


class Watch:
    """Takes the time from when it was made."""

    def __init__(self) -> None:
        self._wall, self._spent = time.perf_counter(), time.process_time()

    def taken(self, times: int = 1) -> Taken:
        """Returns the time since then, of one of so many times."""
        wall, spent = time.perf_counter() - self._wall, time.process_time() - self._spent
        return Taken(1000 * wall / times, 1000 * spent / times)


async def painted(app: BackcueApp, before: Screen[Any] | None = None) -> None:
    """Wait until what is on top, another screen than `before`, is painted."""
    while app.screen is before or not app.screen.is_mounted:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0)
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await done.wait()


async def screens_ms(folder: Path) -> dict[str, Taken]:
    """Returns how long it takes to open the history, and to move in it, by name."""
    os.environ |= {"BACKCUE_DATA_DIR": str(folder), "BACKCUE_CONFIG_DIR": str(folder / "none")}
    own = Settings(
        session=SessionSettings(surface=Surface.FLOOR),
        person=PersonSettings(safety_accepted=True),
    )
    app, took = BackcueApp(AppContext(own)), {}
    # As `backcue` does once it has made its app.
    gc.freeze()

    async def many(does: Callable[[], object]) -> Taken:
        watch = Watch()
        for _ in range(STEPS):
            does()
            await painted(app)
        return watch.taken(STEPS)

    async with app.run_test(size=(160, 45)) as pilot:
        await painted(app)
        # Nobody is there before the menu has read the history for itself.
        await asyncio.sleep(2 * SOON)
        await app.workers.wait_for_complete()
        for name in ("at first", "again"):
            menu, watch = app.screen, Watch()
            await app.run_action("screen.history")
            await painted(app, menu)
            took[f"the screen opened {name}"] = watch.taken()
            reading = [each for each in app.workers if each.group == "history"]
            await app.workers.wait_for_complete(reading)
            await painted(app)
            took[f"all sessions in it {name}"] = watch.taken()
            history = app.screen
            await app.workers.wait_for_complete([w for w in app.workers if w.node is history])
            if name == "at first":
                history.dismiss(None)
                await painted(app, history)
        table = history.query_one(SessionTable)
        took["a line down"] = await many(lambda: table.move(1))
        took["a page down"] = await many(lambda: table.move(table.page))
        took["half of all down"] = await many(lambda: table.move(table.whole // 2))
        watch = Watch()
        for letter in FILTER:
            await pilot.press(letter)
            await painted(app)
        took["a letter of a filter"] = watch.taken(len(FILTER))
        watch = Watch()
        await app.run_action("screen.charts")
        await painted(app, history)
        took["the charts opened"] = watch.taken()
    return took


def screens_of_one(folder: Path) -> dict[str, Taken]:
    """Returns the same, of the process that it runs in."""
    return asyncio.run(screens_ms(folder))


def middle_screens(folder: Path) -> dict[str, Taken]:
    """Returns the same, of several processes: what opens at first does so once in each."""
    turns = []
    for _ in range(PROCESSES):
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            turns.append(process.submit(screens_of_one, folder).result())
    return {name: sorted(turn[name] for turn in turns)[PROCESSES // 2] for name in turns[0]}


def main() -> int:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sessions", type=int, default=10_000)
    asked = arguments.parse_args()
    compile_program()
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
            weeks = figures.weeks(sessions, today)
            figures.weeks_in_a_row(sessions, today)
            figures.weekly_cadences(sessions, [each.monday for each in weeks])

        def one() -> None:
            log = store.log(asked.sessions // 2)
            done_phases(log.entries if log else ())

        whole = took_ms(store.sessions)
        print(f"{'the list':<34} {whole:8.1f} ms (goal: under {GOAL_MS:.0f})")
        print(f"{'its newest 50':<34} {took_ms(lambda: store.sessions(50)):8.1f} ms")
        print(f"{'one with its phases':<34} {took_ms(one):8.1f} ms")
        print(f"{'statistics of all':<34} {took_ms(all_figures):8.1f} ms")
        screens = middle_screens(Path(folder))
    print(f"{'':34} {'':8}   {'processor':>9}")
    for name, took in screens.items():
        print(f"{name:<34} {took.wall:8.1f} ms {took.spent:6.1f} ms")
    tell(f"the list of {asked.sessions:,} sessions", whole, "ms", most=GOAL_MS)
    for name, took in screens.items():
        goal = GOAL_MS if name.startswith("the screen") else None
        tell(f"{name}, {asked.sessions:,} sessions", took.wall, "ms", most=goal)
    slowest = max(took.wall for name, took in screens.items() if name.startswith("the screen"))
    return int(max(whole, slowest) >= GOAL_MS)


if __name__ == "__main__":
    raise SystemExit(main())
