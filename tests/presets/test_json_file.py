"""Small files of convenience: one bad value harms no other, and nothing is lost unseen."""

import json
from pathlib import Path

import pytest

from backcue.presets.kept_cadences import NONE, KeptCadences
from backcue.presets.recent import RecentWords
from backcue.workout.preset import PaceChange

DAMAGED = [
    b"{",
    b"",
    b"\xff",
    b"3",
    b"[" * 100_000,
    b'{"a": ' * 100_000,
    b"null",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.json"


def test_one_bad_cadence_erases_no_other_at_the_next_save(file: Path) -> None:
    file.write_text(
        """{"balance": {"forward": 120, "backward": "fast", "speed": 3, "forward_run": null},
        "stairs": {"forward": 60, "backward": NaN}, "hill": [1], "loop": {"forward_step": 0.7}}"""
    )
    kept = KeptCadences(file)
    assert kept.of("hill") == NONE
    kept.keep("mine", PaceChange(backward=90))
    assert kept.of("balance") == PaceChange(forward=120)
    assert kept.of("stairs") == PaceChange(forward=60)
    assert kept.of("loop") == PaceChange(forward_step=0.7)
    assert kept.of("mine") == PaceChange(backward=90)
    assert [path.name for path in file.parent.iterdir()] == ["kept.json"]


@pytest.mark.parametrize(
    "figure", ["0", "-1", "NaN", "Infinity", "1e999", "9" * 5000, "true", "[]", "29", "241", "null"]
)
def test_a_cadence_nobody_can_walk_at_is_as_good_as_none(file: Path, figure: str) -> None:
    file.write_text(f'{{"a": {{"forward": {figure}, "backward": 90}}}}')
    assert KeptCadences(file).of("a") == PaceChange(backward=90)


@pytest.mark.parametrize("figure", ["0", "-0.7", "NaN", "0.05", "3.5"])
def test_a_step_nobody_can_make_is_as_good_as_none(file: Path, figure: str) -> None:
    file.write_text(f'{{"a": {{"forward_step": {figure}, "backward": 90}}}}')
    assert KeptCadences(file).of("a") == PaceChange(backward=90)


def test_one_bad_entry_erases_no_other_words(file: Path) -> None:
    file.write_text(json.dumps(["5 forward", 3, None, ["hold 2s"], "x" * 20_000, "4 backward"]))
    recent = RecentWords(file)
    assert recent.words() == ("5 forward", "4 backward")
    recent.remember("rest 5s")
    assert json.loads(file.read_text()) == ["rest 5s", "5 forward", "4 backward"]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_set_aside_and_said_once(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    kept = KeptCadences(file)
    assert kept.of("a") == NONE
    assert kept.of("a") == NONE
    assert kept.problems == [f"{file} was damaged, and is set aside as kept.json.bad"]
    assert file.with_name("kept.json.bad").read_bytes() == content
    kept.keep("a", PaceChange(forward=100))
    assert KeptCadences(file).of("a") == PaceChange(forward=100)


def test_what_was_set_aside_earlier_stays(file: Path) -> None:
    for content in (b"{", b"[1", b"\xff"):
        file.write_bytes(content)
        assert RecentWords(file).words() == ()
    aside = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    assert aside == {"kept.json.bad": b"{", "kept.json.bad-2": b"[1", "kept.json.bad-3": b"\xff"}


def test_half_a_character_is_kept_as_it_is(file: Path) -> None:
    file.write_text('["\\ud800 forward"]')
    RecentWords(file).remember("\udcff")
    assert RecentWords(file).words() == ("\udcff", "\ud800 forward")
