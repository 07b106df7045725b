"""A file is read in time that its size allows, whatever is in it."""

import re
from pathlib import Path

import pytest

from backcue.presets.preset_file import read_preset
from backcue.toml.document import TomlFileError

GOOD = 'id = "a"\nname = "A"\nsequence = "5 forward"\n'


def refused(text: str) -> TomlFileError:
    with pytest.raises(TomlFileError) as caught:
        read_preset(text, Path("a.toml"))
    return caught.value


def test_of_many_problems_twenty_are_told_and_the_others_counted() -> None:
    error = refused(GOOD + "".join(f"key{number} = 1\n" for number in range(4_000)))
    assert error.count == 4_000
    assert len(error.messages) == 21
    assert error.messages[0].startswith("a.toml:4:1: key0: unknown key; the keys are id, ")
    assert error.messages[-1] == "a.toml: and 3,980 more"


def test_of_many_wrong_items_twenty_are_told() -> None:
    error = refused(GOOD + "surfaces = [" + "'x'," * 4_000 + "]")
    assert error.count == 4_000
    assert len(error.messages) == 21


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key{number} = 1\n" for number in range(4_998)),
        "surfaces = [" + "'x'," * 60_000 + "]",
        "technique = [" + "['x']," * 2_500 + "]",
        "[[pace]]\n" * 5_000,
    ],
)
def test_of_keys_and_items_there_are_five_thousand_at_most(text: str) -> None:
    [told] = refused(GOOD + text).messages
    assert re.fullmatch(r"a.toml:1:1: has [0-9,]+ keys and items of lists: at most 5,000", told)


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 20_000 + " = 1",
        "'a'" + " . 'a'" * 20_000 + " = 1",
        "[a" + ".a" * 20_000 + "]",
        "a = " + "{a = " * 20_000 + "1" + "}" * 20_000,
        "a = " + "[" * 100_000 + "]" * 100_000,
        "a = " + "[" * 51 + "]" * 51,
    ],
)
@pytest.mark.timeout(10)
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    assert refused(text).messages == ["a.toml:1:1: is nested too deeply"]


@pytest.mark.parametrize(
    "text",
    [
        'a = """' + r'\""" ' * 50_000,
        '"\n' * 100_000,
        "'''" * 80_000,
        "a" * 250_000,
        (" " * 1_000 + "\n") * 250,
        "[[pace]]\n" * 28_000,
        "[ " * 120_000,
        "order = 0x" + "f" * 200_000,
        "order = " + "9" * 200_000,
        'sequence = "' + r"\u0041" * 40_000 + '"',
    ],
)
@pytest.mark.timeout(20)
def test_no_file_takes_longer_than_its_size_allows(text: str) -> None:
    assert refused(text).messages
