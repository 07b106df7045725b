"""The place in a text that the parser has come to, and what stands around it."""

from collections.abc import Sequence

from backcue.workout.notation.errors import NotationError, found, place_of, shown
from backcue.workout.notation.limits import MAX_NUMBER
from backcue.workout.notation.scanner import Token
from backcue.workout.notation.words import ITEM_STARTS, PHRASES, nearest

_NOTHING = Token("NOTHING", "", 0, 0)


class Context:
    """The tokens of a text, how far they are read, and what would fit at that place.

    What would fit gathers as the parser asks for one terminal after another; so it is complete
    when none of them stands there.
    """

    def __init__(self, text: str, tokens: list[Token], deepest: int) -> None:
        self.text, self.deepest = text, deepest
        end = max((token.end for token in tokens if token.terminal != "SEP"), default=0)
        self.tokens = [*tokens, Token("END", "", end, end), _NOTHING]
        self.index = 0
        self.now = self.tokens[0].terminal
        """The terminal of the next token; `END` where the text is over."""
        self.before = _NOTHING
        """The token that was read last."""
        self._asked: list[tuple[str, ...]] = []
        self.opened: list[Token] = []
        """The parentheses that are open here."""

    @property
    def fitting(self) -> set[str]:
        """The terminals that were asked for at this place."""
        return set().union(*self._asked)

    def fits(self, *terminals: str) -> bool:
        """Returns whether the next token is one of these."""
        self._asked.append(terminals)
        return self.now in terminals

    def take(self, *terminals: str) -> Token | None:
        """Returns the next token and goes past it, if it is one of these."""
        self._asked.append(terminals)
        if self.now not in terminals:
            return None
        token = self.tokens[self.index]
        if len(token.text) > MAX_NUMBER and token.terminal in {"NUMBER", "CLOCK"}:
            message = f"a number of {len(token.text):,} digits is too long"
            raise self.wrong(message, f"at most {MAX_NUMBER} digits", at=[token])
        self.before = token
        self.index += 1
        self.now = self.tokens[self.index].terminal
        self._asked.clear()
        return token

    def token(self, offset: int = 0) -> Token:
        """Returns the next token, or one so many after it or, below 0, before it."""
        place = self.index + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    @property
    def found(self) -> str:
        """What stands here, as it is told to a person."""
        return found(self.token().text)

    def words(self, *tokens: Token) -> str:
        """Returns the text of a token, or from one to another, fit to be shown."""
        return shown(self.text[tokens[0].start : tokens[-1].end])

    def place(self, token: Token) -> str:
        """Returns where a token stands, with its line if there is more than one."""
        line, column = place_of(self.text, token.start)
        several = "\n" in self.text or "\r" in self.text
        return f"in line {line}, column {column}" if several else f"in column {column}"

    def wrong(
        self, message: str, *fits: str, at: Sequence[Token] = (), suggestion: str | None = None
    ) -> NotationError:
        """Returns what is wrong with the next token, or from the first to the last of others.

        What `fits` is what the parser asked for at the next token, unless it is said.
        """
        if not at:
            at, fits = [self.token()], fits or self._expected()
            if self.now == "WRONG":
                suggestion = nearest(self.token().text, self.fitting)
        return NotationError(self.text, (at[0].start, at[-1].end), message, fits, suggestion)

    def comma_before(self, token: Token) -> NotationError:
        """Returns that a token begins another item."""
        return self.wrong(f'a comma is missing before "{self.words(token)}"', '","', at=[token])

    def _expected(self) -> tuple[str, ...]:
        """Returns what would fit here, in plain words; a whole item by one phrase."""
        told = self.fitting
        if told >= ITEM_STARTS:
            told = told - ITEM_STARTS - {"SEP"} | {"ITEM"}
        elif "SEP" in told:
            told = told - {"NUMBER"}
        return tuple(phrase for terminal, phrase in PHRASES.items() if terminal in told)
