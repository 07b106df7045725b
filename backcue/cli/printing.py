"""All that a command says goes through here: text from outside acts on no terminal."""

import sys
from contextlib import suppress

from backcue.cli.errors import OutputLost
from backcue.text.printable import as_json, visible_lines

_LONGEST, _MOST_LINES = 2_000, 200
"""Characters of a line, and lines, that are told; more only comes of what somebody else wrote."""


def say(words: str = "", *, bold: bool = False) -> None:
    """Write lines on standard output; OutputLost where it takes no more."""
    shown = visible_lines(words)
    try:
        if bold:
            import click  # noqa: PLC0415 - the menu does without it

            click.echo(click.style(shown, bold=True))
        else:
            print(shown, flush=True)  # noqa: T201 - the one place for it
    except (OSError, ValueError) as error:
        raise OutputLost(error) from error


def say_json(value: object, indent: int | None = None) -> None:
    """Write plain values as JSON on standard output; OutputLost where it takes no more."""
    say(as_json(value, indent))


def tell(words: str) -> None:
    """Write lines on standard error; where that takes none, nothing else stops for it."""
    lines = [_cut(line) for line in words.split("\n", _MOST_LINES)]
    shown = visible_lines("\n".join(lines[:_MOST_LINES] + ["…"] * (len(lines) > _MOST_LINES)))
    with suppress(OSError, ValueError):
        print(shown, file=sys.stderr, flush=True)  # noqa: T201 - as above


def tell_some(problems: list[str], most: int = 20) -> None:
    """Write as many of the problems on standard error as a person reads, and count the others."""
    for line in some(problems, most):
        tell(line)


def some(problems: list[str], most: int) -> list[str]:
    """Returns as many of the problems, and a line that counts the others."""
    more = len(problems) - most
    return problems[:most] + ([f"and {more:,} more"] if more > 0 else [])


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
