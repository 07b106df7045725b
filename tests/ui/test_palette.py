"""The colours: readable, and told apart by whoever sees them, and in whatever terminal."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from rich.color import Color, ColorSystem

from backcue.display.colours import DARK, LEAST_CONTRAST, LIGHT, SIXTEEN, Tone, contrast, tones
from backcue.display.colours import luminance as light

THEMES = {"dark": DARK, "light": LIGHT}
ALL = THEMES | {"sixteen": SIXTEEN}
DONE = ("forward", "backward", "hold", "turn", "paused", "rest")
"""What must never be taken for one another."""
APART = 20.0
"""Difference of colour (CIE 1976, in units of which about 2.3 are just noticed: Mahy 1994) that
is seen at a glance."""
VISION: dict[str, Sequence[Sequence[float]]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What linear RGB becomes: Machado, Oliveira & Fernandes 2009, severity 1."""
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
"""From linear sRGB (IEC 61966-2-1)."""
_WHITE = (0.95047, 1.0, 1.08883)


def times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    """Returns the colour as it is seen, in CIE L*a*b*."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    left = [min(1.0, max(0.0, part)) for part in times(VISION[vision], linear)]
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (
            part / white for part, white in zip(times(_TO_XYZ, left), _WHITE, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, vision: str) -> float:
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_measure_of_difference_is_the_known_one() -> None:
    assert difference("#000000", "#ffffff", "usual") == pytest.approx(100, abs=0.01)
    assert seen("#ff0000", "usual") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    # What those who see no red take for a dark yellow.
    assert difference("#ff0000", "#00a000", "protanopia") < difference(
        "#ff0000", "#00a000", "usual"
    )


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ALL)
def test_what_is_done_is_told_apart_with_every_kind_of_sight(theme: str, vision: str) -> None:
    own = ALL[theme]
    for one, other in combinations(DONE, 2):
        assert difference(own[one].paper, own[other].paper, vision) >= APART, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_done_is_told_by_lightness_alone_but_for_one_pair(theme: str) -> None:
    for one, other in combinations(DONE, 2):
        assert contrast(THEMES[theme][one].paper, THEMES[theme][other].paper) >= 1.3, (one, other)


@pytest.mark.parametrize("theme", ALL)
def test_large_text_stands_out_from_its_background(theme: str) -> None:
    for name, tone in ALL[theme].items():
        assert contrast(tone.paper, tone.ink) >= LEAST_CONTRAST, name


@pytest.mark.parametrize("own", ALL.values(), ids=ALL)
def test_the_two_directions_have_opposite_inks(own: dict[str, Tone]) -> None:
    forward, backward = own["forward"], own["backward"]
    assert light(forward.ink) > light(forward.paper)
    assert light(backward.ink) < light(backward.paper)
    assert contrast(forward.paper, backward.paper) >= 3


@pytest.mark.parametrize("own", ALL.values(), ids=ALL)
def test_what_is_marked_in_a_list_has_a_colour_of_its_own(own: dict[str, Tone]) -> None:
    done = {own[name].paper for name in DONE}
    assert own["rest"].ink not in done


def test_a_terminal_of_sixteen_colours_shows_each_of_them_as_it_is() -> None:
    numbers = {name: Color.parse(tone.paper) for name, tone in SIXTEEN.items()}
    shown = {name: each.downgrade(ColorSystem.STANDARD).number for name, each in numbers.items()}
    assert len({shown[name] for name in DONE}) == len(DONE)
    # The Linux console shows a bright background as the dark one of the same name.
    dark = {name: number and number % 8 for name, number in shown.items()}
    moving = ("forward", "backward", "hold", "turn")
    assert len({dark[name] for name in moving}) == len(moving)
    assert not {dark[name] for name in moving} & {dark["paused"], dark["rest"]}


def test_in_a_theme_of_ones_own_what_is_no_signal_has_its_colours() -> None:
    nord = tones(background="#2e3440", foreground="#d8dee9")
    assert nord["rest"] == Tone("#2e3440", "#d8dee9")
    assert nord["forward"] == DARK["forward"]
    pale = tones(dark=False, background="#fdf6e3", foreground="#93a1a1")
    assert pale["rest"] == Tone("#fdf6e3", "#000000")
