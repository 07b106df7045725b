"""Where keys and values of a TOML text stand, which tomllib does not tell.

Places are offsets in characters from 0; lines and columns count from 1. All is looked for in
the outline of a text: the same with everything quoted or commented blanked out, so that each
sign left in it is TOML's own. Where a key is written in an unusual way, the place is that of
the nearest thing around it.
"""

import re
from typing import NamedTuple

Keys = tuple[str | int, ...]
"""The way to a value: names of keys and indexes into lists."""

MAX_DEPTH = 50
"""Brackets in one another, and parts of one key: more makes tomllib slow, or fail."""
_QUOTED = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+"{0,5}'''
    r"""|'''(?:[^']|'(?!''))*+'{0,5}"""
    r"""|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+""",
    re.DOTALL,
)
_UNNAMED = re.compile(r"[^\w-]")
_HEADER = re.compile(r"^[ \t]*\[[^\n=,]*\][ \t]*$", re.MULTILINE)
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}")
_CHARACTER = re.compile(r"\\[ \t]*\n[ \t\n]*|\\x..|\\u.{4}|\\U.{8}|\\.|.", re.DOTALL)
"""What stands for one character between double quotes; a joined line stands for none."""


class Place(NamedTuple):
    """Where a key and its value begin; for a table, both are its header."""

    key: int
    value: int


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Returns line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def outline(text: str) -> str:
    """Returns the text with all that is quoted or a comment blanked out, at the same length.

    What stands in brackets is on one line in it: a line begins with a key or a header.
    """

    def blank(found: re.Match[str]) -> str:
        hidden = found[0]
        return " " * len(hidden) if hidden[0] == "#" else _UNNAMED.sub("_", hidden)

    parts, depth = re.split(r"([\[\]{}\n])", _QUOTED.sub(blank, text)), 0
    for index, part in enumerate(parts):
        depth += (part in {"[", "{"}) - (part in {"]", "}"})
        if part == "\n" and depth > 0:
            parts[index] = " "
    return "".join(parts)


def is_deep(outlined: str) -> bool:
    """Returns whether more is nested in an outline than a person would write."""
    depth = deepest = 0
    for bracket in re.finditer(r"[\[\]{}]", outlined):
        depth += 1 if bracket[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH or _LONG_KEY.search(outlined) is not None


def find(outlined: str, keys: Keys) -> Place:
    """Returns the place of a value in an outline, or of the nearest thing around it."""
    place, start, line = Place(0, 0), 0, "^"
    for key in keys:
        if isinstance(key, int):
            found = _item(outlined, place.value, key)
        else:
            end = _HEADER.search(outlined, start)
            area = start, end.start() if end else len(outlined)
            found = _pair(outlined, key, area, line)
            if found is None and line == "^":
                found = _table(outlined, key)
        if not found:
            break
        place, start = found
        line = "^|[{,.]"
    return place


def place_in_string(text: str, start: int, index: int) -> int:
    """Returns where a character stands of the string whose opening quote is at `start`.

    `index` counts in what the string says; its length gives the place of the closing quote.
    """
    fence = 3 if text.startswith(('"""', "'''"), start) else 1
    first = start + fence + (fence > 1 and text[start + fence] == "\n")
    if text[start] == "'":
        return first + index
    parts = _CHARACTER.finditer(text, first)
    characters = (part.start() for part in parts if not re.match(r"\\\s", part[0]))
    return next(at for count, at in enumerate(characters) if count == index)


_Found = tuple[Place, int] | None
"""A place, and where what is inside it begins."""


def _pair(outlined: str, name: str, area: tuple[int, int], before: str) -> _Found:
    pair = rf"(?:{before})[ \t]*(_?{_UNNAMED.sub('_', name)}_?)[ \t]*[.=][ \t]*"
    found = re.compile(pair, re.MULTILINE).search(outlined, *area)
    return (Place(found.start(1), found.end()), found.start(1)) if found else None


def _table(outlined: str, name: str) -> _Found:
    header = rf"^[ \t]*(\[[\[ \t]*_?{_UNNAMED.sub('_', name)}_?[ \t]*[].])"
    found = re.compile(header, re.MULTILINE).search(outlined)
    return (Place(found.start(1), found.start(1)), found.end()) if found else None


def _item(outlined: str, start: int, index: int) -> _Found:
    depth = 0
    for sign in re.compile(r"([\[\]{},])\s*").finditer(outlined, start):
        depth += (sign[1] in "[{") - (sign[1] in "]}")
        if depth == 1 and sign[1] in "[,":
            if index == 0:
                return Place(sign.end(), sign.end()), sign.end()
            index -= 1
    return None
