"""What the screens look like; run with --snapshot-update after a change that is meant."""

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from backcue.workout.model import Surface
from backcue.workout.preset import PaceChange
from tests.ui import fakes
from tests.ui.test_history import read
from tests.ui.test_workout import rows

SIZES = {"80x24": (80, 24), "60x18": (60, 18), "200x50": (200, 50)}
ALL_SIZES = ((60, 18), (80, 24), (100, 30), (120, 35), (120, 36), (200, 50))
MOMENTS = {
    "forward": fakes.WALKING,
    "backward": fakes.GOING_BACK,
    "run": fakes.RUNNING,
    "hold": fakes.HOLDING,
    "rest": fakes.RESTING,
    "open": fakes.LAPPING,
    "ready": fakes.GETTING_READY,
    "paused": fakes.PAUSED,
    "slept": replace(fakes.PAUSED, reason="the computer stood still for 75 s"),
    "resuming": fakes.RESUMING,
    "turn": fakes.TURNING,
    "settle": fakes.SETTLING,
    "warning": fakes.WARNED,
    "rails": fakes.WARNED_AGAIN,
}
NOTICES = {"m": "muted", "t": "tap", "l": "locked"}
"""By the key that brings one."""
FASTER = PaceChange(forward=114.0, backward=100.0, forward_run=160.0, backward_run=170.0)
CAUTION = (
    "It has holds: nobody should balance on a moving belt. Get off the belt: it will be led as on "
    "the floor."
)


async def test_workout_in_every_state_at_every_size(workout, page) -> None:
    drawn: dict[str, list[str]] = {}
    async with workout() as (pilot, coach):
        screen = pilot.app.screen
        for size in ALL_SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for name, moment in MOMENTS.items():
                coach.now = moment
                screen.read()
                lit = " ".join(sorted(screen.classes))
                drawn.setdefault(name, []).extend((f"{size[0]}x{size[1]} {lit}", *rows(pilot)))
        coach.now = fakes.WALKING
        for size in ALL_SIZES:
            await pilot.resize_terminal(*size)
            for key, name in NOTICES.items():
                await pilot.press(key)
                drawn.setdefault(name, []).extend((f"{size[0]}x{size[1]}", *rows(pilot)))
                await pilot.app.context.clock.advance(3.0)
            await pilot.press("l", "l", "m")
    for name, lines in drawn.items():
        assert "\n".join(lines) + "\n" == page(name=name)


async def test_workout_in_its_colours(workout, picture) -> None:
    async with workout() as (pilot, coach):
        for name in ("forward", "backward", "hold", "rest", "paused", "turn", "warning"):
            coach.now = MOMENTS[name]
            pilot.app.screen.read()
            await pilot.pause()
            assert pilot.app.export_screenshot() == picture(name=name)


async def test_a_light_theme(workout, picture) -> None:
    async with workout(fakes.GETTING_READY) as (pilot, _):
        pilot.app.theme = "backcue-light"
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture


MENU_SIZES = {**SIZES, "120x36": (120, 36)}
"""Sizes in which the menu, and the pages of the first start, are drawn."""
FIRST = fakes.Shelf((replace(fakes.MINE, id="first-five", name="First five minutes"),
                     *fakes.Shelf().presets))  # fmt: skip


@pytest.mark.parametrize("size", MENU_SIZES)
async def test_menu(menu, picture, size) -> None:
    async with menu(MENU_SIZES[size], shelf=FIRST) as (pilot, _):
        assert pilot.app.export_screenshot() == picture


async def test_menu_filtered(menu, picture) -> None:
    async with menu() as (pilot, _):
        await pilot.press(*"ba wa")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", MENU_SIZES)
async def test_refused(menu, picture, size) -> None:
    presets = tuple(replace(each, surfaces=tuple(Surface)) for each in FIRST.presets)
    given = {"of": fakes.Plain, "shelf": fakes.Shelf(presets), "surface": Surface.TREADMILL}
    async with menu(MENU_SIZES[size], **given) as (pilot, _):
        await pilot.press("home", *["down"] * 3)
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture(name="preview")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture(name="remedies")


@pytest.mark.parametrize("size", MENU_SIZES)
async def test_first_start(menu, picture, size) -> None:
    given = {"accept_safety": lambda: None, "surface": None, "output": "none"}
    async with menu(MENU_SIZES[size], **given) as (pilot, _):
        await pilot.press("b")
        assert pilot.app.export_screenshot() == picture(name="hearing")
        await pilot.press("enter")
        assert pilot.app.export_screenshot() == picture(name="safety")
        await pilot.press("y", "down", "down")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture(name="where")


@pytest.mark.parametrize("size", SIZES)
async def test_summary(workout, picture, size) -> None:
    async with workout(size=SIZES[size]) as (pilot, coach):
        coach.end(fakes.kept())
        await read(pilot)
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("name", ["forward", "backward"])
async def test_without_colour(workout, picture, monkeypatch, name) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with workout(MOMENTS[name]) as (pilot, _):
        assert pilot.app.export_screenshot() == picture


async def test_question(workout, picture) -> None:
    async with workout() as (pilot, _):
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture


async def test_broken_preset(menu, picture) -> None:
    async with menu() as (pilot, _):
        await pilot.press("down")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", ["80x24", "200x50"])
async def test_safety(workout, picture, size) -> None:
    async with workout(size=SIZES[size], accept_safety=lambda: None) as (pilot, _):
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", ["80x24", "200x50"])
async def test_caution(menu, picture, size) -> None:
    async with menu(SIZES[size], caution=lambda _: CAUTION) as (pilot, _):
        await pilot.press("down", "down", "enter")
        assert pilot.app.export_screenshot() == picture


async def test_palette(workout, picture) -> None:
    async with workout() as (pilot, _):
        await pilot.press("ctrl+p")
        await pilot.pause()
        pilot.app.screen.query_one(Input).cursor_blink = False
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture


async def test_tempo_to_keep(workout, picture) -> None:
    async with workout() as (pilot, coach):
        coach.end(replace(fakes.kept(), pace=FASTER))
        await read(pilot)
        assert pilot.app.export_screenshot() == picture
