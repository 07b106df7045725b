"""The page on writing workouts is true: every example on it is run."""

import re
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import fields

from backcue.presets.preset_file import PaceTable, PresetFile, read_preset
from backcue.workout.model import Repeat, Times, Workout
from backcue.workout.notation import NotationError, format_workout, parse, parse_repeat
from backcue.workout.notation.words import TERMINALS

PAGE = Path(__file__).parents[2] / "docs" / "writing-workouts.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def lines(kind: str) -> list[str]:
    return [line for block in blocks(kind) for line in block.splitlines()]


def test_every_block_of_the_page_is_of_a_kind_that_is_run() -> None:
    kinds = {name for name, _ in BLOCKS}
    assert kinds == {"workout", "each", "repeat", "short", "long", "wrong", "answer", "toml"}
    assert TEXT.count("\n```") == 2 * len(BLOCKS)


@pytest.mark.parametrize("text", [*blocks("workout"), *lines("each"), *blocks("short")])
def test_an_example_is_a_workout_and_survives_being_written(text: str) -> None:
    workout = parse(text)
    assert isinstance(workout, Workout)
    assert parse(format_workout(workout)) == workout


@pytest.mark.parametrize("text", lines("each"))
def test_an_example_of_one_line_is_one_item(text: str) -> None:
    assert len(parse(text).items) == 1


@pytest.mark.parametrize("text", lines("repeat"))
def test_a_way_to_repeat_is_read(text: str) -> None:
    assert parse_repeat(text)


def test_the_long_form_is_what_the_short_one_becomes() -> None:
    written = [format_workout(parse(text)) for text in blocks("short")]
    assert written == [text.strip() for text in blocks("long")]


@pytest.mark.parametrize(
    ("text", "answer"), list(zip(blocks("wrong"), blocks("answer"), strict=True))
)
def test_a_wrong_example_gets_the_answer_that_is_shown(text: str, answer: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(text)
    assert f"{caught.value.pretty()}\n" == answer


def test_the_table_names_every_word_there_is() -> None:
    table = TEXT[TEXT.index("## Every word") :]
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", table))))
    apart = {"turn", "then", "for", "the"}
    words = {word for word in TERMINALS if word.isalpha()}
    assert words - apart <= named


def test_the_example_of_a_preset_file_is_one_and_uses_every_key() -> None:
    [text] = blocks("toml")
    preset = read_preset(text, Path("hill.toml"))
    assert preset.workout == Workout(
        (Repeat(parse(tomllib.loads(text)["sequence"]).items, Times(2)),)
    )
    assert set(tomllib.loads(text)) == {field.name for field in fields(PresetFile)}
    assert (preset.pace.backward, preset.pace.backward_step) == (88, 0.5)


def test_the_table_of_a_preset_file_names_every_key_there_is() -> None:
    section = TEXT[TEXT.index("### A preset file") : TEXT.index("## Every word")]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = set(re.findall(r"`\[?(\w+)\]?`", " ".join(cells)))
    assert named == {field.name for kind in (PresetFile, PaceTable) for field in fields(kind)}
