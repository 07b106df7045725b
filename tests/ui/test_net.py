"""Whatever is raised in a screen ends that screen at most; the session goes on."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._segment_tools import make_blank
from textual.color import Color
from textual.css.scalar import Scalar
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widget import Widget

from backcue.session.events import Paused
from backcue.ui import net
from backcue.ui.screens.editor.screen import EditorScreen
from backcue.ui.screens.history.charts import ChartsScreen
from backcue.ui.screens.history.sessions import Sessions
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.settings.screen import SettingsScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.bare import BareScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from tests.ui import fakes

WHERE = {
    "": "MenuScreen",
    "f2": "SettingsScreen",
    "f2 enter": "ChoiceScreen NumberScreen WordScreen ValueScreen AskingScreen",
    "f3": "SurfaceScreen",
    "ctrl+n": "EditorScreen",
    "f1": "HelpScreen",
    "ctrl+p": "Palette",
    "f9": "Palette",
    "end f8": "ConfirmScreen",
}
"""How each screen is opened from the menu, and what it is."""


def boom() -> None:
    raise RuntimeError("boom\x1b[31m")


def forgive(pilot: Pilot[Any]) -> list[str]:
    """Let the test go on after a failure that is part of it; returns what was told so far."""
    app = pilot.app
    app._exception = None
    app._exception_event.clear()
    app._failures.clear()
    told = [notice.message for notice in app._notifications]
    app.clear_notifications()
    return told


async def fail_in(pilot: Pilot[Any], screen: Screen[Any]) -> list[str]:
    """Let something be raised in the queue of a screen; returns what a person is told."""
    screen.call_later(boom)
    await asyncio.sleep(0)
    await pilot.pause()
    told = forgive(pilot)
    await pilot.pause()
    await pilot.pause()
    return [*told, *forgive(pilot)]


async def test_a_screen_that_is_closed_while_it_opens_is_let_go_of(menu) -> None:
    async with menu() as (pilot, _):
        app = pilot.app
        editor = EditorScreen(app.context, app.context.own.new("5 back"))
        for opening in (editor, SettingsScreen(app.context)):
            app.push_screen(opening)
            opening.dismiss(None)
            await pilot.pause()
            await pilot.pause()
            assert isinstance(app.screen, MenuScreen)
            assert opening not in app._nodes


async def test_a_screen_that_was_closed_keeps_nothing_that_it_painted(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("f2")
        await pilot.pause()
        settings = pilot.app.screen
        shown = [settings, *settings.walk_children(Widget)]
        assert any(widget._styles_cache._cache for widget in shown)
        remembered = (
            lambda: Strip.blank(7, Style(color="#123456")),
            lambda: Color(1, 2, 3).darken(0.25),
            lambda: Color(1, 2, 3).rich_color,
            lambda: Color(1, 2, 3).blend(Color(4, 5, 6), 0.25),
            lambda: VisualStyle(bold=True) + VisualStyle(italic=True),
            lambda: Style.parse("bold #123456"),
            lambda: Segment._split_cells(Segment("12"), 1),
            lambda: Region(1, 2, 30, 40).split_vertical(17),
            lambda: Region(1, 2, 30, 40).intersection(Region(3, 4, 50, 60)),
            lambda: make_blank(7, Style(color="#123456")),
            lambda: Scalar.parse("17%").resolve(Size(333, 44), Size(333, 44)),
        )
        before = [each() for each in remembered]
        assert all(each() is one for each, one in zip(remembered, before, strict=True))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
        assert not any(widget._styles_cache._cache for widget in shown)
        assert not any(each() is one for each, one in zip(remembered, before, strict=True))


async def test_nobody_who_is_gone_is_told_of_another_theme(menu) -> None:
    async with menu() as (pilot, _):
        app = pilot.app

        def listeners() -> list[Widget]:
            watchers = getattr(app, "__watchers", {}).get("theme", [])
            return [*app.theme_changed_signal._subscriptions, *(each for each, _ in watchers)]

        before = listeners()
        charts = ChartsScreen(app.context, Sessions(app.context.history))
        editor = EditorScreen(app.context, app.context.own.new("5 back"))
        for opened in (charts, editor):
            app.push_screen(opened)
            await pilot.pause()
            assert len(listeners()) > len(before)
            while not isinstance(app.screen, MenuScreen):
                await pilot.press("escape")
                await pilot.pause()
        assert listeners() == before


async def test_a_screen_that_fails_is_closed_and_the_menu_goes_on(menu, own_home: Path) -> None:
    async with menu(notifications=True) as (pilot, _):
        app = pilot.app
        for keys, name in WHERE.items():
            await pilot.press(*keys.split())
            await pilot.pause()
            failing = app.screen
            assert type(failing).__name__ in name.split() or keys == "f2 enter", keys
            told = await fail_in(pilot, failing)
            assert len(told) == 1, (keys, told)
            assert told[0].startswith("something failed "), keys
            assert "RuntimeError: boom" in told[0]
            assert "last-error.txt" in told[0]
            while not isinstance(app.screen, MenuScreen):
                assert app.screen is not failing
                await pilot.press("escape")
                await pilot.pause()
            assert app.screen is not failing
            await pilot.press("b", "a")
            assert app.screen.query_one("#filter").value == "ba"  # type: ignore[attr-defined]
            await pilot.press("escape")
        assert len(app.screen_stack) == 2
    written = (own_home / "backcue-data" / "last-error.txt").read_text()
    assert "Traceback" in written
    assert "boom" in written
    assert app.return_code == 0 or app.return_code is None


async def test_a_workout_is_shown_anew_then_plainly_and_goes_on(workout) -> None:
    async with workout(notifications=True) as (pilot, coach):
        app = pilot.app
        first = app.screen
        await fail_in(pilot, first)
        second = app.screen
        assert isinstance(second, WorkoutScreen)
        assert second is not first
        await pilot.press("space")
        assert coach.told == ["pause_or_go"]
        # A question on top goes with the screen that asked.
        await pilot.press("q")
        await fail_in(pilot, second)
        bare = app.screen
        assert isinstance(bare, BareScreen)
        await pilot.press("space", "right_square_bracket")
        assert coach.told[-1] == "pause_or_go"
        said = "\n".join(
            str(line.content)
            for line in bare.query("Static").results()  # type: ignore[attr-defined]
        )
        assert "goes on by sound" in said
        assert "5 steps forward" in said
        assert "90 %" in said
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await fail_in(pilot, app.screen)
    assert app.return_value is not None


async def test_without_any_screen_the_session_goes_on_by_sound(workout) -> None:
    async with workout() as (pilot, coach):
        for _ in range(3):
            await fail_in(pilot, pilot.app.screen)
        assert not coach.over.done()
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.pause()
    assert coach.told == ["stop"]
    assert pilot.app.return_value is not None


async def test_what_a_listener_or_a_wake_raises_closes_the_screen_that_listens(
    workout, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workout() as (pilot, coach):
        first = pilot.app.screen
        with monkeypatch.context() as patch:
            patch.setattr(first, "_show", lambda *_: boom())
            coach.listeners[0](Paused(1.0))
            forgive(pilot)
            await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen is not first
        assert isinstance(pilot.app.screen, WorkoutScreen)
        # The one that is gone hears nothing more of it.
        monkeypatch.setattr(first, "_show", lambda *_: boom())
        coach.listeners[0](Paused(2.0))
        await pilot.pause()
        assert not coach.over.done()


async def test_what_a_key_does_wrong_closes_the_screen_and_the_app_goes_on(
    workout, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workout() as (pilot, coach):
        first = pilot.app.screen
        monkeypatch.setitem(coach.does, "next", boom)
        with suppress(RuntimeError):
            await pilot.press("n")
        forgive(pilot)
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen is not first
        await pilot.press("b")
        assert coach.told == ["back"]


async def test_a_menu_that_fails_again_and_again_ends_with_1(
    menu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MenuScreen, "_recall", lambda _: boom())
    monkeypatch.setattr(net, "SOON", 1000.0)
    with suppress(RuntimeError):
        async with menu() as (pilot, _):
            for _ in range(2000):
                if pilot.app._exit:
                    break
                await asyncio.sleep(0.005)
    assert pilot.app.return_code == 1
    assert "boom" in str(pilot.app._exception)


async def test_page_keys_in_a_list_without_lines_do_nothing(menu) -> None:
    async with menu() as (pilot, _):
        app = pilot.app
        app.action_command_palette()
        await asyncio.sleep(0)
        for _ in range(20):
            for key in ("page_down", "page_up", "last", "first", "cursor_up"):
                app.screen._action_command_list(key)
            app.screen._action_cursor_down()
            await asyncio.sleep(0)
        await pilot.press("escape")
        for size in ((1, 1), (2, 1), (3, 2), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("pagedown", "pageup", "f2", "pagedown", "pageup", "escape", "ctrl+p")
            await pilot.press("pagedown", "pageup", "escape")
        assert isinstance(app.screen, MenuScreen)


async def test_a_screen_that_is_closed_twice_closes_no_other(menu) -> None:
    async with menu() as (pilot, _):
        for keys in ("f2", "f3", "ctrl+n", "f1", "ctrl+p", "f9", "ctrl+g"):
            await pilot.press(keys)
            await pilot.pause()
            closed = pilot.app.screen
            assert not isinstance(closed, MenuScreen), keys
            for _ in range(3):
                closed.dismiss(None)
            await pilot.pause()
            assert isinstance(pilot.app.screen, MenuScreen), keys
            assert len(pilot.app.screen_stack) == 2


async def test_keys_that_come_before_a_screen_is_laid_out_do_no_harm(menu) -> None:
    async with menu() as (pilot, _):
        app = pilot.app
        for keys in ("ctrl+n ctrl+s escape", "ctrl+n escape", "ctrl+p escape ctrl+p escape"):
            for key in keys.split():
                app.post_message(events.Key(key, None))
            await pilot.pause()
            await pilot.pause()
            while not isinstance(app.screen, MenuScreen):
                await pilot.press("escape")
                await pilot.pause()


async def test_a_question_at_the_moment_a_workout_ends_does_not_end_the_app(workout) -> None:
    async with workout() as (pilot, _):
        app, screen = pilot.app, pilot.app.screen
        # The worker that asks finds the closing of its own screen among what the app is to do.
        screen.action_end()
        screen.dismiss(fakes.kept())
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("question_mark")
        assert not isinstance(app.screen, SummaryScreen)
