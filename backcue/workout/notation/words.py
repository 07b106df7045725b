"""The vocabulary: every word and sign of the notation, and the nearest one to a wrong word."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from backcue.text.nearest import nearest as nearest_words
from backcue.workout.model import Direction, Gait

Kind = Literal[
    "amount", "direction", "gait", "hold", "rest", "turn", "repeat", "modifier",
    "punctuation", "comment", "wrong",
]  # fmt: skip
"""What a word of a workout is, for its colour."""

DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(("forward", "forwards", "fwd", "f"), Direction.FORWARD),
    **dict.fromkeys(("backward", "backwards", "back", "b"), Direction.BACKWARD),
}
"""Word: which way it is."""
GAITS: dict[str, Gait] = {
    **dict.fromkeys(("walk", "walking"), Gait.WALK),
    **dict.fromkeys(("run", "jog", "running", "jogging"), Gait.RUN),
}
"""Word: which gait it is."""
SECONDS: dict[str, int] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
}
"""Unit of time: how many seconds it is."""
METRES: dict[str, int] = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), 1),
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), 1000),
}
"""Unit of length: how many metres it is."""


_AN_ITEM = "a move (5 forward), hold, rest, turn or a repeat (2x(5 forward))"
_TIMES = "x times reps rep repetitions rounds round sets set \N{MULTIPLICATION SIGN} *"


class Term(NamedTuple):
    """A terminal of the notation: its colour, what it is to a person, its words and signs."""

    terminal: str
    kind: Kind
    phrase: str = ""
    """Empty where it may be left out or goes without saying."""
    words: str = ""
    """With blanks between, the best one first; none where the scanner knows it by its shape."""


VOCABULARY = (
    Term("ITEM", "wrong", _AN_ITEM),
    Term("SEP", "punctuation", '","'),
    Term("DIRECTION", "direction", "a direction (forward, backward)", " ".join(DIRECTIONS)),
    Term("GAIT", "gait", "walk or run", " ".join(GAITS)),
    Term("STEPS", "amount", "steps", "steps step"),
    Term("TIME", "amount", "a unit of time (s, min, h)", " ".join(SECONDS)),
    Term("LENGTH", "amount", "a unit of length (m, km)", " ".join(METRES)),
    Term("TIMES", "repeat", "x, for repetitions", _TIMES),
    Term("NUMBER", "amount", "a number"),
    Term("CLOCK", "amount", "a time (20s)"),
    Term("UNTIL", "amount", '"until key"', "until till"),
    Term("KEY", "amount", "key", "key keypress"),
    Term("FOREVER", "repeat", "forever", "forever"),
    Term("HOLD", "hold", "hold", "hold balance holding"),
    Term("REST", "rest", "rest", "rest resting"),
    Term("TURN", "turn", "", "turn"),
    Term("OF", "repeat", "of", "of"),
    Term("LPAR", "punctuation", '"("', "("),
    Term("RANGE", "modifier", '".."', "to"),
    Term("AT", "modifier", "a cadence (@ 110spm)", "at @"),
    Term("INCLINE", "modifier", "an incline (incline 5%)", "incline grade gradient slope"),
    Term("RPAR", "punctuation", '")"', ")"),
    Term("END", "punctuation", "the end"),
    Term("FOR", "amount", "", "for"),
    Term("ARTICLE", "amount", "", "a any the"),
    Term("THEN", "punctuation", "", "then"),
    Term("COMMA", "punctuation", "", ","),
    Term("SPM", "modifier", "", "spm bpm"),
    Term("PERCENT", "modifier", "", "percent %"),
    Term("PLUS", "modifier", "", "+"),
    Term("DASH", "modifier", "", "- \N{EN DASH} \N{EM DASH} \N{MINUS SIGN}"),
    Term("COMMENT", "comment"),
    Term("WRONG", "wrong"),
)
"""Every terminal, in the order in which a person is told what would fit."""
TERMINALS = {word: term.terminal for term in VOCABULARY for word in term.words.split()}
"""Word in small letters, or sign: terminal."""
KINDS = {term.terminal: term.kind for term in VOCABULARY}
PHRASES = {term.terminal: term.phrase for term in VOCABULARY if term.phrase}
ITEM_STARTS = frozenset(
    {"NUMBER", "CLOCK", "DIRECTION", "GAIT", "HOLD", "REST", "TURN", "UNTIL", "FOR", "FOREVER"}
)
"""Terminals that an item may begin with; a person is told of `ITEM` for all of them."""

_OTHER_WORDS = {
    "and": "then", "pause": "rest", "wait": "rest", "stand": "hold", "stop": "rest",
    "reverse": "backward", "rückwärts": "backward", "ahead": "forward", "onward": "forward",
    "sprint": "run", "stroll": "walk", "repeat": "x", "loop": "x", "endless": "forever",
    "always": "forever", "press": "key", "space": "key", "uphill": "incline", "cadence": "@",
    "mile": "km", "miles": "km", "yd": "m", "yards": "m", "ft": "m", "feet": "m",
    "sek": "s", "std": "h", "millisecond": "s", "ms": "s",
}  # fmt: skip
_OTHER_SIGNS = {
    ";": ",", "|": ",", ".": ",", "/": ",", "&": "then", "[": "(", "{": "(", "<": "(",
    "]": ")", "}": ")", ">": ")", "~": "..",
}  # fmt: skip
_SECOND_WORDS = ITEM_STARTS | {"OF", "AT", "INCLINE", "THEN"}
"""Terminals that may be run together with the word before them."""
_SHORT_FORMS = {"f": "forward", "fwd": "forward", "b": "backward", "back": "backward"}
_SHORT = 3
_ALIKE = {_SHORT: 0.66}
"""Letters of a word: how alike another must be; of three letters one may be wrong."""
_ALIKE_ELSE = 0.75


def two_words(wrong: str, fitting: Collection[str]) -> tuple[str, str] | None:
    """Returns the two words of which a wrong one is made, if the first of them fits the place."""
    for word, terminal in TERMINALS.items():
        rest = wrong[len(word) :]
        fits = terminal in fitting and wrong.lower().startswith(word)
        if fits and TERMINALS.get(rest.lower()) in _SECOND_WORDS:
            return wrong[: len(word)], rest
    return None


def nearest(wrong: str, fitting: Collection[str]) -> str | None:
    """Returns the word or sign that was probably meant; one that fits the place if there is one.

    `fitting` are the terminals that would fit.
    """
    wrong = wrong.lower()
    other = _OTHER_SIGNS.get(wrong) or _OTHER_WORDS.get(wrong)
    if other is not None or not wrong.isalpha():
        return other
    fit = [word for word, terminal in TERMINALS.items() if terminal in fitting]
    if "SEP" in fitting:
        fit.append("then")
    return _nearest(wrong, fit) or _nearest(wrong, TERMINALS)


def _nearest(wrong: str, words: Collection[str]) -> str | None:
    alike = _ALIKE.get(len(wrong), _ALIKE_ELSE)
    begun = [word for word in words if len(wrong) >= _SHORT and word.startswith(wrong)]
    near = [*nearest_words(wrong, words, cutoff=alike), *begun]
    return _SHORT_FORMS.get(near[0], near[0]) if near else None
