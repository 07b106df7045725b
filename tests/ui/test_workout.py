"""The workout screen: what it shows and what its keys do."""

import time
from dataclasses import replace

import pytest
from rich.style import Style
from textual.command import CommandPalette
from textual.widgets import OptionList

from backcue.display.view import Sign
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.keys.changed_keys import keymap
from backcue.session.events import PhaseStarted
from backcue.ui.keys import footer
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.picture import Picture
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.widgets.lines import BigText, KeyLine, Line, _key_segments
from tests.ui import fakes


def text(pilot, widget: str) -> str:
    return pilot.app.screen.query_one(widget, BigText).text


def rows(pilot) -> list[str]:
    """Returns what stands on the screen, row by row."""
    screen = pilot.app.screen
    return [strip.text for strip in screen._compositor.render_strips(screen.outer_size)]


async def test_each_pause_key_pauses(workout) -> None:
    keys = ["space", "enter", "p", "k", "pagedown", "0", "insert", "media_play_pause"]
    async with workout() as (pilot, coach):
        for count, key in enumerate(keys, 1):
            coach.now = fakes.WALKING
            await pilot.press(key)
            assert coach.told == ["pause_or_go"] * count
            assert text(pilot, "#word") == "PAUSED"


async def test_keys_that_skip(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("right", "n", "6", "media_track_next")
        await pilot.press("left", "b", "pageup", "4", "media_track_previous")
        assert coach.told == ["next"] * 4 + ["back"] * 5


async def test_plus_and_minus_change_the_cadence_by_two(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("plus", "minus", "add", "subtract")
        assert coach.tempo == [2.0, -2.0, 2.0, -2.0]


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
        coach.error = "no sound: no audio device"
        pilot.app.screen.read()
        assert top.right.endswith("no sound: no audio device")


async def test_taps_go_to_the_coach(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("t", "5")
        assert coach.told == ["tap", "tap"]


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


async def test_a_new_phase_is_shown_as_soon_as_it_is_told(workout) -> None:
    async with workout() as (pilot, coach):
        coach.now = fakes.GOING_BACK
        coach.listeners[0](PhaseStarted(15.0, fakes.BACKWARD, 0.0))
        assert text(pilot, "#word") == "BACKWARD"
        assert pilot.app.screen.has_class("backward")
        assert not pilot.app.screen.has_class("forward")


def painted(pilot) -> set[str | None]:
    """Returns the widgets that are to be painted anew."""
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


def test_the_footer_never_cuts_a_key() -> None:
    keys = footer(keymap({}), Scope.WORKOUT)
    whole = [f"{key} {label}" for key, label, _ in keys]
    for width in range(5, 130):
        line = "".join(segment.text for segment in _key_segments(keys, width, Style()))
        shown = [each for each in line.split("   ") if each]
        assert len(line) <= width
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


async def test_f_says_that_one_is_on_the_other_foot(workout) -> None:
    async with workout(fakes.HOLDING) as (pilot, coach):
        assert text(pilot, "#detail") == "on the right leg · seconds left"
        await pilot.press("f")
        assert coach.told == ["swap_feet"]
        assert text(pilot, "#detail") == "on the left leg · seconds left"
        assert pilot.app.screen.query_one("#sign", Picture).sign is Sign.LEFT_LEG


async def test_every_key_of_the_bottom_row_pauses_where_that_is_set(workout) -> None:
    async with workout(bottom_row=True) as (pilot, coach):
        await pilot.press("n", "b", "full_stop", "slash", "z")
        assert coach.told == ["pause_or_go"] * 5
        assert not coach.muted


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        (fakes.WARNED, ["slow the belt", "next: turn until key"]),
        (fakes.WARNED_AGAIN, ["feet on the", "side rails"]),
    ],
)
async def test_a_warning_is_large_while_it_lasts(workout, now, lines) -> None:
    async with workout(now) as (pilot, coach):
        assert [text(pilot, "#detail"), text(pilot, "#next")] == lines
        big = pilot.app.screen.query_one("#detail").region
        assert any("█" in line for line in rows(pilot)[big.y : big.bottom])
        coach.now = fakes.WALKING
        pilot.app.screen.read()
        await pilot.pause()
        assert [text(pilot, "#detail"), text(pilot, "#next")] == [
            "of 5 · right foot", "next: hold 2 s, right leg",
        ]  # fmt: skip
        assert pilot.app.screen.query_one("#detail").region.height == 1


async def test_a_warning_is_whole_where_there_is_little_room(workout) -> None:
    async with workout(fakes.WARNED_AGAIN, (40, 10)) as (pilot, _):
        assert any("feet on the side rails" in row for row in rows(pilot))


async def test_a_screen_that_may_go_to_sleep_is_told_in_the_lead_in_only(workout) -> None:
    async with workout(fakes.GETTING_READY) as (pilot, coach):
        coach.wake_lock_error = "the screen may go to sleep"
        pilot.app.screen.read()
        top = pilot.app.screen.query_one("#top", Line)
        assert top.left == "the screen may go to sleep"
        coach.now = fakes.WALKING
        pilot.app.screen.read()
        assert top.left == "repetition 3 of 20"


async def test_the_palette_finds_what_can_be_done_and_does_it(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CommandPalette)
        told = [str(each.prompt) for each in pilot.app.screen.query_one(OptionList).options]
        wanted = [each for each in ACTIONS if each.scope in (Scope.WORKOUT, Scope.ANYWHERE)]
        assert len(told) == len(wanted) - 1
        for action in wanted:
            assert action.id == "palette" or any(action.description in each for each in told)
        await pilot.press(*"slower", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)
        assert coach.tempo == [-2.0]
        assert coach.told == []


async def test_the_workout_goes_on_and_is_seen_under_the_palette(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("ctrl+p")
        beneath = pilot.app.screen_stack[-2]
        coach.now = fakes.GOING_BACK
        beneath.read()
        assert beneath.query_one("#word", BigText).text == "BACKWARD"
        coach.end(fakes.kept())
        await pilot.pause()
        # The app comes back from the workout before it goes on to the summary.
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert len(pilot.app.screen_stack) == 2


async def test_the_palette_stays_shut_while_locked(workout) -> None:
    async with workout() as (pilot, _):
        await pilot.press("l", "ctrl+p")
        assert isinstance(pilot.app.screen, WorkoutScreen)
