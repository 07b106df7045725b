"""Programs that change the same files at once lose nothing of each other's."""

from pathlib import Path

from bench.at_once import at_once


def test_four_programs_lose_no_change_and_leave_nothing_behind(tmp_path: Path) -> None:
    assert at_once(4, 6, tmp_path) == []
