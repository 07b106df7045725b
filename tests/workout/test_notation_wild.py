"""Whatever is typed, it is read or refused; nothing else happens."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backcue.workout.model import Workout
from backcue.workout.notation import NotationError, format_workout, parse, tokens
from tests.workout.wild_text import wild_texts


def test_two_thousand_wild_texts_are_read_or_refused_by_name() -> None:
    refused = 0
    for text in wild_texts(2_000, seed=20):
        answer = read_or_refused(text)
        if isinstance(answer, NotationError):
            refused += 1
            assert answer.message
            assert answer.pretty().encode()
            assert 0 <= answer.start <= answer.end <= len(text)
            assert text[: answer.start].count("\n") <= answer.line - 1
            assert answer.column >= 1
        else:
            assert parse(format_workout(answer)) == answer
    assert 1_000 < refused < 1_990


def test_two_thousand_wild_texts_are_coloured() -> None:
    for text in wild_texts(2_000, seed=4):
        check_spans(text)


@given(st.text())
def test_any_text_is_coloured(text: str) -> None:
    check_spans(text)


def read_or_refused(text: str) -> Workout | NotationError:
    try:
        return parse(text)
    except NotationError as error:
        return error


def check_spans(text: str) -> None:
    """Spans follow each other without overlap, and only blanks are left out."""
    spans = list(tokens(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.start < span.end <= len(text) for span in spans)
    inside = {place for span in spans for place in range(span.start, span.end)}
    outside = {char for place, char in enumerate(text) if place not in inside}
    assert all(char.isspace() or char in "\u200b\u2060\ufeff" for char in outside)
