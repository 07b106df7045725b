"""All errors of a text are told, each at its place, and none that only follows from another."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.workout.notation import MAX_TEXT, NotationError, every_error, parse
from tests.workout.wild_text import wild_texts

MOST = 20


def places(text: str) -> list[tuple[int, int]]:
    return [(error.line, error.column) for error in every_error(text, MOST)]


def first_error(text: str) -> str | None:
    try:
        parse(text)
    except NotationError as error:
        return error.pretty()
    return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 forward, 4 backward", []),
        ("5 forwrd, hold 2, 4 bakward", [(1, 3), (1, 17), (1, 21)]),
        ("hold 2\n4 bakward # so\nrest,\n5 forward at", [(1, 7), (2, 3), (3, 5), (4, 13)]),
        ("20x(5 forwrd, 3x(4 bakward, hold 2), rest)", [(1, 7), (1, 20), (1, 35), (1, 42)]),
        ("2,5s hold, 4 bakward, 0 forward", [(1, 1), (1, 14), (1, 23)]),
        ("-5 forward, 25h rest", [(1, 1), (1, 13)]),
        ("0x(5 forwrd), 25h of (0 forward)", [(1, 1), (1, 6), (1, 15), (1, 23)]),
        ("5 forward 4 backward, 4 bakward", [(1, 11), (1, 25)]),
        ("3x(5 forward) 4 backward, 4 bakward", [(1, 15), (1, 29)]),
        ("3x(), 5 forwrd", [(1, 4), (1, 9)]),
    ],
)
def test_each_item_has_its_own_error(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One item that a separator cuts in two.
        ("5\nforward, 5 forwrd", [(1, 2), (2, 12)]),
        ("5, forward", [(1, 2)]),
        ("hold\n2, 4 bakward", [(1, 5), (2, 6)]),
        # Parentheses that are not known to be right.
        ("20x 5 forward, hold 2s)", [(1, 5)]),
        ("20x(5 forwrd, hold 2", [(1, 7)]),
        ("3x[5 forward, hold 2s], 4 bakward", [(1, 3)]),
        ("20x, (5 forward)", [(1, 4)]),
        ("(5 forward, 4 back)", [(1, 1)]),
        ("3x(5 forward) 2x(4 backward)", [(1, 15)]),
        ("5 forward (3x, 4 bakward)", [(1, 11)]),
    ],
)
def test_nothing_is_told_that_only_follows_from_another_error(
    text: str, expected: list[tuple[int, int]]
) -> None:
    assert places(text) == expected


@given(st.randoms(use_true_random=False))
def test_the_items_that_are_wrong_are_told_and_no_others(dice: random.Random) -> None:
    right = ("5 forward", "hold 2s", "rest 60s", "turn", "4 backward run @ 150spm incline 5%")
    wrong = ("5 forwrd", "hold 2", "rest", "0 backward", "5 forward 4 backward", "hold 1,5s", "5x")
    text, expected = "", 0
    items = [dice.choice(right + wrong) for _ in range(dice.randint(1, MOST))]
    for item in items:
        expected += item in wrong
        text += dice.choice((", ", "\n", " then ", " # so\n")) if text else ""
        text += f"2x({item})" if dice.random() < 0.3 else item
    assert len(every_error(text, MOST)) == expected


def test_wild_texts_have_their_first_error_first_and_each_further_on() -> None:
    for text in wild_texts(1_000, seed=7):
        errors = every_error(text, MOST)
        assert (errors[0].pretty() if errors else None) == first_error(text)
        starts = [error.start for error in errors]
        assert starts == sorted(set(starts))
        assert len(errors) <= MOST


def test_no_more_are_told_than_asked_for() -> None:
    assert len(every_error("5 forwrd, " * 100, MOST)) == MOST


def test_a_text_too_long_has_that_error_alone() -> None:
    [error] = every_error("5 forwrd," * MAX_TEXT, MOST)
    assert "too many" in error.message
