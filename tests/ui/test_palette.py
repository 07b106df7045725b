"""The colours: readable, and told apart without seeing colour."""

from itertools import combinations

import pytest
from textual.color import Color

from backcue.display.colours import TONES


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1)."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(colour).normalized
    ]
    return sum(part * share for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", TONES)
def test_the_ink_stands_out_from_its_paper(tone: str) -> None:
    assert contrast(TONES[tone].paper, TONES[tone].ink) >= 5.5


@pytest.mark.parametrize(
    ("one", "other"),
    [pair for pair in combinations(TONES, 2) if set(pair) != {"rest", "ready"}],
)
def test_what_is_done_is_told_by_lightness_alone(one: str, other: str) -> None:
    assert contrast(TONES[one].paper, TONES[other].paper) >= 1.3


def test_the_two_directions_have_opposite_inks() -> None:
    forward, backward = TONES["forward"], TONES["backward"]
    assert luminance(forward.ink) > luminance(forward.paper)
    assert luminance(backward.ink) < luminance(backward.paper)
    assert contrast(forward.paper, backward.paper) >= 3
