"""Sessions that are killed: few here, five hundred in bench/kills.py."""

import os
from pathlib import Path

import pytest

from tests.history.killing import Kills


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_whenever_a_session_is_killed_the_history_is_sound_and_offers_it(tmp_path: Path) -> None:
    kills = Kills(tmp_path, seed=4, speed=4.0, longest=0.7)
    assert [kills.kill_one() for _ in range(10)] == [[]] * 10
    assert kills.offered >= 5
    assert max(kills.losses) <= 1.0
