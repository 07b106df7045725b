"""What is looked for in a list: the words of its filter, and where they are found."""

import re
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style

_FOUND = Style(bold=True, underline=True)


def wanted_words(words: str) -> list[str]:
    """Returns the words of a filter, each of which must be found."""
    return words.casefold().split()


def found(text: str, wanted: Sequence[str], plain: Style) -> Iterator[Segment]:
    """Returns a text in segments, those that are looked for underlined."""
    pattern = "|".join(map(re.escape, sorted(wanted, key=len, reverse=True)))
    parts = re.split(f"({pattern})", text, flags=re.IGNORECASE) if pattern else [text]
    for index, part in enumerate(parts):
        if part:
            yield Segment(part, plain + _FOUND if index % 2 else plain)
