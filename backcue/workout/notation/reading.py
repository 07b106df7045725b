"""Words read into a workout. The parser is built when the first text comes, not before."""

from functools import cache
from typing import TYPE_CHECKING, Any

from backcue.workout.model import Duration, Forever, Repeat, Times, Workout
from backcue.workout.notation.diagnosis import explain
from backcue.workout.notation.errors import Misfit, NotationError, Refused
from backcue.workout.notation.limits import MAX_DEPTH, MAX_NUMBER, MAX_TEXT
from backcue.workout.notation.scanner import Piece, for_parser, scan, without_separators
from backcue.workout.notation.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Lark, Token


def parse(text: str) -> Workout:
    """Read a workout from its words.

    NotationError: the words make none, or an amount in them is zero or absurd, or there are more
    than MAX_TEXT characters or MAX_DEPTH parentheses inside one another.
    """
    workout: Workout = _read(text, "workout")
    return workout


def parse_repeat(text: str) -> Times | Duration | Forever:
    """Read how long to repeat, as a preset file says it: `20x`, `10min`, `forever`."""
    until: Times | Duration | Forever = _read(text, "repetition")
    return until


def parse_duration(text: str) -> float:
    """Read a time, such as `10min`, `1:30` or `1h30min`, in seconds."""
    duration: Duration = _read(text, "duration")
    return duration.seconds


def repeated(workout: Workout, until: Times | Duration | Forever) -> Workout:
    """Put a repeat around a whole workout."""
    return Workout((Repeat(workout.items, until),))


class _Feed:
    """The pieces of one text as the parser asks for them; knows how far it has read."""

    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.read = 0

    def tokens(self) -> "Iterator[Token]":
        from lark import Token  # noqa: PLC0415

        depth = 0
        for place, (terminal, start, end) in enumerate(self.pieces):
            self.read = place
            if terminal == "_LPAR":
                depth += 1
                if depth > MAX_DEPTH:
                    raise Refused(_too_deep(start))
            elif terminal == "_RPAR":
                depth -= 1
            elif terminal in {"NUMBER", "CLOCK"} and end - start > MAX_NUMBER:
                raise Refused(_too_long_a_number(start, end))
            yield Token(terminal, self.text[start:end], start, end_pos=end)
        self.read = len(self.pieces)


@cache
def _parser() -> "Lark":
    from importlib.resources import files  # noqa: PLC0415

    from lark import Lark  # noqa: PLC0415
    from lark.lexer import Lexer  # noqa: PLC0415

    from backcue.workout.notation.building import Builder  # noqa: PLC0415

    class FeedLexer(Lexer):
        def __init__(self, _configuration: object) -> None: ...

        def lex(self, feed: Any) -> "Iterator[Token]":  # type: ignore[override]  # noqa: ANN401
            tokens: Iterator[Token] = feed.tokens()
            return tokens

    return Lark(
        files("backcue.workout.notation").joinpath("grammar.lark").read_text("utf-8"),
        parser="lalr",
        lexer=FeedLexer,
        transformer=Builder(),
        start=["workout", "repetition", "duration"],
    )


def _read(text: str, start: str) -> Any:  # noqa: ANN401
    if len(text) > MAX_TEXT:
        raise NotationError(text, _too_long(text))
    parser = _parser()
    from lark import UnexpectedToken  # noqa: PLC0415

    pieces = scan(text)
    feed = _Feed(text, for_parser(pieces) if start == "workout" else without_separators(pieces))
    try:
        return parser.parse(feed, start)
    except Refused as refused:
        misfit = refused.misfit
    except UnexpectedToken as error:
        fitting = frozenset(error.accepts or error.expected)
        misfit = explain(Scene(text, feed.pieces, feed.read, fitting, start))
    raise NotationError(text, misfit)


def _too_long(text: str) -> Misfit:
    return Misfit(
        start=MAX_TEXT,
        end=MAX_TEXT,
        message=f"{len(text):,} characters are too many for a workout",
        expected=(f"at most {MAX_TEXT:,} characters",),
        found="the rest of the text",
    )


def _too_deep(start: int) -> Misfit:
    return Misfit(
        start=start,
        end=start + 1,
        message=f"more than {MAX_DEPTH} parentheses inside one another",
        expected=("fewer parentheses",),
    )


def _too_long_a_number(start: int, end: int) -> Misfit:
    return Misfit(
        start=start,
        end=end,
        message=f"a number of {end - start:,} digits is too long",
        expected=(f"at most {MAX_NUMBER} digits",),
    )
