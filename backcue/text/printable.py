"""Text from outside, fit to be shown: a terminal obeys nothing in it, and all of it is seen."""

import codecs
import json
import re

UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
"""Characters that a terminal obeys, as a pattern's class has them: control characters of both
sets, ends of lines and paragraphs, and those that turn the direction of writing."""
UNSHOWN = rf"[{UNSEEN}\ud800-\udfff]"
"""A pattern: the same, and half characters, which Python makes of a file's name that is no UTF-8.
It is compiled only where it is wanted: hardly any text has one."""
_IN_LINES = rf"(?!\n){UNSHOWN}"
ESCAPED = "backcue.escaped"
"""Error handler of streams: what their encoding lacks is written as JSON escapes it."""


def visible(text: str) -> str:
    r"""Returns a text on one line, with `\x1b`, `\n`, `\u202e` for what would not be seen."""
    return text if text.isprintable() else re.sub(UNSHOWN, _escape, text)


def visible_lines(text: str) -> str:
    """Returns a text as `visible` does, and keeps the ends of its lines."""
    return text if text.isprintable() else re.sub(_IN_LINES, _escape, text)


def printable(text: str) -> str:
    """Returns a text of the same length with a sign for each character that would not be seen.

    It is for where columns count. Spaces of all kinds are plain spaces in it.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def as_json(value: object, indent: int | None = None) -> str:
    """Returns plain values as JSON that says the same and can be sent to any terminal."""
    return escaped_json(json.dumps(value, ensure_ascii=False, indent=indent))


def escaped_json(text: str) -> str:
    """Returns JSON that has no spaces but plain ones and ends of lines, as `as_json` has it."""
    # What is found stands within strings, where JSON has escapes of its own.
    return re.sub(_IN_LINES, lambda unseen: json.dumps(unseen[0])[1:-1], text)


def _escape(unseen: re.Match[str]) -> str:
    return ascii(unseen[0])[1:-1]


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


codecs.register_error(ESCAPED, _escaped)
