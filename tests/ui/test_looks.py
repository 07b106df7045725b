"""What the screens look like; run with --snapshot-update after a change that is meant."""

from dataclasses import replace

import pytest
from textual.widgets import Input

from backcue.workout.model import Surface
from backcue.workout.preset import PaceChange
from tests.ui import fakes

SIZES = {"80x24": (80, 24), "60x18": (60, 18), "200x50": (200, 50)}
MOMENTS = {
    "forward": fakes.WALKING,
    "backward": fakes.GOING_BACK,
    "hold": fakes.HOLDING,
    "rest": fakes.RESTING,
    "ready": fakes.GETTING_READY,
    "paused": fakes.PAUSED,
    "turn": fakes.TURNING,
    "turn-timed": fakes.TURNING_TIMED,
    "settle": fakes.SETTLING,
    "warning": fakes.WARNED,
    "rails": fakes.WARNED_AGAIN,
}
SMALL_TOO = ("forward", "hold", "rails")
"""Moments whose picture is taken in a small terminal too."""
FASTER = PaceChange(forward=114.0, backward=100.0, forward_run=160.0, backward_run=170.0)
CAUTION = (
    "It has holds: nobody should balance on a moving belt. Get off the belt: it will be led as on "
    "the floor."
)


@pytest.mark.parametrize(
    ("name", "size"),
    [(name, size) for name in MOMENTS for size in SIZES if size != "60x18" or name in SMALL_TOO],
)
async def test_workout(workout, picture, name, size) -> None:
    async with workout(MOMENTS[name], SIZES[size]) as (pilot, _):
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
        await pilot.pause()
        await pilot.pause()
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
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture
