"""What the screens look like; run with --snapshot-update after a change that is meant."""

import pytest

from tests.ui import fakes

SIZES = {"80x24": (80, 24), "60x18": (60, 18), "200x50": (200, 50)}
MOMENTS = {
    "forward": fakes.WALKING,
    "backward": fakes.GOING_BACK,
    "hold": fakes.HOLDING,
    "rest": fakes.RESTING,
    "ready": fakes.GETTING_READY,
    "paused": fakes.PAUSED,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MOMENTS)
async def test_workout(workout, picture, name, size) -> None:
    async with workout(MOMENTS[name], SIZES[size]) as (pilot, _):
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", SIZES)
async def test_menu(menu, picture, size) -> None:
    async with menu(SIZES[size]) as (pilot, _):
        assert pilot.app.export_screenshot() == picture


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


async def test_keys(workout, picture) -> None:
    async with workout() as (pilot, _):
        await pilot.press("question_mark")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture


async def test_broken_preset(menu, picture) -> None:
    async with menu() as (pilot, _):
        await pilot.press("end")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture
