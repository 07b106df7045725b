"""Text that no person would write: random, and right words gone wrong."""

import random
from collections.abc import Iterator

from backcue.workout.notation.words import TERMINALS

RIGHT = (
    "20x(5 forward, hold 2s, 4 backward, hold 3s)",
    "10min of (100 forward, 15 backward)",
    "forever(100 forward, 15 backward)",
    "6x(45s backward walk @ 100spm incline 5%, rest 60s)",
    "300m forward run, 100m backward run",
    "forward until key, turn until key, backward until key",
    "5f, hold 2s, 4b, hold 3s",
    "1:30 forward @ 100..120spm then turn 20s\n# slowly\n1h2min3.5s backward incline -2.5%",
)
_VOCABULARY = (
    *TERMINALS, "1", "2.5", "0", "1000001", "1:30", "99:99", "..", "…", "#", "\n", "\r\n",
    " ", "((", "2x(", "))", "forwrd", "hodl", "\0", "\ud800", "\U0001f3c3", "é", "٣", "½", "日本",
    "\u200b", "9" * 30, "\x1b[31m", "[/x]", "{}", "%s", "\\", '"',
)  # fmt: skip


def wild_texts(count: int, seed: int) -> Iterator[str]:
    """Returns so many texts, always the same ones for the same seed."""
    dice = random.Random(seed)
    makers = (_characters, _words, _mutated, _mutated, _spliced, _nested, _plausible)
    for _ in range(count):
        yield dice.choice(makers)(dice)


def _characters(dice: random.Random) -> str:
    top = dice.choice((127, 0x3000, 0x10FFFF))
    return "".join(chr(dice.randint(0, top)) for _ in range(dice.randint(0, 80)))


def _words(dice: random.Random) -> str:
    between = dice.choice(("", " ", " ", ", "))
    return between.join(dice.choice(_VOCABULARY) for _ in range(dice.randint(0, 40)))


def _mutated(dice: random.Random) -> str:
    text = list(dice.choice(RIGHT))
    for _ in range(dice.choice((1, 1, 2, 4))):
        place = dice.randrange(len(text) + 1)
        match dice.randrange(4):
            case 0:
                del text[place : place + dice.randint(1, 4)]
            case 1:
                text.insert(place, dice.choice(_VOCABULARY))
            case 2:
                text[place : place + 1] = chr(dice.randint(32, 126))
            case _:
                other = dice.randrange(len(text) + 1)
                text[place:place] = text[other : other + dice.randint(1, 12)]
    return "".join(text)


def _spliced(dice: random.Random) -> str:
    one, other = dice.choice(RIGHT), dice.choice(RIGHT)
    return one[: dice.randrange(len(one))] + other[dice.randrange(len(other)) :]


def _plausible(dice: random.Random) -> str:
    """Items that mostly hold together, with any number and any words for the same thing."""
    items = []
    for _ in range(dice.randint(1, 6)):
        number = dice.choice(("1", "2.5", "30", "100", "1000", str(dice.randint(0, 2_000_000))))
        unit = dice.choice(("", " steps", "s", " min", "h", "m", "km"))
        way = dice.choice(("f", " BACK", " forward run", " jogging backwards", " hold", " rest"))
        modifier = dice.choice(("", "", f" @ {dice.randint(20, 250)}", " incline -3%"))
        items.append(f"{number}{unit}{way}{modifier}")
    text = dice.choice((", ", "\n", " then ", ",,")).join(items)
    return dice.choice((text, text, f"{dice.randint(0, 99)} x ({text})", f"1:30 of ({text})"))


def _nested(dice: random.Random) -> str:
    depth = dice.randint(0, 60)
    opened = "".join(dice.choice(("2x(", "1min of (", "forever(", "(")) for _ in range(depth))
    return opened + dice.choice(RIGHT) + ")" * dice.randint(0, 60)
