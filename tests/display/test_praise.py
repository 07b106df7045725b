"""What is said after a session."""

from datetime import timedelta

import pytest

from backcue.display.history import EFFORTS, effort_words
from backcue.display.praise import IT_COUNTS, WELL_DONE, how_much, praise, verdict
from backcue.history.record import Ending, Record
from tests.history.test_statistics import MONDAY, TODAY, record


def ended(share: float | None, **changes: object) -> Record:
    planned = None if share is None else 100.0
    done = None if share is None else share * 100
    words = "forever(5 forward)" if share is None else "5 forward"
    usual = {
        "state": Ending.STOPPED,
        "sequence": words,
        "planned_seconds": planned,
        "done_seconds": done,
    }
    return record(**{**usual, **changes})


def test_what_was_done_to_its_end_is_well_done_and_all_else_counts() -> None:
    assert verdict(record()) == WELL_DONE
    assert verdict(ended(0.1)) == IT_COUNTS


@pytest.mark.parametrize(
    ("share", "word", "said"),
    [
        (1.0, WELL_DONE, "All of it, to the last step."),
        (None, WELL_DONE, "All of it, to the last step."),
        (0.95, WELL_DONE, "Nearly all of it."),
        (0.1, IT_COUNTS, "A part of it, and a part is a lot more than nothing."),
    ],
)
def test_what_was_skipped_is_not_praised_though_the_end_was_walked(
    share: float | None, word: str, said: str
) -> None:
    session = ended(share, state=Ending.COMPLETED)
    assert (verdict(session), how_much(session)) == (word, said)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1.0, "As much as you wanted."),
        (0.95, "Nearly all of it."),
        (0.5, "More than half of it."),
        (0.49, "A part of it, and a part is a lot more than nothing."),
        (0.0, "A part of it, and a part is a lot more than nothing."),
        (None, "As much as you wanted."),
    ],
)
def test_how_much_it_was_is_said_as_it_was(share: float | None, said: str) -> None:
    assert how_much(ended(share)) == said
    assert praise(ended(share)) == said


def test_who_did_nothing_is_told_no_more_than_that_they_came() -> None:
    nothing = ended(0.0, active_seconds=0.0, forward_steps=0, backward_steps=0, left_holds=0,
                    right_holds=0)  # fmt: skip
    assert praise(nothing, []) == "You showed up, and that is how all of them begin."


def test_the_most_special_thing_is_said_and_one_alone() -> None:
    whole = "All of it, to the last step."
    before = [record(TODAY - timedelta(days=days)) for days in (0, 1)]
    assert praise(record(), []) == f"{whole} Your first one: many can follow."
    assert praise(record(), before) == whole
    assert praise(record(backward_steps=81), before[:1]) == whole
    assert praise(record(backward_steps=81, active_seconds=500.0), before) == (
        f"{whole} Your most steps backward so far."
    )
    assert praise(record(active_seconds=121.0), before) == f"{whole} Your longest so far."
    assert praise(record(active_seconds=120.9), before) == whole
    held = record().left_hold_seconds + 1
    assert praise(record(left_hold_seconds=held), before) == f"{whole} Your longest balance so far."
    assert praise(record(), before * 12) == f"{whole} Your 25th."


def test_weeks_in_a_row_are_told_once_a_week() -> None:
    last = [record(MONDAY - timedelta(days=7)), record(MONDAY - timedelta(days=14))]
    assert praise(record(), last).endswith(" 3 weeks in a row.")
    assert "weeks" not in praise(record(), [record(MONDAY), *last])


def test_every_effort_has_its_word() -> None:
    assert effort_words(1) == "effort ●○○○○○○○○○ 1 of 10, very easy"
    assert effort_words(10).endswith(f"10 of 10, {EFFORTS[-1]}")
    assert effort_words(None) == ""
