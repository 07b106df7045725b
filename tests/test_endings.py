"""A few of the endings of `bench/endings.py`: the session is kept, and nothing is left behind."""

import random
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("processes that are forked, and pseudo-terminals", allow_module_level=True)

from tests.endings import SIGNALS, STREAMS, Ending, end_one, injections, random_ending

ENDINGS = (
    Ending("screen", "KILL", 1.3),
    Ending("json", "INT", 0.3),
    Ending("screen", "HUP", 0.3),
    Ending("screen", "closed terminal", 0.3),
    Ending("plain", "broken pipe", 0.3, goes_on=6),
    Ending("plain", "full disk", 0.2, goes_on=0.5),
    Ending("screen", "screen: showing", 0.3, calls=2, goes_on=0.5),
    Ending("plain", "wake lock", 0.2, goes_on=0.5),
    Ending("json", "session", 0.2, calls=3, goes_on=0.5),
)


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda each: f"{each.surface}, {each.how}")
def test_a_session_is_kept_whatever_ends_its_program(ending: Ending, tmp_path: Path) -> None:
    ended = end_one(ending, tmp_path / "home")
    assert not ended.problems, ended.told[-2000:]


def test_every_way_to_end_has_its_turn() -> None:
    dice = random.Random(1)
    endings = [random_ending(dice, number) for number in range(500)]
    assert {each.how for each in endings} == {*SIGNALS, *STREAMS, *injections()}
