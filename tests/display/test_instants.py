"""When what is shown changes next: nothing changes before, and something does then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backcue.display.instants import BAR_STEP, LOOK, next_change
from backcue.display.view import View, view
from backcue.session.snapshot import Snapshot, State
from backcue.session.walk import Walk
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from backcue.workout.preset import Preset
from tests.ui import fakes

CELLS = 20
TECHNIQUE = ("Stand tall.", "Land softly.", "Breathe.")


def shown(snapshot: Snapshot) -> View:
    """Returns what is shown, without what moves smoothly."""
    return replace(view(snapshot, TECHNIQUE), whole=None, phase=None, cadence="")


@pytest.mark.parametrize(
    "words",
    [
        "3 forward, hold 2s, 2 backward, hold 1.5s, rest 4s",
        "2min backward run @ 100..140spm",
        "forward until key",
        "7 forward @ 93spm, 3.7s backward, turn 3s, 4 forward run",
    ],
)
def test_between_two_looks_nothing_that_is_shown_changes(words: str) -> None:
    workout = parse(words)
    conditions = Conditions(surface=Surface.TREADMILL, settle=2.0)
    walk = Walk(Course(Preset("p", "P", workout), workout, conditions, ready=12.0))
    walk.begin(100.0)
    now, looks = 100.0, 0
    while walk.underway and now < 145.0:
        walk.come_to(now)
        snapshot = walk.snapshot(now)
        wait = next_change(snapshot, cells=CELLS, lines=len(TECHNIQUE))
        told = min([now + wait, *walk.times_to_come()])
        for part in (0.25, 0.5, 0.97):
            between = now + (told - now) * part
            if between < told - 1e-5:
                assert shown(walk.snapshot(between)) == shown(snapshot), (now, wait)
        now, looks = max(told, now + 1e-4), looks + 1
    assert looks < (now - 100.0) * 7


@given(st.floats(0.01, 1.79), st.sampled_from([fakes.HOLDING, fakes.GOING_BACK]))
def test_each_beat_of_a_count_in_is_seen(left: float, still: Snapshot) -> None:
    before = replace(still, state=State.RESUMING, lead_left=left)
    wait = next_change(replace(before, next_step=None))
    after = replace(before, lead_left=max(0.0, left - wait))
    assert wait >= left - 0.01 or view(after).number != view(before).number


def test_what_stands_still_is_looked_at_now_and_then() -> None:
    assert next_change(fakes.PAUSED, cells=CELLS) == LOOK
    assert next_change(replace(fakes.WALKING, state=State.FINISHED)) == LOOK


def test_a_bar_of_a_short_phase_moves_no_more_often_than_is_seen() -> None:
    assert next_change(fakes.at(fakes.HOLD, None, 0.05, elapsed=0.3), cells=100) == pytest.approx(
        BAR_STEP - 0.05
    )
