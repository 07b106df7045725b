"""The words typed last: ten of them, newest first, whatever happens to the file."""

from pathlib import Path

import pytest

from backcue.presets.library import built_in
from backcue.presets.recent import MOST, RecentWords, recalled


@pytest.fixture
def recent(tmp_path: Path) -> RecentWords:
    return RecentWords(tmp_path / "data" / "recent.json")


def test_nothing_is_remembered_at_first(recent: RecentWords) -> None:
    assert recent.words() == ()


def test_the_newest_stands_first_and_nothing_twice(recent: RecentWords) -> None:
    for words in ("5 forward", "4 backward", "5 forward"):
        recent.remember(words)
    assert recent.words() == ("5 forward", "4 backward")


def test_ten_are_remembered(recent: RecentWords) -> None:
    for steps in range(1, 14):
        recent.remember(f"{steps} forward")
    assert len(recent.words()) == MOST == 10
    assert recent.words()[0] == "13 forward"
    assert recent.words()[-1] == "4 forward"


def test_what_is_forgotten_is_gone(recent: RecentWords) -> None:
    recent.remember("5 forward")
    recent.remember("4 backward")
    recent.forget("5 forward")
    recent.forget("6 forward")
    assert recent.words() == ("4 backward",)


def test_another_run_of_the_program_remembers_them(recent: RecentWords, tmp_path: Path) -> None:
    recent.remember("hold 2s, 日本")
    assert RecentWords(tmp_path / "data" / "recent.json").words() == ("hold 2s, 日本",)


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}', b"[1, 2]", b"\xff", b"null"])
def test_a_damaged_file_stops_nothing(recent: RecentWords, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "data" / "recent.json"
    file.parent.mkdir()
    file.write_bytes(content)
    assert recent.words() == ()
    recent.remember("5 forward")
    assert recent.words() == ("5 forward",)


def test_a_whole_book_is_not_remembered(recent: RecentWords) -> None:
    recent.remember("5f," * 10_000)
    assert recent.words() == ()


def test_ids_and_words_are_recalled_and_what_makes_nothing_is_left_out() -> None:
    words = ("balance", "5 forward", "5 forwrd", "gone", "turn", "Stairs")
    begun = recalled(words, built_in())
    assert [preset.id or preset.name for preset in begun] == ["balance", "5 forward", "stairs"]
