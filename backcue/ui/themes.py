"""The looks of the app: its own dark and light one, and what Textual's own make of its colours."""

from textual.theme import BUILTIN_THEMES, Theme

from backcue.display.colours import DARK, LIGHT, tones, variables

DARK_THEME = "backcue-dark"
"""The look where none is set."""
LIGHT_THEME = "backcue-light"


def own_themes() -> tuple[Theme, ...]:
    """Returns backcue's own themes."""
    return (_theme(DARK_THEME, dark=True), _theme(LIGHT_THEME, dark=False))


def all_themes() -> tuple[str, ...]:
    """Returns what all themes are called, backcue's own first, as the app has them."""
    return tuple(dict.fromkeys([*(theme.name for theme in own_themes()), *BUILTIN_THEMES]))


def _theme(name: str, *, dark: bool) -> Theme:
    own = DARK if dark else LIGHT
    rest = own["rest"]
    return Theme(
        name,
        primary=DARK["forward"].paper,
        accent=DARK["backward"].paper,
        background=rest.paper,
        foreground=rest.ink,
        surface="#1f262b" if dark else "#eef1f3",
        panel="#2a333a" if dark else "#e1e6ea",
        dark=dark,
    )


def theme_variables(theme: Theme, *, few: bool) -> dict[str, str]:
    """Returns the colours of the style sheets in a theme; `few`: in a terminal of sixteen."""
    if few or theme.ansi:
        return variables(tones(few=True))
    if theme.name in (DARK_THEME, LIGHT_THEME):
        return variables(tones(dark=theme.dark), dark=theme.dark)
    made = theme.to_color_system().generate()
    background, foreground = made["background"], made["foreground"]
    own = tones(dark=theme.dark, background=background[:7], foreground=foreground[:7])
    return variables(own, dark=theme.dark)
