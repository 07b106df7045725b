"""What is shown at a moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backcue.display.signs import Sign
from backcue.display.view import Edge, Message, view
from backcue.display.wording import (
    amount,
    clock,
    countdown,
    length,
    say,
    say_in_full,
)
from backcue.session.snapshot import State
from backcue.workout.model import Foot
from tests.ui import fakes


def test_a_counted_move_shows_the_step_being_made() -> None:
    now = view(fakes.WALKING)
    assert (now.tone, now.edge, now.word) == ("forward", Edge.TOP, "FORWARD")
    assert (now.sign, now.number, now.under, now.foot) == (Sign.FORWARD, "3", "of 5", "R")
    assert (now.next_sign, now.next) == (Sign.HOLD, "2 R")
    assert (now.repetition, now.repetitions) == ("repetition 7 of 20", "repetition 20 of 20")
    assert (now.elapsed, now.left, now.whole) == ("1:02", "2:18 to go", pytest.approx(62 / 200))
    assert now.message is None
    assert now.phase == pytest.approx(3 / 5)


def test_backward_is_seen_at_the_other_edge_and_a_hold_between_the_two() -> None:
    assert view(fakes.GOING_BACK).edge is Edge.BOTTOM
    assert view(fakes.HOLDING).edge is Edge.BOTH
    assert view(fakes.PAUSED).edge is Edge.NONE
    assert view(fakes.RESUMING).edge is Edge.NONE


def test_the_first_step_counts_from_before_it_is_made() -> None:
    assert view(replace(fakes.WALKING, step=0)).number == "1"


def test_a_timed_move_counts_down() -> None:
    now = view(fakes.RUNNING)
    assert (now.number, now.room_for, now.sign) == ("1:02", "1:35", Sign.BACKWARD_RUN)
    assert (now.under, now.facts) == ("to go", "run · incline 5 % · step  56")
    short = replace(fakes.RUN, seconds=45.0)
    assert view(fakes.at(short, fakes.REST, 3.0)).under == "seconds"


def test_an_open_move_counts_up_and_says_how_it_ends() -> None:
    now = view(fakes.LAPPING, go_on="enter")
    assert now.number == "1:15"
    assert (now.under, now.facts) == ("step 138", "enter goes on")
    assert (now.phase, now.whole, now.left) == (None, None, "")


def test_what_is_open_next_shows_its_sign_and_no_amount() -> None:
    assert (view(replace(fakes.RESTING, following=fakes.LAP)).next_sign) is Sign.FORWARD
    assert (view(replace(fakes.RESTING, following=fakes.LAP)).next) == "..."


def test_a_hold_names_the_leg_by_letter_and_picture() -> None:
    now = view(fakes.HOLDING)
    assert (now.word, now.number, now.under) == ("HOLD", "2", "seconds")
    assert (now.sign, now.foot) == (Sign.RIGHT_LEG, "R")
    other = replace(fakes.HOLDING, phase=replace(fakes.HOLD, foot=Foot.LEFT), foot=Foot.LEFT)
    assert (view(other).sign, view(other).foot) == (Sign.LEFT_LEG, "L")


def test_the_lead_in_shows_technique_line_by_line_and_the_first_direction() -> None:
    lines = ("Stand tall.", "Land softly.")

    def advice(gone: float) -> str | None:
        message = view(fakes.at(fakes.READY, fakes.FORWARD, gone), lines).message
        return message and message.more

    assert [advice(gone) for gone in (0.0, 2.4, 2.6, 4.9, 5.0, 9.9)] == [
        "Stand tall.", "Stand tall.", "Land softly.", "Land softly.", None, None,
    ]  # fmt: skip
    now = view(fakes.GETTING_READY)
    assert (now.word, now.number, now.sign, now.foot) == ("GET READY", "8", Sign.FORWARD, "R")
    assert (now.next_sign, now.next) == (Sign.FORWARD, "5")
    assert now.repetition == ""


def test_a_turn_says_large_what_to_do_and_counts_nothing() -> None:
    on_belt = replace(fakes.TURNING, phase=replace(fakes.TURN, on_rails=True))
    now = view(on_belt)
    assert (now.tone, now.sign) == ("turn", Sign.TURN)
    assert now.orders == ("STOP THE BELT", "FACE BACKWARD", "PRESS SPACE")
    assert (now.next_sign, now.next) == (Sign.BACKWARD, "2:00")
    assert view(fakes.TURNING, go_on="enter").orders == ("FACE BACKWARD", "PRESS ENTER")


def test_a_timed_turn_goes_on_by_itself() -> None:
    assert view(fakes.TURNING_TIMED).orders == ("FACE BACKWARD",)


def test_a_turn_of_the_workout_itself_may_lead_to_no_direction() -> None:
    assert view(fakes.at(fakes.TURN, fakes.HOLD)).orders == ("TURN AROUND", "PRESS SPACE")
    assert view(fakes.at(fakes.TURN, None)).next == "last one"


def test_after_a_turn_one_finds_the_stride_and_sees_the_direction() -> None:
    now = view(fakes.SETTLING, ("Stand tall.",))
    assert (now.tone, now.word, now.number, now.sign) == ("ready", "GET READY", "8", Sign.BACKWARD)
    assert now.facts == "find your stride"
    assert (now.next_sign, now.next) == (Sign.BACKWARD, "2:00")
    assert now.message is None


def test_a_warning_of_a_turn_has_its_colour_and_stands_in_the_place_of_the_count() -> None:
    now = view(fakes.WARNED)
    assert (now.tone, now.edge, now.orders) == ("turn", Edge.TOP, ("SLOW THE BELT",))
    assert (now.next, now.under) == ("turn", "forward")
    assert view(fakes.WALKING).orders == ()


def test_a_warning_of_what_may_come_leaves_the_count_to_be_seen() -> None:
    soon = replace(fakes.LAPPING, following=fakes.BACKWARD, warning="backward soon")
    now = view(soon)
    assert (now.tone, now.orders, now.number) == ("forward", (), "1:15")
    assert now.message == Message("backward soon")


def test_a_paused_turn_says_that_it_is_paused() -> None:
    now = view(replace(fakes.TURNING, state=State.PAUSED))
    assert (now.word, now.orders, now.sign) == ("PAUSED", (), Sign.PAUSED)


def test_a_pause_says_how_to_go_on_and_why_it_is_one() -> None:
    now = view(fakes.PAUSED)
    assert (now.tone, now.word, now.number) == ("paused", "PAUSED", "3")
    assert now.message == Message("press space", "to go on")
    slept = replace(fakes.PAUSED, reason="the computer stood still")
    assert view(slept).message == Message("press space", "the computer stood still")


def test_a_rest_on_a_belt_sends_to_the_side_rails() -> None:
    assert view(fakes.RESTING).message is None
    beside = replace(fakes.REST, on_rails=True)
    sent = view(fakes.at(beside, fakes.BACKWARD, 4.9))
    assert sent.message == Message("side rails", "feet on them")
    told = view(fakes.at(beside, fakes.BACKWARD, 5.1))
    assert (told.message, told.under, told.next) == (None, "on rails", "4")
    resting = fakes.at(replace(fakes.REST, seconds=None), fakes.BACKWARD)
    assert view(resting).message == Message("press space", "to go on")


@pytest.mark.parametrize(
    ("left", "beats"),
    [(9.2, "10"), (3.41, "4"), (3.0, ""), (1.8, "3"), (1.2, "2"), (0.61, "2"), (0.1, "1")],
)
def test_a_count_in_counts_seconds_then_its_beats_in_the_colour_of_waiting(
    left: float, beats: str
) -> None:
    now = view(replace(fakes.RESUMING, lead_left=left))
    assert (now.tone, now.word, now.number) == ("ready", "BACKWARD", beats)
    assert now.under == ("seconds" if left > 3.4 else "count-in")


@pytest.mark.parametrize(
    ("left", "beats"), [(3.4, ""), (1.81, ""), (1.8, "3"), (1.2, "2"), (0.6, "1")]
)
def test_a_hold_is_counted_in_by_three_beats_too(left: float, beats: str) -> None:
    resuming = replace(fakes.HOLDING, state=State.RESUMING, lead_left=left)
    assert len(view(resuming).room_for) == 2
    assert view(resuming).number == beats


@given(st.floats(1, 5000), st.floats(0, 1))
def test_gone_and_left_add_up_to_the_same_whole_at_each_instant(whole: float, part: float) -> None:
    def seconds(text: str) -> int:
        parts = [int(each) for each in text.split(maxsplit=1)[0].split(":")]
        return sum(each * 60**place for place, each in enumerate(reversed(parts)))

    gone = whole * part
    now = view(replace(fakes.WALKING, elapsed=gone, remaining=whole - gone))
    assert seconds(now.elapsed) + seconds(now.left) == pytest.approx(
        seconds(length(whole)), abs=int(abs(whole % 1 - 0.5) < 1e-5)
    )


def test_the_last_phase_says_so() -> None:
    assert view(replace(fakes.RESTING, following=None)).next == "last one"


def test_a_finished_session_can_still_be_shown() -> None:
    over = replace(fakes.WALKING, state=State.FINISHED, following=None, remaining=0.0)
    assert view(over).whole == 1.0


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (62.99, "1:02"), (3600, "1:00:00"), (-1, "0:00")]
)
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("left", "planned", "text"),
    [(2.0, 2, "2"), (1.01, 2, "2"), (1.0, 2, "1"), (0.0, 2, "1"), (61.2, 90, "1:02")],
)
def test_a_second_counts_until_it_is_over(left: float, planned: float, text: str) -> None:
    assert countdown(left, planned) == text


@pytest.mark.parametrize(
    ("seconds", "in_all", "gone", "left"),
    [
        (202.4, "3:22", "3:22", "3:23"),
        (202.5, "3:23", "3:22", "3:23"),
        (203.5, "3:24", "3:23", "3:24"),
        (203.0, "3:23", "3:23", "3:23"),
        (3599.6, "1:00:00", "59:59", "1:00:00"),
    ],
)
def test_lengths_are_rounded_what_is_gone_floored_and_what_is_left_counted_until_it_is_over(
    seconds: float, in_all: str, gone: str, left: str
) -> None:
    assert (length(seconds), clock(seconds), countdown(seconds, 60)) == (in_all, gone, left)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2, "2 s"), (2.5, "2.5 s"), (60, "1 min"), (90, "1:30 min"), (7200, "2 h"),
     (3690, "1:01:30 h")],
)  # fmt: skip
def test_amount(seconds: float, text: str) -> None:
    assert amount(seconds) == text


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (fakes.FORWARD, "5 forward"),
        (fakes.RUN, "1:35 min backward run, incline 5 %"),
        (fakes.HOLD, "hold 2 s, right leg"),
        (fakes.REST, "rest 1 min"),
        (fakes.TURN, "turn until you press space"),
        (fakes.LAP, "forward until you press space"),
        (fakes.READY, "get ready"),
    ],
)
def test_phases_in_words(phase, words) -> None:
    assert say(phase) == words


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (fakes.FORWARD, "5 steps forward, right foot first"),
        (replace(fakes.FORWARD, steps=1), "1 step forward, right foot first"),
        (fakes.RUN, "1:35 min backward run, left foot first, incline 5 %"),
        (fakes.HOLD, "hold 2 s on the right leg"),
        (fakes.REST, "rest 1 min"),
        (fakes.TURN, "turn until you press space"),
        (fakes.LAP, "forward until you press space, right foot first"),
        (fakes.READY, "get ready 10 s"),
    ],
)
def test_phases_in_full(phase, words) -> None:
    assert say_in_full(phase) == words
