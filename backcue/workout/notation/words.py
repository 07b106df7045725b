"""The vocabulary: every word and sign of the notation, and the nearest one to a wrong word."""

from collections.abc import Collection

from backcue.text.nearest import nearest as nearest_words

SYNONYMS: dict[str, tuple[str, ...]] = {
    "STEPS": ("steps", "step"),
    "DIRECTION": ("forward", "backward", "forwards", "backwards", "fwd", "back", "f", "b"),
    "GAIT": ("walk", "run", "jog", "walking", "running", "jogging"),
    "HOLD": ("hold", "balance", "holding"),
    "REST": ("rest", "resting"),
    "TURN": ("turn",),
    "UNTIL": ("until", "till"),
    "ARTICLE": ("a", "any", "the"),
    "KEY": ("key", "keypress"),
    "FOR": ("for",),
    "TIMES": (
        "x",
        "times",
        "reps",
        "rep",
        "repetitions",
        "rounds",
        "round",
        "sets",
        "set",
    ),
    "OF": ("of",),
    "FOREVER": ("forever",),
    "THEN": ("then",),
    "AT": ("at",),
    "SPM": ("spm", "bpm"),
    "INCLINE": ("incline", "grade", "gradient", "slope"),
    "PERCENT": ("percent",),
    "RANGE": ("to",),
}
"""Terminal: its words, the best one first. Units are in the two tables below."""

SECONDS: dict[str, int] = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
}  # fmt: skip
"""Unit of time: how many seconds it is."""

METRES: dict[str, int] = {
    "m": 1, "metre": 1, "metres": 1, "meter": 1, "meters": 1,
    "km": 1000, "kilometre": 1000, "kilometres": 1000, "kilometer": 1000, "kilometers": 1000,
}  # fmt: skip
"""Unit of length: how many metres it is."""

TERMINALS: dict[str, str] = {
    **{word: terminal for terminal, words in SYNONYMS.items() for word in words},
    **dict.fromkeys(SECONDS, "TIME"),
    **dict.fromkeys(METRES, "LENGTH"),
}
"""Word, in small letters: terminal."""

SIGNS: dict[str, str] = {
    ",": "COMMA", "(": "LPAR", ")": "RPAR", "@": "AT", "%": "PERCENT",
    "\N{MULTIPLICATION SIGN}": "TIMES", "*": "TIMES", "+": "PLUS",
    "-": "DASH", "\N{EN DASH}": "DASH", "\N{EM DASH}": "DASH", "\N{MINUS SIGN}": "DASH",
}  # fmt: skip
"""Sign: terminal."""

DIRECTIONS = {
    word: "forward" if word.startswith("f") else "backward" for word in SYNONYMS["DIRECTION"]
}
"""Word: which way it is."""
GAITS = {word: "walk" if word.startswith("walk") else "run" for word in SYNONYMS["GAIT"]}
"""Word: which gait it is."""

PHRASES: dict[str, str] = {
    "SEP": '","',
    "DIRECTION": "a direction (forward, backward)",
    "GAIT": "walk or run",
    "STEPS": "steps",
    "TIME": "a unit of time (s, min, h)",
    "LENGTH": "a unit of length (m, km)",
    "TIMES": "x, for repetitions",
    "NUMBER": "a number",
    "CLOCK": "a time (20s)",
    "UNTIL": '"until key"',
    "KEY": "key",
    "HOLD": "hold",
    "REST": "rest",
    "OF": "of",
    "LPAR": '"("',
    "RANGE": '".."',
    "AT": "a cadence (@ 110spm)",
    "INCLINE": "an incline (incline 5%)",
    "RPAR": '")"',
    "END": "the end",
}
"""Terminal: what it is to a person, in the order in which it is told."""
AN_ITEM = "a move (5 forward), hold, rest, turn or a repeat (2x(5 forward))"
"""What all of the terminals are together that an item may begin with."""
ITEM_STARTS = frozenset(
    {"NUMBER", "CLOCK", "DIRECTION", "GAIT", "HOLD", "REST", "TURN", "UNTIL", "FOR", "FOREVER"}
)
"""Those terminals."""

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
