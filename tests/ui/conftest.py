"""Screens in a terminal of a given size, and pictures of them."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from backcue.session.moment import Moment
from backcue.ui.app import BackcueApp
from tests.ui import fakes


class Picture(SingleFileSnapshotExtension):
    """An SVG file for each picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        return re.sub(r"terminal-\d+-", "terminal-", data)


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


Opened = AbstractAsyncContextManager[tuple[Pilot[Any], fakes.FakeCoach]]


@asynccontextmanager
async def _open(
    now: Moment | None,
    size: tuple[int, int] = (80, 24),
    *,
    shelf: fakes.Shelf | None = None,
    keys: dict[str, list[str]] | None = None,
) -> Any:
    coach = fakes.FakeCoach(now or fakes.WALKING)
    start = fakes.BALANCE if now else None
    app = BackcueApp(shelf or fakes.Shelf(), keys or {}, lambda _: coach, fakes.plan, start=start)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, coach


@pytest.fixture
def workout() -> Callable[..., Opened]:
    """Give a workout screen that stands at a moment."""

    def at(now: Moment = fakes.WALKING, size: tuple[int, int] = (80, 24), **more: Any) -> Opened:
        return _open(now, size, **more)  # type: ignore[no-any-return]

    return at


@pytest.fixture
def menu() -> Callable[..., Opened]:
    """Give the menu."""

    def of(size: tuple[int, int] = (80, 24), **more: Any) -> Opened:
        return _open(None, size, **more)  # type: ignore[no-any-return]

    return of
