"""The colours that say what to do.

Blue, vermilion, pale yellow and reddish purple are told apart with every common kind of colour
blindness (Okabe & Ito 2008, darkened or lightened here), and all differ in lightness too:
the two directions have opposite inks, so that even in grey one is light on dark and the
other dark on light.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """A background and the ink on it."""

    paper: str
    ink: str


TONES: dict[str, Tone] = {
    "forward": Tone("#004a80", "#ffffff"),
    "backward": Tone("#f07f1b", "#000000"),
    "hold": Tone("#f8efa6", "#000000"),
    "turn": Tone("#dfabc8", "#000000"),
    "rest": Tone("#1f262b", "#e6ebee"),
    "ready": Tone("#1f262b", "#ffffff"),
    "paused": Tone("#5f666b", "#ffffff"),
}
"""By what is done: a direction, or the kind of a phase without one."""


def variables() -> dict[str, str]:
    """Returns the colours as CSS variables: `$forward` and `$forward-ink` and so on."""
    papers = {name: tone.paper for name, tone in TONES.items()}
    inks = {f"{name}-ink": tone.ink for name, tone in TONES.items()}
    return papers | inks
