"""What many sessions come to together."""

from datetime import date, timedelta

import msgspec
import pytest

from backcue.history.record import Ending, Record
from backcue.history.statistics import (
    Week,
    best,
    totals,
    weekly_cadences,
    weeks,
    weeks_in_a_row,
)
from backcue.workout.model import Direction, Gait

TODAY = date(2026, 11, 21)
"""A Saturday."""
MONDAY = date(2026, 11, 16)


def record(day: date = TODAY, **changes: object) -> Record:
    usual = Record(
        id=1,
        workout="balance",
        name="Balance walk",
        sequence="5 forward",
        surface="floor",
        started=f"{day.isoformat()}T18:00:00+01:00",
        state=Ending.COMPLETED,
        seconds=130.0,
        active_seconds=120.0,
        forward_steps=100,
        backward_steps=80,
        left_holds=2,
        left_hold_seconds=5.0,
        right_holds=3,
        right_hold_seconds=6.0,
        repetitions=20,
        moved_json='[["backward","walk",80,48.0,100.0],["forward","walk",100,54.5,110.0]]',
        planned_seconds=120.0,
        done_seconds=120.0,
    )
    return msgspec.structs.replace(usual, **changes)


def days_ago(*counts: int) -> list[Record]:
    return [record(TODAY - timedelta(days=count)) for count in counts]


def test_nothing_comes_to_nothing() -> None:
    assert totals([]).sessions == 0
    assert (best([]).longest, best([]).most_backward, best([]).most_holds) == (None, None, None)
    assert weeks_in_a_row([], TODAY) == 0
    assert weeks([], TODAY) == [Week(MONDAY)]


def test_totals_add_up() -> None:
    added = totals(days_ago(0, 3, 9))
    assert (added.sessions, added.active_seconds, added.repetitions) == (3, 360.0, 60)
    assert (added.forward_steps, added.backward_steps) == (300, 240)


def test_the_best_is_the_one_that_was_it_first() -> None:
    short, long = record(active_seconds=60.0), record(TODAY - timedelta(days=2))
    assert best([record(), short, long]).longest == long
    back = record(backward_steps=81)
    assert best([record(), back]).most_backward == back
    none = record(left_holds=0, left_hold_seconds=0.0, right_holds=0, right_hold_seconds=0.0)
    assert best([none]).most_holds is None
    assert best([none, record()]).most_holds == record()


def test_weeks_go_from_the_first_to_this_one_with_those_in_which_nothing_was_done() -> None:
    listed = weeks(days_ago(0, 5, 6, 20), TODAY)
    assert [(week.monday, week.sessions) for week in listed] == [
        (MONDAY - timedelta(days=21), 1),
        (MONDAY - timedelta(days=14), 0),
        (MONDAY - timedelta(days=7), 1),
        (MONDAY, 2),
    ]
    assert (listed[-1].minutes, listed[-1].backward_steps) == (4.0, 160)
    assert weeks(days_ago(0, 5, 6, 20), TODAY, most=2) == listed[-2:]


def test_weeks_that_are_still_to_come_are_not_there() -> None:
    ahead = [record(TODAY + timedelta(days=days)) for days in (7, 400)]
    assert weeks([*days_ago(0), *ahead], TODAY) == weeks(days_ago(0), TODAY)
    assert weeks(ahead, TODAY) == [Week(MONDAY)]


def test_a_day_is_that_of_the_person_not_of_the_clock_in_greenwich() -> None:
    late = record(started="2026-11-15T23:30:00-08:00")
    assert late.day == date(2026, 11, 15)
    assert weeks([late], TODAY)[0].monday == date(2026, 11, 9)


def test_weeks_in_a_row_end_with_this_week_or_the_one_before() -> None:
    assert weeks_in_a_row(days_ago(0), TODAY) == 1
    assert weeks_in_a_row(days_ago(6, 13, 14), TODAY) == 2
    assert weeks_in_a_row(days_ago(0, 6, 13, 28), TODAY) == 3
    assert weeks_in_a_row(days_ago(14, 21), TODAY) == 0


def test_who_did_more_than_was_planned_did_all_of_it() -> None:
    assert record(done_seconds=200.0).share == 1.0


def test_cadences_of_a_week_are_means_over_the_time_that_was_gone_so() -> None:
    last = MONDAY - timedelta(days=7)
    sessions = [
        record(TODAY, moved_json='[["backward", "walk", 100, 60.0, 100.0]]'),
        record(MONDAY, moved_json='[["backward", "walk", 220, 120.0, 110.0]]'),
        record(last, moved_json='[["forward", "run", 160, 60.0, 160.0]]'),
        record(last - timedelta(days=7), moved_json='[["forward", "walk", 1, 60.0, 1.0]]'),
    ]
    assert weekly_cadences(sessions, [last, MONDAY]) == {
        (Direction.BACKWARD, Gait.WALK): [None, pytest.approx(106.667, abs=0.001)],
        (Direction.FORWARD, Gait.RUN): [160.0, None],
    }
    assert weekly_cadences([], [MONDAY]) == {}


def test_a_week_has_the_holds_of_each_leg() -> None:
    [week] = weeks([record(TODAY), record(MONDAY, right_hold_seconds=1.5)], TODAY)
    assert (week.left_hold_seconds, week.right_hold_seconds) == (
        2 * record().left_hold_seconds,
        record().right_hold_seconds + 1.5,
    )
