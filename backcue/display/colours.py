"""The colours that say what to do.

Blue, orange, yellow and reddish purple, after Okabe & Ito (2008), and a grey for a pause: told
apart with every common kind of colour blindness, and by lightness alone where no colour is seen.
The two directions have opposite inks: one is light on dark, the other dark on light.
"""

from msgspec import Struct


class Tone(Struct, frozen=True):
    """A background and the ink on it."""

    paper: str
    ink: str


LEAST_CONTRAST = 7.0
"""Of large text to its background (WCAG 2.1, 1.4.6 asks for 4.5 and for 7 where it is small)."""
_BLACK, _WHITE = "#000000", "#ffffff"
_SIGNAL = {
    "forward": Tone("#003a9b", _WHITE),
    "backward": Tone("#f47a1c", _BLACK),
    "turn": Tone("#ee9cdc", _BLACK),
    "paused": Tone("#565656", _WHITE),
}
DARK = {
    **_SIGNAL,
    "hold": Tone("#fff6b5", _BLACK),
    "rest": Tone("#14191d", "#e6ebee"),
    "ready": Tone("#14191d", _WHITE),
}
"""By what is done: a direction, or the kind of a phase without one; `rest` is also the background
of all that is no workout."""
LIGHT = {
    **_SIGNAL,
    "hold": Tone("#ffd53d", _BLACK),
    "rest": Tone("#fafafa", "#1a1f23"),
    "ready": Tone("#fafafa", _BLACK),
}
"""The same on a light background: what is not done in it is light."""
SIXTEEN = {
    "forward": Tone("#0000aa", _WHITE),
    "backward": Tone("#ffff55", _BLACK),
    "hold": Tone("#aaaaaa", _BLACK),
    "turn": Tone("#aa0000", _WHITE),
    "paused": Tone("#555555", _WHITE),
    "rest": Tone(_BLACK, _WHITE),
    "ready": Tone(_BLACK, _WHITE),
}
"""Exactly those a terminal of sixteen colours has, each direction one of its own even where bright
backgrounds are shown as dark ones, as on the Linux console. A turn is red: on purple, white
has a contrast of 6.4 only."""


def tones(
    *, dark: bool = True, few: bool = False, background: str = "", foreground: str = ""
) -> dict[str, Tone]:
    """Returns the colours for a dark or a light theme, or for a terminal with `few` of them.

    Where a theme has a background of its own, what is no signal takes it, with the theme's
    foreground if that stands out enough.
    """
    if few:
        return SIXTEEN
    own = DARK if dark else LIGHT
    if not background:
        return own
    best = max((_BLACK, _WHITE), key=lambda ink: contrast(background, ink))
    ink = foreground or best
    if contrast(background, ink) < LEAST_CONTRAST:
        ink = best
    return {**own, "rest": Tone(background, ink), "ready": Tone(background, best)}


def contrast(one: str, other: str) -> float:
    """Returns how much two colours (`#rrggbb`) differ in lightness, 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_light(colour: str) -> bool:
    """Whether black stands out from a colour (`#rrggbb`) more than white does."""
    return contrast(colour, _BLACK) > contrast(colour, _WHITE)


def luminance(colour: str) -> float:
    """Returns the relative luminance of a colour (`#rrggbb`), 0 to 1 (WCAG 2.1)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


_OTHERS = {
    True: {"note": "#9fd0ff", "fault": "#ffa8dc", "field": "#565656"},
    False: {"note": "#00508f", "fault": "#98005f", "field": "#c9d0d6"},
}


def variables(tones: dict[str, Tone] = DARK, *, dark: bool = True) -> dict[str, str]:
    """Returns colours as CSS variables: `$forward` and `$forward-ink` and so on.

    `$note` and `$fault` are for words on the background, what is of use and what is wrong;
    `$field` is behind the field that one writes in.
    """
    papers = {name: tone.paper for name, tone in tones.items()}
    inks = {f"{name}-ink": tone.ink for name, tone in tones.items()}
    return {**papers, **inks, **_OTHERS[dark]}
