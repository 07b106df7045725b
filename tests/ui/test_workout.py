"""The workout screen: what it shows and what its keys do."""

import time

import pytest
from msgspec.structs import replace
from rich.style import Style
from textual.command import CommandPalette
from textual.widgets import OptionList

from backcue.display.signs import Sign
from backcue.display.view import Message, View
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.keys.changed_keys import keymap
from backcue.session.events import Paused, PhaseStarted, TempoChanged
from backcue.ui.keys import footer
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.places import places
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.screens.workout.widgets import Board
from backcue.ui.widgets.lines import KeyLine, Line, _key_segments
from backcue.workout.model import Direction, Gait
from tests.ui import fakes


def shown(pilot) -> View:
    """Returns what the workout screen shows, also under another one."""
    [screen] = [each for each in pilot.app.screen_stack if isinstance(each, WorkoutScreen)]
    return screen.query_one(Board).shown


def notice(pilot) -> str:
    """Returns the words of the notice that stands; none where there is none."""
    message = pilot.app.screen.query_one(Board).message
    return message.words if message else ""


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
            assert shown(pilot).word == "PAUSED"


async def test_keys_that_skip(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("right", "n", "6", "media_track_next")
        await pilot.press("left", "b", "pageup", "4", "media_track_previous")
        assert coach.told == ["next"] * 4 + ["back"] * 5


async def test_plus_and_minus_change_the_cadence_by_two(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("plus", "minus", "add", "subtract")
        assert coach.tempo == [2.0, -2.0, 2.0, -2.0]


async def test_what_a_key_changed_is_told_large_for_two_seconds(workout) -> None:
    async with workout() as (pilot, coach):
        clock, top = pilot.app.context.clock, pilot.app.screen.query_one("#top", Line)
        for key, told, stays in (
            ("left_square_bracket", "volume 70 %", ""),
            ("v", "voice off", "no voice"),
            ("m", "muted", "muted"),
            ("m", "volume 70 %", "no voice"),
            ("v", "voice on", ""),
            ("f", "other foot", ""),
            ("plus", "same cadence", ""),
            ("t", "tap 1", ""),
            ("t", "tap 2", ""),
        ):
            await clock.advance(0.5)
            await pilot.press(key)
            assert notice(pilot) == told
            assert top.right.strip().startswith(stays or "110")
            assert any("█" in row for row in rows(pilot)[18:21])
        await clock.advance(1.9)
        assert notice(pilot) == "tap 2"
        await clock.advance(0.2)
        assert notice(pilot) == ""
        coach.listeners[0](TempoChanged(9.0, Direction.FORWARD, Gait.WALK, 112.0))
        await pilot.press("t")
        assert notice(pilot) == "tap 3"


async def test_the_fourth_tap_tells_the_cadence_that_it_set(workout) -> None:
    async with workout() as (pilot, coach):
        told = TempoChanged(9.0, Direction.FORWARD, Gait.WALK, 112.0)
        coach.does["tap"] = lambda: coach.listeners[0](told)
        await pilot.press("t")
        assert notice(pilot) == "cadence 112"


async def test_sound_that_goes_and_comes_back_is_told_large(workout) -> None:
    async with workout() as (pilot, coach):
        clock, top = pilot.app.context.clock, pilot.app.screen.query_one("#top", Line)
        coach.error = "no sound: the audio device went away"
        await clock.advance(1.0)
        assert notice(pilot) == "no sound"
        assert any("the audio device went" in row for row in rows(pilot))
        assert top.right.startswith("no sound")
        await clock.advance(6.0)
        assert notice(pilot) == ""
        coach.error = None
        await clock.advance(1.0)
        assert notice(pilot) == "sound is back"


async def test_a_machine_that_slept_is_told_large_and_then_small(workout) -> None:
    async with workout() as (pilot, coach):
        why = "the computer stood still for 75 s"
        coach.now = replace(fakes.PAUSED, reason=why)
        coach.listeners[0](Paused(9.0, why))
        assert notice(pilot) == "paused"
        await pilot.app.context.clock.advance(6.0)
        assert notice(pilot) == ""
        assert shown(pilot).message == Message("press space", why)
        assert why in " ".join(" ".join(row[55:74] for row in rows(pilot)[18:21]).split())


async def test_taps_go_to_the_coach(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("t", "5")
        assert coach.told == ["tap", "tap"]


async def test_q_asks_pauses_and_ends_on_yes(workout) -> None:
    async with workout() as (pilot, coach):
        await pilot.press("q")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert coach.told == ["pause"]
        assert shown(pilot).word == "PAUSED"
        await pilot.press("y")
        await pilot.pause()
        assert coach.told == ["pause", "stop"]
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_before_it_has_begun_q_says_that_nothing_is_kept(workout) -> None:
    for now, asked in (
        (fakes.GETTING_READY, "Leave this workout? It has not begun: nothing is kept."),
        (fakes.WALKING, "End this workout? What you have done is kept."),
    ):
        async with workout(now) as (pilot, _):
            await pilot.press("q")
            assert asked in str(rows(pilot))


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
        await pilot.press("l")
        assert notice(pilot) == "locked press l l"
        await pilot.press("right", "p", "q", "question_mark", "plus")
        assert coach.told == []
        assert coach.tempo == []
        assert isinstance(pilot.app.screen, WorkoutScreen)
        await pilot.press("space")
        assert coach.told == ["pause_or_go"]
        await pilot.press("l")
        assert notice(pilot) == "press l again"
        await pilot.press("n", "l")
        await pilot.press("right")
        assert coach.told == ["pause_or_go"]
        await pilot.press("l", "l", "l")
        await pilot.press("l", "l", "right")
        assert coach.told[-1] == "next"


async def test_a_new_phase_is_shown_as_soon_as_it_is_told(workout) -> None:
    async with workout() as (pilot, coach):
        coach.now = fakes.GOING_BACK
        coach.listeners[0](PhaseStarted(15.0, fakes.BACKWARD, 0.0))
        assert shown(pilot).word == "BACKWARD"
        assert pilot.app.screen.has_class("backward", "edge-bottom")
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
    long = replace(fakes.FORWARD, steps=5000)
    async with workout(fakes.at(long, fakes.HOLD, 0.1)) as (pilot, coach):
        await pilot.pause()
        coach.now = fakes.at(long, fakes.HOLD, 0.7)
        pilot.app.screen.read()
        assert painted(pilot) == {"board"}
        assert shown(pilot).number == "2"
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


async def test_where_space_goes_on_another_key_pauses(workout) -> None:
    async with workout(fakes.LAPPING) as (pilot, coach):
        keys = pilot.app.screen.query_one("#keys", KeyLine)
        assert [each[:2] for each in keys.keys[:2]] == [("space", "go on"), ("x", "pause")]
        await pilot.press("x")
        assert coach.told == ["halt"]
        assert shown(pilot).word == "PAUSED"
        assert [each[:2] for each in keys.keys[:2]] == [("space", "go on"), ("q", "end")]
        await pilot.press("P")
        assert coach.told == ["halt", "halt"]
        assert shown(pilot).word == "FORWARD"


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


async def test_the_word_and_the_number_are_there_at_every_size(workout) -> None:
    async with workout() as (pilot, _):
        for size in [(20, 6), (30, 9), (40, 12), (60, 18), (80, 24)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            here = places(*size)
            drawn = rows(pilot)
            for box in (here.word, here.number):
                inside = [line[box.x : box.x + box.width] for line in drawn[box.y :][: box.height]]
                assert any(line.strip() for line in inside), size


async def test_a_resize_keeps_everything_on_the_screen(workout) -> None:
    async with workout() as (pilot, _):
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        screen = pilot.app.screen
        assert all(child.region.bottom <= 18 for child in screen.children if child.display)
        assert screen.query_one("#keys").region.height == 1


async def test_a_long_line_of_technique_is_whole_in_the_smallest_terminal(workout) -> None:
    long = "Balance on the leg that landed last and bring the other through to the new direction."
    async with workout(size=(60, 18)) as (pilot, coach):
        coach.course = fakes.plan(replace(fakes.BALANCE, technique=(long,)))
        coach.now = fakes.GETTING_READY
        pilot.app.screen.read()
        await pilot.pause()
        assert long in " ".join(" ".join(row[:57] for row in rows(pilot)).split())
        coach.now = fakes.at(fakes.READY, fakes.FORWARD, 9.0)
        pilot.app.screen.read()
        await pilot.pause()
        assert any("next: ▲ 5" in row for row in rows(pilot))


async def test_a_name_is_shown_as_it_is_written(workout) -> None:
    async with workout() as (pilot, coach):
        coach.course = fakes.plan(replace(fakes.MINE, technique=("[/x] [@click=app.bell]",)))
        coach.now = fakes.GETTING_READY
        pilot.app.screen.read()
        await pilot.pause()
        assert rows(pilot)[0].startswith(" My [/b] hill ")
        assert any("[/x] [@click=app.bell]" in row for row in rows(pilot))


async def test_f_says_that_one_is_on_the_other_foot(workout) -> None:
    async with workout(fakes.HOLDING) as (pilot, coach):
        assert (shown(pilot).foot, shown(pilot).sign) == ("R", Sign.RIGHT_LEG)
        await pilot.press("f")
        assert coach.told == ["swap_feet"]
        assert (shown(pilot).foot, shown(pilot).sign) == ("L", Sign.LEFT_LEG)


async def test_every_key_of_the_bottom_row_pauses_where_that_is_set(workout) -> None:
    async with workout(bottom_row=True) as (pilot, coach):
        await pilot.press("n", "b", "full_stop", "slash", "z")
        assert coach.told == ["pause_or_go"] * 5
        assert not coach.muted


async def test_a_warning_stands_large_in_the_place_of_the_count(workout) -> None:
    async with workout(fakes.WARNED_AGAIN, (40, 12)) as (pilot, coach):
        for size in [(40, 12), (60, 18), (80, 24), (200, 50)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert pilot.app.screen.has_class("turn", "edge-top")
            drawn = rows(pilot)
            if size == (40, 12):
                assert any("FEET ON THE SIDE RAILS" in row for row in drawn)
            else:
                assert sum("█" in row[: size[0] * 3 // 4] for row in drawn) > size[1] / 3
        coach.now = fakes.WALKING
        pilot.app.screen.read()
        assert not pilot.app.screen.has_class("turn")
        assert shown(pilot).number == "3"


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("wake_lock_error", "the screen may go to sleep"),
        ("sound_problem", "there is no voice called nl: nothing is spoken"),
    ],
)
async def test_what_is_less_than_it_could_be_is_told_in_the_lead_in_only(
    workout, of: str, words: str
) -> None:
    async with workout(fakes.GETTING_READY) as (pilot, coach):
        setattr(coach, of, words)
        pilot.app.screen.read()
        top = pilot.app.screen.query_one("#top", Line)
        assert top.right.startswith(words[:20])
        coach.now = fakes.WALKING
        pilot.app.screen.read()
        assert words[:20] not in top.right
        assert top.middle.rstrip() == "repetition 7 of 20"


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
        coach.now = fakes.GOING_BACK
        pilot.app.screen_stack[-2].read()
        assert shown(pilot).word == "BACKWARD"
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


@pytest.mark.parametrize("key", ["ctrl+p", "f9"])
async def test_where_something_is_looked_for_the_keys_below_are_its_own(workout, key) -> None:
    async with workout() as (pilot, _):
        before = rows(pilot)[-1]
        for _ in range(2):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, CommandPalette)
            assert rows(pilot)[-1].strip() == "enter take it   esc close   ↑ ↓ mark"
            await pilot.press("escape")
            await pilot.pause()
            assert rows(pilot)[-1] == before
