"""Workouts become words, and the same workout again."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.workout.model import Distance, Duration, Steps, Times, UntilKey, Workout
from backcue.workout.notation import (
    NotationError,
    format_amount,
    format_duration,
    format_item,
    format_repeat,
    format_workout,
    parse,
    parse_duration,
    parse_repeat,
    repeated,
)
from tests.workout.strategies import workouts


@given(workouts())
def test_any_workout_is_read_back_as_it_was_written(workout: Workout) -> None:
    assert parse(format_workout(workout)) == workout


@given(workouts(max_steps=20, max_seconds=30, max_metres=50, max_times=4, open_ended=False))
def test_words_are_read_back_in_capitals_and_over_many_lines(workout: Workout) -> None:
    words = format_workout(workout)
    assert parse(words.upper()) == workout
    assert parse(words.replace(", ", " # so\n\n  ").replace("(", "\n(\n")) == workout


@given(workouts())
def test_canonical_words_are_one_line_and_stay_the_same(workout: Workout) -> None:
    words = format_workout(workout)
    assert words.isprintable()
    assert format_workout(parse(words)) == words


@given(workouts(), st.integers(1, 1000).map(Times))
def test_a_repeated_workout_is_its_words_in_parentheses(workout: Workout, times: Times) -> None:
    words = f"{format_repeat(times)}({format_workout(workout)})"
    assert format_workout(repeated(workout, times)) == words


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("5f, hold 2s, 4b, hold 3s", "5 forward, hold 2s, 4 backward, hold 3s"),
        (
            "20 TIMES (\n5 steps fwd then balance 2 sec\n4 back\n3s hold\n)",
            "20x(5 forward, hold 2s, 4 backward, hold 3s)",
        ),
        ("600s of (100f, 15b)", "10min of (100 forward, 15 backward)"),
        ("Forever (100f, 15b)", "forever(100 forward, 15 backward)"),
        (
            "6x(45s backward walk @ 100spm incline 5%, rest 60s)",
            "6x(45s backward @ 100spm incline 5%, rest 60s)",
        ),
        ("6x(b 0:45 slope 5 at 100, 1min rest)", "6x(45s backward @ 100spm incline 5%, rest 60s)"),
        (".3km jog forward", "300m forward run"),
        ("until key run fwd", "forward run until key"),
        ("f until key @ 100-120", "forward until key @ 100..120spm"),
        ("until key rest, turn, 20s turn", "rest until key, turn, turn 20s"),
        ("1:02:03 f incline -2.50%", "62min3s forward incline -2.5%"),
    ],
)
def test_what_is_typed_is_written_in_long_words(typed: str, canonical: str) -> None:
    assert format_workout(parse(typed)) == canonical
    assert format_workout(parse(canonical)) == canonical


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0s"),
        (0.001, "0.001s"),
        (2.5, "2.5s"),
        (60, "60s"),
        (119.999, "119.999s"),
        (119.9996, "2min"),
        (120, "2min"),
        (120.5, "2min0.5s"),
        (150, "2min30s"),
        (600, "10min"),
        (3600, "60min"),
        (86399.999, "1439min59.999s"),
    ],
)
def test_a_time_is_written_in_seconds_and_from_two_minutes_on_in_minutes(
    seconds: float, words: str
) -> None:
    assert format_duration(seconds) == words


@given(st.integers(1, 86_400_000))
def test_any_time_to_the_millisecond_survives_being_written(ms: int) -> None:
    assert parse_duration(format_duration(ms / 1000)) == ms / 1000


@pytest.mark.parametrize("words", ["20x", "10min", "90s", "forever"])
def test_a_way_to_repeat_is_written_as_it_is_read(words: str) -> None:
    assert format_repeat(parse_repeat(words)) == words


def test_amounts_and_items_can_be_written_on_their_own() -> None:
    amounts = (Steps(5), Duration(150), Distance(0.5), UntilKey())
    assert [format_amount(amount) for amount in amounts] == ["5", "2min30s", "0.5m", "until key"]
    items = parse("5f, 2x(4b, turn)").items
    assert [format_item(item) for item in items] == ["5 forward", "2x(4 backward, turn)"]


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    for read in (parse, parse_repeat, parse_duration):
        with suppress(NotationError):
            read(text)
