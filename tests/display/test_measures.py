"""What was done beside what was planned."""

from collections import Counter
from datetime import date, datetime

import pytest

from backcue.display.days import day, in_full, moment, short_moment
from backcue.display.measures import Plan, measures, plan_of
from backcue.workout.feet import HeldTime
from backcue.workout.model import Direction, Foot
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from tests.history.test_statistics import record
from tests.workouts import balance, course


def told(**changes: object) -> dict[str, tuple[str, float]]:
    plan = changes.pop("plan", None)
    assert plan is None or isinstance(plan, Plan)
    return {each.label: (each.words, each.part) for each in measures(record(**changes), plan)}


def test_a_bar_says_how_much_of_the_plan_was_done() -> None:
    done = told(
        plan=plan_of(course(balance(20))),
        planned_seconds=200.0,
        done_seconds=50.0,
        forward_steps=25,
        backward_steps=20,
        left_holds=1,
        left_hold_seconds=2.0,
        right_holds=0,
        right_hold_seconds=0.0,
    )
    assert done["forward"] == ("25 of 100 steps", 0.25)
    assert done["backward"] == ("20 of 80 steps", 0.25)
    assert done["left leg"] == ("1 of 20 holds, 2 s", pytest.approx(0.04))
    assert done["right leg"] == ("0 of 20 holds, 0 s", 0.0)
    assert done["time"][0].startswith("2:00 of ")
    assert done["time"][1] == 0.25


def test_without_a_plan_a_bar_says_how_much_it_is_beside_the_other() -> None:
    done = told(forward_steps=50, backward_steps=200, left_holds=0, left_hold_seconds=0.0,
                right_holds=1, right_hold_seconds=61.0)  # fmt: skip
    assert done == {
        "time": ("2:00", 1.0),
        "forward": ("50 steps", 0.25),
        "backward": ("200 steps", 1.0),
        "right leg": ("1 hold, 1:01 min", 1.0),
    }
    assert "backward" not in told(backward_steps=0)


def test_more_than_was_planned_fills_the_bar_and_no_more() -> None:
    assert told(plan=plan_of(course(balance(1))))["forward"] == ("100 of 5 steps", 1.0)


def test_the_holds_of_a_course_are_those_of_its_phases() -> None:
    walk = course(balance(7))
    legs = Counter(each.foot for each in walk.phases() if each.kind is PhaseKind.HOLD)
    assert walk.holds() == {
        Foot.LEFT: HeldTime(legs[Foot.LEFT], 15.0),
        Foot.RIGHT: HeldTime(legs[Foot.RIGHT], 20.0),
    }


@pytest.mark.parametrize(
    "words", ["forever(5 forward, hold 2s)", "forward until key, hold 2s", "30000x(hold 1s)"]
)
def test_where_nobody_knows_how_much_there_will_be_nothing_is_planned(words: str) -> None:
    walk = course(parse(words))
    assert walk.holds() is None
    plan = plan_of(walk)
    assert plan.holds is None
    assert [*measures(record(), plan)][-1].words == "3 holds, 6 s"


def test_open_moves_have_no_planned_steps() -> None:
    assert plan_of(course(parse("forward until key, 4 backward"))).steps == {
        Direction.FORWARD: None,
        Direction.BACKWARD: 4,
    }


def test_days_are_told_as_people_tell_them() -> None:
    today = date(2026, 11, 21)
    at = datetime.fromisoformat
    assert day(today, today) == "today"
    assert moment(at("2026-11-20T07:05:00+01:00"), today) == "yesterday 07:05"
    assert moment(at("2026-11-09T18:00:00+01:00"), today) == "Mon  9 Nov 18:00"
    assert moment(at("2025-11-20T18:00:00+01:00"), today) == "20 Nov 2025"
    assert short_moment(at("2026-11-21T18:00:00+01:00"), today) == "today 18:00"
    assert short_moment(at("2026-11-20T18:00:00+01:00"), today) == "20 Nov 18:00"
    assert short_moment(at("2025-11-20T18:00:00+01:00"), today) == "20 Nov 2025"
    assert in_full(at("2026-11-09T08:01:00+01:00")) == "Monday, 9 November 2026, 08:01"
