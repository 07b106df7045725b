"""Logs as rows and heads as JSON: what is read is what was written."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given

from backcue.history import head as heads
from backcue.history.entries import Row, WrongEntry, entries, row
from backcue.history.head import Head, WrongHead
from backcue.sound.score.audio_options import AudioOptions
from backcue.workout.course import limited
from backcue.workout.model import Foot, Times, Workout
from backcue.workout.notation import parse
from tests.session.walks import random_action, random_session
from tests.workout.strategies import workouts
from tests.workouts import balance, course


@pytest.mark.parametrize("seed", range(15))
def test_every_entry_of_a_session_is_read_as_it_was_written(seed: int) -> None:
    rng = Random(seed)
    session = random_session(rng)
    told = []
    session.session.log.follow(lambda entry: told.append((session.clock.now(), entry)))
    try:
        for _ in range(20):
            session.do(*random_action(rng))
        session.end()
    finally:
        session.close()
    begun = next(n for n, (_, entry) in enumerate(told) if row(entry, 0.0).event == "phase")
    rows = [row(entry, at) for at, entry in told[begun:]]
    assert [(each.at, each.entry) for each in entries(rows)] == told[begun:]
    assert sum(len(each.data) for each in rows) < 220 * len(rows)


@given(workouts())
def test_every_head_is_read_as_it_was_written(workout: Workout) -> None:
    led = course(workout, ready=3.5, foot=Foot.LEFT)
    started = datetime(2026, 11, 20, 18, tzinfo=UTC)
    head = Head(led, AudioOptions(fade=0.5, technique="softly"), started, "de", "9.9")
    assert heads.read(heads.written(head)) == head


@pytest.mark.parametrize(
    "words", ["5f, 4b, " * 12_500, "2x(" * 50 + "1f" + ")" * 50], ids=["longest", "deepest"]
)
def test_the_largest_workout_in_its_long_form_is_read(words: str) -> None:
    led = course(limited(Workout((*parse(words).items, *parse("1f").items)), Times(1_000_000)))
    head = Head(led, AudioOptions(), datetime(2026, 11, 20, 18, tzinfo=UTC))
    assert heads.read(heads.written(head)) == head


@pytest.mark.parametrize(
    "rows",
    [
        [Row(0.0, "dance", "{}")],
        [Row(0.0, "start", "{}")],
        [Row(0.0, "start", '{"at": "now"}')],
        [Row(0.0, "start", "")],
        [Row(0.0, "start", 7)],  # type: ignore[arg-type]
        [Row(0.0, "walked", '{"at": 1.0, "began": 0.0, "steps": 1}')],
        [Row(0.0, "phase", '{"at": 1.0, "phase": {"index": 0, "kind": "nap"}}')],
    ],
)
def test_a_row_that_is_no_entry_is_told(rows: list[Row]) -> None:
    with pytest.raises(WrongEntry):
        list(entries(rows))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "\x00", 7])
def test_a_head_that_makes_no_course_is_told(text: str) -> None:
    with pytest.raises(WrongHead):
        heads.read(text)
    whole = heads.written(Head(course(balance(1)), AudioOptions(), datetime.now(UTC)))
    with pytest.raises(WrongHead):
        heads.read(whole.replace("forward, hold", "forwrd, hold"))
