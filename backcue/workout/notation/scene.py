"""The place where the parser stopped, as one looks at it to find out why."""

from dataclasses import dataclass
from functools import cached_property

from backcue.workout.notation.errors import Misfit, shown
from backcue.workout.notation.scanner import Piece
from backcue.workout.notation.words import nearest

STOPS = frozenset({"END", "_SEP", "_RPAR", "AT", "INCLINE"})
"""What ends the part of an item in which amount and direction stand."""
AMOUNT_ENDS = frozenset({"STEPS", "TIME", "LENGTH", "CLOCK", "_KEY"})
"""What a complete amount ends with, other than a bare number."""
ITEM_STARTS = frozenset(
    {
        "NUMBER",
        "CLOCK",
        "DIRECTION",
        "GAIT",
        "_HOLD",
        "_REST",
        "_TURN",
        "_UNTIL",
        "_FOR",
        "_FOREVER",
    }
)
"""What an item may begin with."""

_PHRASES: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset({"NUMBER", "DIRECTION", "_HOLD", "_REST", "_TURN", "_FOREVER"}),
        "a move (5 forward), hold, rest, turn or a repeat (2x(5 forward))",
    ),
    (frozenset({"_SEP"}), '","'),
    (frozenset({"DIRECTION"}), "a direction (forward, backward)"),
    (frozenset({"GAIT"}), "walk or run"),
    (frozenset({"STEPS"}), "steps"),
    (frozenset({"TIME"}), "a unit of time (s, min, h)"),
    (frozenset({"LENGTH"}), "a unit of length (m, km)"),
    (frozenset({"_TIMES"}), "x, for repetitions"),
    (frozenset({"NUMBER"}), "a number"),
    (frozenset({"CLOCK"}), "a time (20s)"),
    (frozenset({"_UNTIL"}), '"until key"'),
    (frozenset({"_KEY"}), "key"),
    (frozenset({"_HOLD"}), "hold"),
    (frozenset({"_REST"}), "rest"),
    (frozenset({"_OF"}), "of"),
    (frozenset({"_LPAR"}), '"("'),
    (frozenset({"_RANGE"}), '".."'),
    (frozenset({"AT"}), "a cadence (@ 110spm)"),
    (frozenset({"INCLINE"}), "an incline (incline 5%)"),
    (frozenset({"_RPAR"}), '")"'),
    (frozenset({"$END"}), "the end"),
)


@dataclass(frozen=True)
class Scene:
    """A text, its pieces, which of them did not fit, and the terminals that would have."""

    text: str
    pieces: list[Piece]
    index: int
    fitting: frozenset[str]
    start: str
    """The rule of the grammar that the whole text was to be."""

    def piece(self, offset: int) -> Piece:
        """Returns a piece relative to the wrong one; beyond either end an empty `END`."""
        place = self.index + offset
        if 0 <= place < len(self.pieces):
            return self.pieces[place]
        words = [piece for piece in self.pieces if piece.terminal != "_SEP"]
        end = words[-1].end if place >= 0 and words else 0
        return Piece("END", end, end)

    def terminal(self, offset: int) -> str:
        """Returns the terminal of a piece relative to the wrong one."""
        return self.piece(offset).terminal

    def back(self, count: int) -> str:
        """Returns the terminal of the piece so many before the wrong one."""
        return self.terminal(-count)

    def ahead(self, count: int) -> str:
        """Returns the terminal of the piece so many after the wrong one."""
        return self.terminal(count)

    @property
    def now(self) -> str:
        """The terminal of the wrong piece; `END` where the text is over."""
        return self.terminal(0)

    def words(self, first: Piece, last: Piece | None = None) -> str:
        """Returns the text of a piece, or from one to another, fit to be shown."""
        return shown(self.text[first.start : (last or first).end])

    @property
    def word(self) -> str:
        """The text of the wrong piece."""
        return self.text[self.piece(0).start : self.piece(0).end]

    @cached_property
    def found(self) -> str:
        """What stands there, as it is told to a person."""
        if self.now == "END":
            return "the end"
        if not self.word.strip("\r\n"):
            return "the end of the line"
        return shown(self.word)

    @property
    def found_quoted(self) -> str:
        """What stands there, in quotes unless it is a description."""
        return self.found if self.found.startswith("the ") else f'"{self.found}"'

    @cached_property
    def nearest(self) -> str | None:
        """The word probably meant by an unknown one."""
        return nearest(self.word, self.fitting) if self.now == "WRONG" else None

    @cached_property
    def open_parenthesis(self) -> Piece | None:
        """The innermost parenthesis that is open at the place."""
        opened: list[Piece] = []
        for piece in self.pieces[: self.index]:
            if piece.terminal == "_LPAR":
                opened.append(piece)
            elif piece.terminal == "_RPAR" and opened:
                opened.pop()
        return opened[-1] if opened else None

    def place_of(self, offset: int) -> str:
        """Say where an offset is, relative to the line of the wrong piece."""
        lines = self.text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        here = f"in column {len(lines[-1]) + 1}"
        if "\n" in self.text or "\r" in self.text:
            return f"in line {len(lines)}, column {len(lines[-1]) + 1}"
        return here

    def misfit(
        self, message: str, expected: tuple[str, ...] | None = None, suggestion: str | None = None
    ) -> Misfit:
        """Report the wrong piece; what is expected is, unless given, what the grammar takes."""
        piece = self.piece(0)
        told = self.expected if expected is None else expected
        return Misfit(
            start=piece.start,
            end=piece.end,
            message=message,
            expected=told,
            found=self.found,
            suggestion=self.nearest or suggestion,
        )

    def at(
        self,
        start: int,
        end: int,
        message: str,
        expected: tuple[str, ...],
        suggestion: str | None = None,
    ) -> Misfit:
        """Report another stretch of the text than the wrong piece."""
        return Misfit(
            start=start,
            end=end,
            message=message,
            expected=expected,
            found=self.found if start == end else None,
            suggestion=suggestion,
        )

    @property
    def expected(self) -> tuple[str, ...]:
        """What the grammar takes at the place, in plain words."""
        told: set[str] = set()
        phrases = []
        for terminals, phrase in _PHRASES:
            if terminals <= self.fitting and not terminals <= told:
                phrases.append(phrase)
                told |= terminals
        unhelpful: set[str] = set()
        if _PHRASES[0][1] in phrases:
            unhelpful = {"walk or run", "a time (20s)", '"until key"', '","'}
        elif "_SEP" in self.fitting:
            unhelpful = {"a number"}
        return tuple(phrase for phrase in phrases if phrase not in unhelpful)
