"""The terminal: whether a screen can be drawn on it, and whether one is read aloud."""

import os
import sys
from collections.abc import Mapping
from typing import Final

STREAMS: Final = (
    ("standard input", "stdin"),
    ("standard output", "stdout"),
    # Where there is no Windows console the screen is drawn through this one.
    *((("standard error", "stderr"),) if sys.platform != "win32" else ()),
)
"""What must be a terminal for a screen: its name for people, and its name in `sys`."""

SIGNS_OF_A_SCREEN_READER: Final[Mapping[str, str]] = {
    "ACCESSIBILITY_ENABLED": "1",
    "GNOME_ACCESSIBILITY": "1",
    "VSCODE_A11Y_MODE": "1",
    "ACCESSIBLE": "",
}
"""Variables of the environment, and the value each has then; empty: any.

The first two are what users of Orca set, and their distributions for them (Stormux, Debian's
accessibility pages); the third is set by the terminal of Visual Studio Code while a screen reader
is on; the last is read by terminal programs with an accessible mode, such as those made with huh.
QT_ACCESSIBILITY and GTK_MODULES are no signs: some desktops set them for everybody.
"""
_SPI_GETSCREENREADER = 0x46
"""Of the Windows function SystemParametersInfo; PSReadLine asks for it too."""


def why_no_screen() -> str | None:
    """Say why no screen can be drawn here; None where it can.

    A driver that the person chose (TEXTUAL_DRIVER, as a server of screens does) knows better.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return None
    for name, stream in STREAMS:
        if not is_terminal(stream):
            return f"{name} is no terminal"
    if os.environ.get("TERM") == "dumb":
        return "this terminal can only write line by line (TERM=dumb)"
    return None


def is_terminal(stream: str) -> bool:
    """Whether `stdin`, `stdout` or `stderr` is a terminal; a closed one is none."""
    found = getattr(sys, stream)
    try:
        return found is not None and bool(found.isatty())
    except ValueError:
        return False


def sign_of_a_screen_reader() -> str | None:
    """Say what speaks for a screen reader; None where nothing does, which proves nothing."""
    for name, value in SIGNS_OF_A_SCREEN_READER.items():
        found = os.environ.get(name, "")
        if found and value in ("", found):
            return f"{name}={found}"
    return "Windows says so" if _windows_says_so() else None


def _windows_says_so() -> bool:
    """Whether a program has told Windows that it reads the screen aloud."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        found = ctypes.c_int(0)
        user32 = ctypes.windll.user32
        asked = user32.SystemParametersInfoW(_SPI_GETSCREENREADER, 0, ctypes.byref(found), 0)
        return bool(asked and found.value)
    else:  # noqa: RET505 - the types of each platform are checked
        return False
