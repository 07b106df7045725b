"""What a terminal sends for each key: escape sequences, and the codes of a Windows console."""

from backcue.keys.names import key_name

WINDOWS = "\x00"
"""Stands before the code of a key without a character in a Windows console."""
_CHARACTERS = {"\r": "enter", "\n": "enter", " ": "space", "\t": "tab", "\x7f": "backspace"}
_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
"""After `ESC [` and after `ESC O`."""
_NUMBERED = {
    "1": "home",
    "2": "insert",
    "3": "delete",
    "4": "end",
    "5": "pageup",
    "6": "pagedown",
    "7": "home",
    "8": "end",
    "11": "f1",
    "15": "f5",
    "15;2": "shift+f5",
}
"""Between `ESC [` and `~`."""
_KEYPAD = dict(zip("jkmnopqrstuvwxy", "*+-./0123456789", strict=True))
"""After `ESC O`, in application mode."""
_CONSOLE = {
    "K": "left",
    "M": "right",
    "H": "up",
    "P": "down",
    "G": "home",
    "O": "end",
    "I": "pageup",
    "Q": "pagedown",
    "R": "insert",
    "S": "delete",
    "L": "kp_begin",
    ";": "f1",
    "?": "f5",
    "X": "shift+f5",
}
"""After WINDOWS."""

SEQUENCES = {
    **_CHARACTERS,
    "\x1b": "escape",
    "\x1b[E": "kp_begin",
    "\x1bOP": "f1",
    "\x1bOM": "enter",
    **{f"\x1b{sign}{letter}": key for letter, key in _ARROWS.items() for sign in "[O"},
    **{f"\x1b[{number}~": key for number, key in _NUMBERED.items()},
    **{f"\x1bO{letter}": key_name(sign) for letter, sign in _KEYPAD.items()},
    **{f"{WINDOWS}{code}": key for code, key in _CONSOLE.items()},
}
"""The name of the key for which a terminal sends this."""


def typed_key(typed: str) -> str:
    """Returns the name of the key for which a terminal sent this."""
    return SEQUENCES.get(typed) or key_name(typed)
