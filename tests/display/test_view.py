"""What is shown at a moment."""

from dataclasses import replace

import pytest

from backcue.display.view import Sign, view
from backcue.display.wording import (
    amount,
    clock,
    countdown,
    length,
    say,
    say_in_full,
    time_left,
)
from backcue.session.snapshot import State
from backcue.workout.model import Foot
from tests.ui import fakes


def test_a_counted_move_shows_the_step_being_made() -> None:
    now = view(fakes.WALKING)
    assert (now.tone, now.word, now.sign) == ("forward", "FORWARD", Sign.FORWARD)
    assert (now.number, now.detail) == ("3", "of 5 · right foot")
    assert now.next == "next: hold 2 s, right leg"
    assert now.repetition == "repetition 3 of 20"
    assert (now.elapsed, now.left, now.whole) == ("1:02", "2:18 left", pytest.approx(62 / 200))


def test_the_first_step_counts_from_before_it_is_made() -> None:
    assert view(replace(fakes.WALKING, step=0)).number == "1"


def test_a_timed_move_counts_down() -> None:
    now = view(fakes.RUNNING)
    assert (now.number, now.room_for, now.sign) == ("1:02", "1:35", Sign.BACKWARD_RUN)
    assert now.detail == "run · step 56 of 269 · incline 5 %"


def test_an_open_move_counts_up_and_says_how_it_ends() -> None:
    now = view(fakes.LAPPING, go_on="enter")
    assert now.number == "1:15"
    assert now.detail == "step 138 · enter to go on"
    assert (now.phase, now.whole, now.left) == (None, None, "")


def test_a_hold_names_the_leg_in_words_and_picture() -> None:
    now = view(fakes.HOLDING)
    assert (now.word, now.number, now.sign) == ("HOLD", "2", Sign.RIGHT_LEG)
    assert now.detail == "on the right leg · seconds left"
    other = replace(fakes.HOLDING, phase=replace(fakes.HOLD, foot=Foot.LEFT))
    assert view(other).sign is Sign.LEFT_LEG


def test_the_lead_in_shows_technique_line_by_line_and_the_first_direction() -> None:
    lines = ("Stand tall.", "Land softly.")

    def detail(gone: float) -> str:
        return view(fakes.at(fakes.READY, fakes.FORWARD, gone), lines).detail

    assert [detail(gone) for gone in (0.0, 2.4, 2.6, 4.9, 5.0, 9.9)] == [
        "Stand tall.", "Stand tall.", "Land softly.", "Land softly.",
        "seconds to go", "seconds to go",
    ]  # fmt: skip
    now = view(fakes.GETTING_READY)
    assert (now.word, now.number, now.sign) == ("GET READY", "8", Sign.FORWARD)
    assert now.next == "first: 5 forward"
    assert now.repetition == ""


def test_a_turn_says_which_way_to_face_and_how_to_go_on() -> None:
    now = view(fakes.TURNING)
    assert (now.tone, now.word, now.sign, now.number) == ("turn", "TURN", Sign.TURN, "0:04")
    assert (now.detail, now.is_large) == ("face backward", True)
    assert now.next == "space when you face backward · next: 2 min backward"


def test_a_timed_turn_counts_down() -> None:
    now = view(fakes.TURNING_TIMED)
    assert (now.number, now.detail) == ("26", "face backward")
    assert now.next == "seconds left · next: 2 min backward"


def test_a_turn_of_the_workout_itself_may_lead_to_no_direction() -> None:
    now = view(fakes.at(fakes.TURN, fakes.HOLD))
    assert (now.detail, now.is_large) == ("space to go on", False)
    assert view(fakes.at(fakes.TURN, None)).next == "last one"


def test_after_a_turn_one_finds_the_stride_and_sees_the_direction() -> None:
    now = view(fakes.SETTLING, ("Stand tall.",))
    assert (now.tone, now.word, now.number, now.sign) == ("ready", "GET READY", "8", Sign.BACKWARD)
    assert now.detail == "find your stride · seconds to go"
    assert now.next == "next: 2 min backward"
    assert not now.is_advice


def test_a_warning_is_told() -> None:
    now = view(fakes.WARNED)
    assert (now.detail, now.is_large, now.is_warning) == ("slow the belt", True, True)
    assert not view(fakes.WALKING).is_warning


def test_a_paused_turn_says_that_it_is_paused() -> None:
    now = view(replace(fakes.TURNING, state=State.PAUSED))
    assert (now.word, now.detail, now.is_large) == ("PAUSED", "space to go on", False)


def test_a_pause_says_how_to_go_on_and_why_it_is_one() -> None:
    now = view(fakes.PAUSED)
    assert (now.tone, now.word, now.number) == ("paused", "PAUSED", "3")
    assert now.detail == "space to go on"
    slept = replace(fakes.PAUSED, reason="the computer stood still")
    assert view(slept).detail == "the computer stood still · space to go on"


@pytest.mark.parametrize(("left", "beats"), [(1.8, "3"), (1.2, "2"), (0.61, "2"), (0.1, "1")])
def test_a_count_in_counts_its_beats_in_the_colour_of_waiting(left: float, beats: str) -> None:
    now = view(replace(fakes.RESUMING, lead_left=left))
    assert (now.tone, now.word, now.number) == ("ready", "BACKWARD", beats)
    assert now.detail == "count-in · 4 backward"


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
    assert (length(seconds), clock(seconds), time_left(seconds)) == (in_all, gone, left)


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
        (fakes.TURN, "turn until key"),
        (fakes.LAP, "forward until key"),
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
        (fakes.TURN, "turn until key"),
        (fakes.LAP, "forward until key, right foot first"),
        (fakes.READY, "get ready 10 s"),
    ],
)
def test_phases_in_full(phase, words) -> None:
    assert say_in_full(phase) == words
