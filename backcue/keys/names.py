"""How keys are called, and how they are written for a person.

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
    "comma": ",",
    "full_stop": ".",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "add": "keypad +",
    "subtract": "keypad -",
    "decimal": "keypad .",
    "kp_begin": "keypad middle",
    "media_play": "media play",
    "media_pause": "media pause",
    "media_play_pause": "play/pause",
    "media_stop": "media stop",
    "media_track_next": "next track",
    "media_track_previous": "previous track",
    "media_fast_forward": "fast forward",
    "media_rewind": "rewind",
    "lower_volume": "volume down",
    "raise_volume": "volume up",
    "mute_volume": "mute",
}
_KEYPAD = dict(zip("jkmnopqrstuvwxy", "*+-./0123456789", strict=True))
"""What a numeric keypad in application mode sends after `ESC O`."""
_SEQUENCES = {
    "\r": "enter",
    "\n": "enter",
    " ": "space",
    "\t": "tab",
    "\x1b": "escape",
    "\x7f": "backspace",
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1bOD": "left",
    "\x1b[H": "home",
    "\x1bOH": "home",
    "\x1b[1~": "home",
    "\x1b[7~": "home",
    "\x1b[F": "end",
    "\x1bOF": "end",
    "\x1b[4~": "end",
    "\x1b[8~": "end",
    "\x1b[2~": "insert",
    "\x1b[3~": "delete",
    "\x1b[5~": "pageup",
    "\x1b[6~": "pagedown",
    "\x1b[E": "kp_begin",
    "\x1bOP": "f1",
    "\x1b[11~": "f1",
    "\x1b[15~": "f5",
    "\x1b[15;2~": "shift+f5",
    "\x1bOM": "enter",
}


def key_name(typed: str) -> str:
    """Returns the name of a key from what a terminal sends for it, or from a person's spelling."""
    if typed in _SEQUENCES:
        return _SEQUENCES[typed]
    if typed.startswith("\x1bO") and typed[2:] in _KEYPAD:
        typed = _KEYPAD[typed[2:]]
    if len(typed) != 1:
        return typed.strip().lower()
    if typed.isalnum():
        return typed
    name = unicodedata.name(typed, typed).lower().replace("-", "_").replace(" ", "_")
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
