"""What msgspec finds wrong with a value, in words for people; and what a type allows."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

from backcue.text.nearest import did_you_mean
from backcue.text.printable import UNSEEN, visible

WORD = r"\A[A-Za-z0-9][A-Za-z0-9_-]*\Z"
"""Pattern of a name that may stand in a file name and on a command line."""
SEEN = rf"\A[^{UNSEEN}]*\Z"
"""Pattern of a line that can be shown as it is."""

_SHOWN = 40
"""Longest piece of a person's text that a message repeats, in characters."""
_LONG_BITS = 64
_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
}


def plain(message: str, value: Any, kind: Any) -> str:  # noqa: ANN401
    """Returns in plain words what msgspec found wrong with `value`."""
    shown = _shown(value)
    if message.startswith("Invalid enum value"):
        words = choices(kind)
        known = [*words, "a number"] if float in leaves(kind) else words
        return f"{shown} is not one of {', '.join(known)}{did_you_mean(str(value), words)}"
    if "matching regex" in message:
        if unseen := re.search(f"[{UNSEEN}]", value):
            message = f"has the invisible sign U+{ord(unseen[0]):04X}; take it out"
        else:
            message = f"{shown} may have letters, digits, - and _ only, and begins with no sign"
    if wrong := re.match(r"Expected `([^`]+)`, got ", message):
        names = [name for name in wrong[1].split(" | ") if name != "null"]
        wanted = " or ".join(_TYPES.get(name, name) for name in names)
        return f"must be {wanted}, not {shown}"
    if length := re.match(r"Expected `\w+` of length (<=|>=) (\d+)", message):
        few = length[1] == ">="
        return "must not be empty" if few else f"is too long: at most {length[2]} characters"
    if bound := re.match(r"Expected `\w+` (<=|>=) ([\d.e+-]+)", message):
        word = "at most" if bound[1] == "<=" else "at least"
        return f"must be {word} {float(bound[2]):g}, not {shown}"
    return message


def leaves(kind: Any) -> Iterator[Any]:  # noqa: ANN401
    """Returns what a type is made of: plain types, words of literals, limits."""
    parts = get_args(kind)
    yield from (leaf for part in parts for leaf in leaves(part)) if parts else (kind,)


def choices(kind: Any) -> list[str]:  # noqa: ANN401
    """Returns the words that a type allows, out of its literals and enums."""
    words: list[str] = []
    for leaf in leaves(kind):
        if isinstance(leaf, str):
            words.append(leaf)
        elif isinstance(leaf, type) and issubclass(leaf, Enum):
            words += [str(member.value) for member in leaf]
    return words


def _shown(value: object) -> str:
    """Returns a value as the file has it, short enough for a message."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{short(value)}"'
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    # Python refuses to write a number of thousands of digits.
    if isinstance(value, int) and value.bit_length() > _LONG_BITS:
        return "a number of too many digits"
    return str(value)[:_SHOWN]


def short(text: str) -> str:
    """Returns what a message repeats of a person's text, with nothing a terminal obeys."""
    seen = visible(text[:_SHOWN])
    return seen if len(text) <= _SHOWN else f"{seen}…"
