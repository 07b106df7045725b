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
    try:
        sign = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        sign = ""
    # Some names of keys are those of control characters: delete, backspace.
    return sign if sign.isprintable() and sign else name.replace("_", " ")
