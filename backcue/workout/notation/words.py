"""The vocabulary: every word and sign of the notation, and the nearest one to a wrong word."""

from collections.abc import Collection

SYNONYMS: dict[str, tuple[str, ...]] = {
    "STEPS": ("steps", "step"),
    "DIRECTION": ("forward", "backward", "forwards", "backwards", "fwd", "back", "f", "b"),
    "GAIT": ("walk", "run", "jog", "walking", "running", "jogging"),
    "_HOLD": ("hold", "balance", "holding"),
    "_REST": ("rest", "resting"),
    "_TURN": ("turn",),
    "_UNTIL": ("until", "till"),
    "_ARTICLE": ("a", "any", "the"),
    "_KEY": ("key", "keypress"),
    "_FOR": ("for",),
    "_TIMES": (
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
    "_OF": ("of",),
    "_FOREVER": ("forever",),
    "THEN": ("then",),
    "AT": ("at",),
    "_SPM": ("spm", "bpm"),
    "INCLINE": ("incline", "grade", "gradient", "slope"),
    "_PERCENT": ("percent",),
    "_RANGE": ("to",),
}
"""Terminal of the grammar: its words, the best one first. Units are in the two tables below."""

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
"""Word, in small letters: terminal of the grammar."""

SIGNS: dict[str, str] = {
    ",": "COMMA", "(": "_LPAR", ")": "_RPAR", "@": "AT", "%": "_PERCENT",
    "\N{MULTIPLICATION SIGN}": "_TIMES", "*": "_TIMES", "+": "PLUS",
    "-": "DASH", "\N{EN DASH}": "DASH", "\N{EM DASH}": "DASH", "\N{MINUS SIGN}": "DASH",
}  # fmt: skip
"""Sign: terminal of the grammar."""

DIRECTIONS = {
    word: "forward" if word.startswith("f") else "backward" for word in SYNONYMS["DIRECTION"]
}
"""Word: which way it is."""
GAITS = {word: "walk" if word.startswith("walk") else "run" for word in SYNONYMS["GAIT"]}
"""Word: which gait it is."""

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
_SHORT_FORMS = {"f": "forward", "fwd": "forward", "b": "backward", "back": "backward"}
_LONGEST = 24
_SHORT = 2


def nearest(wrong: str, terminals: Collection[str]) -> str | None:
    """Returns the word or sign that was probably meant; one that fits the place if there is one.

    `terminals` are those of the grammar that fit the place.
    """
    wrong = wrong.lower()
    other = _OTHER_SIGNS.get(wrong) or _OTHER_WORDS.get(wrong)
    if other is not None or not wrong.isalpha() or len(wrong) > _LONGEST:
        return other
    fitting = [word for word, terminal in TERMINALS.items() if terminal in terminals]
    if "_SEP" in terminals:
        fitting.append("then")
    return _closest(wrong, fitting) or _closest(wrong, TERMINALS)


def _closest(wrong: str, words: Collection[str]) -> str | None:
    best = min(words, key=lambda word: _rank(wrong, word), default=None)
    if best is None or _rank(wrong, best)[0] > max(1, len(wrong) // 3):
        return None
    if min(len(wrong), len(best)) <= _SHORT and best[0] != wrong[0]:
        return None
    return _SHORT_FORMS.get(best, best)


def _rank(wrong: str, word: str) -> tuple[float, bool, int]:
    apart = 0.5 if len(wrong) > _SHORT and word.startswith(wrong) else _distance(wrong, word)
    return apart, word[0] != wrong[0], abs(len(word) - len(wrong))


def _distance(a: str, b: str) -> int:
    """Count the letters to add, drop, change or swap with their neighbour to make `b` of `a`.

    The optimal string alignment distance (Damerau 1964).
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
