"""How keys are called, and how a person writes and reads them.

Key names are those that terminals' key libraries use: `space`, `right`, `page_down` is
`pagedown`, and a character's Unicode name (`question_mark`) or the character itself.
"""

import unicodedata

_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_SIGNS = {
    "space": "space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "add": "keypad +",
    "subtract": "keypad -",
    "decimal": "keypad .",
    "kp_begin": "keypad middle",
    "media_play_pause": "play/pause",
    "media_track_next": "next track",
    "media_track_previous": "previous track",
    "media_fast_forward": "fast forward",
    "media_rewind": "rewind",
    "lower_volume": "volume down",
    "raise_volume": "volume up",
    "mute_volume": "mute",
}

NAMED = frozenset(
    """
    space enter escape tab backspace delete insert home end pageup pagedown up down left right
    kp_begin add subtract multiply divide decimal separator equal
    plus minus slash backslash at underscore less_than_sign greater_than_sign
    pause menu print_screen caps_lock num_lock scroll_lock
    media_play media_pause media_play_pause media_reverse media_stop media_fast_forward
    media_rewind media_track_next media_track_previous media_record
    lower_volume raise_volume mute_volume
    """.split()  # noqa: SIM905 - one word a line would fill a page
).union(f"f{number}" for number in range(1, 36))
"""Keys whose names are not those of characters."""
_HELD = frozenset({"ctrl", "shift", "alt", "meta", "super", "hyper"})


def is_key(name: str) -> bool:
    """Whether a terminal may send a key of this name, with others held down or without."""
    *held, key = name.split("+")
    return _HELD.issuperset(held) and (
        key in NAMED or (len(key) == 1 and key.isalnum()) or bool(_sign(key))
    )


def key_name(written: str) -> str:
    """Returns the name of a key from its name or its character, as a person writes it."""
    if len(written) != 1:
        return written.strip().lower()
    if written.isalnum():
        return written
    name = unicodedata.name(written, written).lower().replace("-", "_").replace(" ", "_")
    return _NAMES.get(name, name)


def key_sign(name: str) -> str:
    """Write a key as it stands on a keyboard: `→` for `right`, `?` for `question_mark`."""
    if name in _SIGNS:
        return _SIGNS[name]
    if name.startswith("f") and name[1:].isdigit():
        return name.upper()
    if "+" in name:
        return "+".join(key_sign(part) for part in name.split("+"))
    return _sign(name) or name.replace("_", " ")


def _sign(name: str) -> str:
    """Returns the printable character of this Unicode name; nothing where there is none."""
    try:
        sign = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""
    # Some names of keys are those of control characters: delete, backspace.
    return sign if sign.isprintable() else ""
