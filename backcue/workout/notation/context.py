"""The place in a text that the parser has come to, and what stands around it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NoReturn

from backcue.workout.notation.errors import Diagnostic, NotationError, place_of, shown
from backcue.workout.notation.limits import MAX_DEPTH, MAX_NUMBER
from backcue.workout.notation.scanner import Token
from backcue.workout.notation.words import AN_ITEM, ITEM_STARTS, PHRASES, nearest

Wanted = Literal["workout", "repetition", "duration"]
"""What a whole text is to be."""
_NOTHING = Token("NOTHING", "", 0, 0)


class Context:
    """The tokens of a text, how far they are read, and what would fit at that place.

    What would fit gathers as the parser asks for one terminal after another; so it is complete
    when none of them stands there.
    """

    def __init__(self, text: str, tokens: list[Token], wanted: Wanted) -> None:
        self.text = text
        self.wanted = wanted
        end = max((token.end for token in tokens if token.terminal != "SEP"), default=0)
        self.tokens = [*tokens, Token("END", "", end, end)]
        self.index = 0
        self.now = self.tokens[0].terminal
        """The terminal of the next token; `END` where the text is over."""
        self.fitting: set[str] = set()
        """The terminals that were asked for at this place."""
        self.opened: list[Token] = []
        """The parentheses that are open here."""

    def fits(self, *terminals: str) -> bool:
        """Returns whether the next token is one of these."""
        self.fitting.update(terminals)
        return self.now in terminals

    def take(self, *terminals: str) -> Token | None:
        """Returns the next token and goes past it, if it is one of these."""
        self.fitting.update(terminals)
        if self.now not in terminals:
            return None
        token = self.tokens[self.index]
        if token.terminal in {"NUMBER", "CLOCK"} and len(token.text) > MAX_NUMBER:
            message = f"a number of {len(token.text):,} digits is too long"
            self.refuse([token], message, f"at most {MAX_NUMBER} digits")
        self.index += 1
        self.now = self.token().terminal
        self.fitting.clear()
        return token

    def open(self, parenthesis: Token) -> None:
        """Goes one parenthesis deeper, unless that is too deep."""
        self.opened.append(parenthesis)
        if len(self.opened) > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} parentheses inside one another"
            self.refuse([parenthesis], message, "fewer parentheses")

    def refuse(
        self, at: Sequence[Token], message: str, *expected: str, suggestion: str | None = None
    ) -> NoReturn:
        """Raises NotationError about tokens that fit but make no sense."""
        diagnostic = self.wrong(message, *expected, at=at, suggestion=suggestion)
        raise NotationError(self.text, diagnostic)

    def token(self, offset: int = 0) -> Token:
        """Returns the next token, or one so many after it or, below 0, before it."""
        place = self.index + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    def words(self, *tokens: Token) -> str:
        """Returns the text of a token, or from one to another, fit to be shown."""
        return shown(self.text[tokens[0].start : tokens[-1].end])

    @property
    def found(self) -> str:
        """What stands here, as it is told to a person."""
        if self.now == "END":
            return "the end"
        word = self.token().text
        return shown(word) if word.strip("\r\n") else "the end of the line"

    @property
    def quoted(self) -> str:
        """What stands here, in quotes unless it is a description."""
        return self.found if self.found.startswith("the ") else f'"{self.found}"'

    @cached_property
    def nearest(self) -> str | None:
        """The word probably meant by an unknown one."""
        return nearest(self.token().text, self.fitting) if self.now == "WRONG" else None

    @property
    def expected(self) -> tuple[str, ...]:
        """What would fit here, in plain words."""
        an_item = self.fitting >= ITEM_STARTS
        unsaid = ITEM_STARTS | {"SEP"} if an_item else {"NUMBER"} if "SEP" in self.fitting else ()
        told = self.fitting.difference(unsaid)
        phrases = tuple(phrase for terminal, phrase in PHRASES.items() if terminal in told)
        return (AN_ITEM, *phrases) if an_item else phrases

    def place(self, token: Token) -> str:
        """Returns where a token stands, with its line if there is more than one."""
        line, column = place_of(self.text, token.start)
        several = "\n" in self.text or "\r" in self.text
        return f"in line {line}, column {column}" if several else f"in column {column}"

    def wrong(
        self,
        message: str,
        *expected: str,
        at: Sequence[Token] = (),
        suggestion: str | None = None,
    ) -> Diagnostic:
        """Returns what is wrong with the next token, or from the first to the last of others."""
        if at:
            return Diagnostic(at[0].start, at[-1].end, message, expected, None, suggestion)
        token, meant = self.token(), self.nearest or suggestion
        fits = expected or self.expected
        return Diagnostic(token.start, token.end, message, fits, self.found, meant)
