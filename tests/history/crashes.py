"""What a crash leaves of a session."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from backcue.history.store import Store
from backcue.workout.course import Course
from tests.clock import settle
from tests.history.walks import until, walking
from tests.kept import store_in
from tests.workouts import balance, course


def crashed(
    tmp_path: Path, walked: Course | None = None, *keys: tuple[float, str], ends: float = 8.0
) -> Store:
    """Walk a session with keys pressed so many seconds apart; returns what a crash leaves of it.

    That is what is on the disk at that moment, with nobody holding it.
    """
    live, copy = store_in(tmp_path / "live"), tmp_path / "crashed"

    async def walk() -> None:
        async with walking(live, walked or course(balance(3))) as session:
            for seconds, key in keys:
                await session.clock.advance(seconds)
                session.coach.perform(key)
                await settle()
            await session.clock.advance(ends)
            session.coach._show_life()
            until(lambda: written(live) == session.coach._log._latest.alive)  # type: ignore[union-attr]
            shutil.copytree(live.place.folder, copy)

    asyncio.run(walk())
    return store_in(copy)


def written(store: Store) -> float | None:
    """Returns the last sign of life that is in the history."""
    try:
        with closing(sqlite3.connect(store.place.database)) as database:
            row = database.execute("SELECT alive FROM sessions").fetchone()
    except sqlite3.OperationalError:
        return None
    return row and row[0]
