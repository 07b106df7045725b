"""The workout screen: what it shows and what its keys do."""

import time
from dataclasses import replace

import pytest
from textual.geometry import Size

from backcue.session.events import PhaseStarted
from backcue.ui.confirm import ConfirmScreen
from backcue.ui.help import HelpScreen
from backcue.ui.summary import SummaryScreen
from backcue.ui.widgets.lines import BigText, KeyLine, Line
from backcue.ui.workout import WorkoutScreen
from tests.ui import fakes


def text(pilot, widget: str) -> str:
    return pilot.app.screen.query_one(widget, BigText).text


def rows(pilot) -> list[str]:
    """Give what stands on the screen, row by row."""
    screen = pilot.app.screen
    return [strip.text for strip in screen._compositor.render_strips(screen.size)]


@pytest.mark.parametrize("key", ["space", "enter", "p", "k", "pagedown"])
async def test_each_pause_key_pauses(workout, key) -> None:
    async with workout() as (pilot, coach):
        await pilot.press(key)
        assert coach.told == ["pause_or_go"]
        assert text(pilot, "#word") == "PAUSED"


@pytest.mark.parametrize(
    ("key", "told"),
    [("right", "next"), ("n", "next"), ("left", "back"), ("b", "back"), ("pageup", "back")],
)
async def test_keys_that_skip(workout, key, told) -> None:
    async with workout() as (pilot, coach):
        await pilot.press(key)
        assert coach.told == [told]


async def test_plus_and_minus_change_the_cadence_by_two(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("plus", "minus")
        assert coach.tempo == [2.0, -2.0]


async def test_volume_mute_and_voice_are_told_on_the_screen(workout) -> None:
    async with workout() as (pilot, coach):
        top = pilot.app.screen.query_one("#top", Line)
        await pilot.press("left_square_bracket")
        pilot.app.screen.read()
        assert top.right.endswith("volume 70 %")
        await pilot.press("v")
        pilot.app.screen.read()
        assert top.right.endswith("volume 70 % · no voice")
        await pilot.press("m")
        pilot.app.screen.read()
        assert top.right.endswith("muted")
        coach.trouble = "no sound: no audio device"
        pilot.app.screen.read()
        assert top.right.endswith("no sound: no audio device")


async def test_tapping_sets_the_cadence(workout, monkeypatch) -> None:
    async with workout() as (pilot, coach):
        at = 100.0
        monkeypatch.setattr("textual._time.get_time", lambda: at)
        for _ in range(4):
            await pilot.press("t")
            at += 0.5
        assert coach.tempo == [pytest.approx(120 - 110)]


async def test_q_asks_pauses_and_ends_on_yes(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("q")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert coach.told == ["pause"]
        assert "PAUSED" in pilot.app.screen_stack[-2].query_one("#word", BigText).text
        await pilot.press("y")
        await pilot.pause()
        assert coach.told == ["pause", "stop"]
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_no_goes_on_with_the_workout(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("escape", "n")
        assert isinstance(pilot.app.screen, WorkoutScreen)
        assert coach.told == ["pause", "pause_or_go"]


async def test_no_leaves_a_paused_workout_paused(workout) -> None:
    async with workout(fakes.PAUSED) as (pilot, coach):
        await pilot.press("q", "escape")
        assert coach.told == ["pause"]


async def test_a_lock_lets_only_space_through_until_l_is_pressed_twice(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("l", "right", "p", "q", "question_mark", "plus")
        assert coach.told == []
        assert coach.tempo == []
        assert isinstance(pilot.app.screen, WorkoutScreen)
        await pilot.press("space")
        assert coach.told == ["pause_or_go"]
        await pilot.press("l", "n", "l")
        await pilot.press("right")
        assert coach.told == ["pause_or_go"]
        await pilot.press("l", "l", "l")
        await pilot.press("l", "l", "right")
        assert coach.told[-1] == "next"


async def test_the_key_page_covers_the_workout_which_is_not_read_meanwhile(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        covered = pilot.app.screen_stack[-2]
        before = coach.readings
        covered.read()
        assert coach.readings == before
        await pilot.press("escape")
        pilot.app.screen.read()
        assert coach.readings > before
        assert coach.told == []


async def test_a_new_phase_is_shown_as_soon_as_it_is_told(workout) -> None:
    async with workout() as (pilot, coach):
        coach.now = fakes.GOING_BACK
        coach.listeners[0](PhaseStarted(15.0, fakes.BACKWARD, 0.0))
        assert text(pilot, "#word") == "BACKWARD"
        assert pilot.app.screen.has_class("backward")
        assert not pilot.app.screen.has_class("forward")


def painted(pilot) -> set[str | None]:
    """Give the widgets that are to be painted anew."""
    return {each.id for each in pilot.app.screen.walk_children() if each._repaint_required}


async def test_an_unchanged_moment_paints_nothing(workout) -> None:
    async with workout() as (pilot, _):
        await pilot.pause()
        pilot.app.screen.read()
        assert painted(pilot) == set()


async def test_a_step_paints_little_and_lays_nothing_out(workout) -> None:
    async with workout(fakes.at(fakes.FORWARD, fakes.HOLD, 0.1)) as (pilot, coach):
        await pilot.pause()
        coach.now = fakes.at(fakes.FORWARD, fakes.HOLD, 0.7)
        pilot.app.screen.read()
        assert painted(pilot) == {"number", "detail", "phase"}
        assert not any(each._layout_required for each in pilot.app.screen.walk_children())


async def test_a_quiet_tick_takes_under_five_milliseconds(workout) -> None:
    async with workout(size=(200, 50)) as (pilot, coach):
        screen = pilot.app.screen
        spent = []
        for tick in range(40):
            gone = 0.1 + tick * 0.05
            coach.now = fakes.at(fakes.FORWARD, fakes.HOLD, gone, elapsed=60 + gone)
            before = time.process_time()
            screen.read()
            screen._on_timer_update()
            spent.append(time.process_time() - before)
        assert sorted(spent)[len(spent) // 2] < 0.005


async def test_the_footer_says_go_on_where_space_goes_on(workout) -> None:
    async with workout(fakes.LAPPING) as (pilot, _):
        assert pilot.app.screen.query_one("#keys", KeyLine).keys[0][:2] == ("space", "go on")


async def test_the_footer_never_cuts_a_key(workout) -> None:
    async with workout() as (pilot, _):
        line = pilot.app.screen.query_one("#keys", KeyLine)
        whole = [f"{key} {label}" for key, label, _ in line.keys]
        for width in range(5, 130):
            line._size = Size(width, 1)
            shown = [each for each in line.render_line(0).text.strip().split("   ") if each]
            assert shown == whole[: len(shown)]
            assert len(shown) == len(whole) or len("   ".join(whole[: len(shown) + 1])) > width


async def test_a_click_on_a_key_does_what_the_key_does(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.click("#keys", offset=(3, 0))
        assert coach.told == ["pause_or_go"]


SMALL = [(59, 17), (45, 12), (30, 9), (20, 6), (10, 4), (2, 3), (1, 1)]


@pytest.mark.parametrize("now", [fakes.WALKING, fakes.HOLDING, fakes.GETTING_READY, fakes.TURNING])
async def test_no_size_is_too_small(workout, now) -> None:
    async with workout(now) as (pilot, _):
        for size in SMALL:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert len(rows(pilot)) == size[1]


async def test_questions_keys_and_summary_open_in_the_smallest_terminal(workout) -> None:
    async with workout(size=(2, 2)) as (pilot, coach):
        await pilot.press("q", "n", "question_mark", "escape")
        coach.end(fakes.kept())
        await pilot.pause()
        await pilot.pause()
        for size in SMALL:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


@pytest.mark.parametrize("size", [(20, 6), (30, 9), (40, 12), (60, 18), (80, 24)])
async def test_the_word_and_the_number_are_there_at_every_size(workout, size) -> None:
    async with workout(size=size) as (pilot, _):
        word, number = (pilot.app.screen.query_one(each) for each in ("#word", "#number"))
        assert word.region.height >= 1
        assert number.region.height >= 1
        assert number.region.bottom <= size[1]
        assert any(line.strip() for line in rows(pilot)[word.region.y : word.region.bottom])
        assert any(line.strip() for line in rows(pilot)[number.region.y : number.region.bottom])


async def test_a_resize_keeps_everything_on_the_screen(workout) -> None:
    async with workout() as (pilot, _):
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        screen = pilot.app.screen
        assert all(child.region.bottom <= 18 for child in screen.children if child.display)
        assert screen.query_one("#keys").region.height == 1


async def test_a_long_line_of_technique_takes_both_lines(workout) -> None:
    long = "Balance on the leg that landed last and bring the other through to the new direction."
    async with workout(size=(60, 18)) as (pilot, coach):
        coach.course = fakes.plan(replace(fakes.BALANCE, technique=(long,)))
        coach.now = fakes.GETTING_READY
        pilot.app.screen.read()
        await pilot.pause()
        assert long in " ".join(" ".join(rows(pilot)).split())
        coach.now = fakes.at(fakes.READY, fakes.FORWARD, 9.0)
        pilot.app.screen.read()
        assert text(pilot, "#next") == "first: 5 forward"


async def test_a_name_is_shown_as_it_is_written(workout) -> None:
    async with workout() as (pilot, coach):
        coach.course = fakes.plan(replace(fakes.MINE, technique=("[/x] [@click=app.bell]",)))
        coach.now = fakes.GETTING_READY
        pilot.app.screen.read()
        await pilot.pause()
        assert pilot.app.screen.query_one("#top", Line).middle == "My [/b] hill"
        assert any("[/x] [@click=app.bell]" in row for row in rows(pilot))
