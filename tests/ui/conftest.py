"""Screens in a terminal of a given size, and pictures of them."""

import asyncio
import re
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual._context import active_app
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

from backcue.history.store import Store
from backcue.session.snapshot import Snapshot
from backcue.ui.app import BackcueApp
from tests.ui import fakes, past

LONGEST = 60.0
"""Seconds until screens must have come to rest: on a machine with much else to do, too."""
_ROUNDS = 8
"""Turns of the loop without a message after which nothing more is to come."""
_MANY = 100
"""Turns after which what is still to come waits for time to pass."""


async def until_quiet(*_: float) -> None:
    """Wait until every widget has handled its messages, and what those set going is done.

    Textual's own pilot sleeps until the processor idles, which takes longer than the tests do.
    """
    app = active_app.get()
    quiet = turns = 0
    until = time.monotonic() + LONGEST
    while quiet < _ROUNDS and not app._exception_event.is_set():
        assert time.monotonic() < until, "the screens do not come to rest"
        await asyncio.sleep(0.001 if app._resize_event or turns > _MANY else 0)
        quiet += 1
        turns += 1
        if app._resize_event or any(
            pump.is_running and (pump.message_queue_size or pump._next_callbacks)
            for pump in app._registry
        ):
            quiet = 0
        elif quiet == _ROUNDS and app._running and _unpainted(app.screen):
            app.screen._on_timer_update()
            quiet = 0


def _unpainted(screen: Screen[Any]) -> bool:
    return bool(screen._layout_required or screen._dirty_widgets or screen._callbacks)


@pytest.fixture(autouse=True)
def no_sleeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot wait for messages, not for time."""
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", until_quiet)
    monkeypatch.setattr("backcue.ui.screens.menu.screen.SOON", 0.0)


_PARSED: dict[str, LRUCache[Any, Any]] = {}
"""Style sheets that were parsed, by the variables in them."""


@pytest.fixture(autouse=True)
def parsing_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all apps share what came of parsing the same style sheets."""
    parse_rules = Stylesheet._parse_rules

    def shared(self: Stylesheet, *arguments: Any, **named: Any) -> Any:
        self._parse_cache = _PARSED.setdefault(repr(self._variables), LRUCache(1024))
        return parse_rules(self, *arguments, **named)

    def set_variables(self: Stylesheet, variables: dict[str, str]) -> None:
        self._parse_cache = LRUCache(1)
        forget(self, variables)

    forget = Stylesheet.set_variables
    monkeypatch.setattr(Stylesheet, "_parse_rules", shared)
    monkeypatch.setattr(Stylesheet, "set_variables", set_variables)


class Picture(SingleFileSnapshotExtension):
    """An SVG file for each picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        return re.sub(r"terminal-\d+-", "terminal-", data)


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


class Page(SingleFileSnapshotExtension):
    """A text file for what stands on the screen."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def page(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Page)


Opened = AbstractAsyncContextManager[tuple[Pilot[Any], fakes.FakeCoach]]


@asynccontextmanager
async def _open(
    now: Snapshot | None,
    size: tuple[int, int] = (80, 24),
    *,
    notifications: bool = False,
    **more: Any,
) -> Any:
    coach = fakes.FakeCoach(now or fakes.WALKING)
    start = fakes.BALANCE if now else None
    app = BackcueApp(fakes.standing(coach, **more), start)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=notifications) as pilot:
        await pilot.pause()
        yield pilot, coach


@pytest.fixture
def workout() -> Callable[..., Opened]:
    """Returns a workout screen that stands at a moment."""

    def at(now: Snapshot = fakes.WALKING, size: tuple[int, int] = (80, 24), **more: Any) -> Opened:
        return _open(now, size, **more)  # type: ignore[no-any-return]

    return at


@pytest.fixture
def menu() -> Callable[..., Opened]:
    """Returns the menu."""

    def of(size: tuple[int, int] = (80, 24), **more: Any) -> Opened:
        return _open(None, size, **more)  # type: ignore[no-any-return]

    return of


@pytest.fixture(scope="session")
def built_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the folder of a history with some sessions in it."""
    folder = tmp_path_factory.mktemp("past") / "data"
    past.build(folder)
    return folder


@pytest.fixture
def store(own_home: Path, built_history: Path) -> Store:
    """Returns the person's history, with some sessions in it."""
    return past.put_into(own_home, built_history)
