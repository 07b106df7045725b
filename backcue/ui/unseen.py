"""The boundary of the screen: whatever a widget shows, nothing in it acts on the terminal."""

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from backcue.text.printable import UNSHOWN

_GAP = " (?= )"
_SIGN = "\N{REPLACEMENT CHARACTER}"


class Unseen(LineFilter):
    """Shows a sign for each character that a terminal would obey, or that cannot be sent to it.

    Where such a character has no room of its own, the sign gets that of a space which is not
    needed; with none to spare it is left out.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Returns the segments of a line, fit to be sent."""
        del background
        # Much faster than any pattern, and true of nearly all that is shown.
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        spaces = sum(len(re.findall(_GAP, text)) for text, _, _ in segments)
        used = 0

        def sign(unseen: re.Match[str]) -> str:
            nonlocal used
            wanted = 1 - cell_len(unseen[0])
            if used + wanted > spaces:
                return ""
            used += wanted
            return _SIGN

        shown = [(re.sub(UNSHOWN, sign, text), style) for text, style, _ in segments]
        narrowed: list[Segment] = []
        for text, style in reversed(shown):
            kept, gone = re.subn(_GAP, "", text, count=used) if used else (text, 0)
            used -= gone
            narrowed.append(Segment(kept, style))
        return narrowed[::-1]
