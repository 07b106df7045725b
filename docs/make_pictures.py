"""Take the pictures of the README: python docs/make_pictures.py (needs rsvg-convert).

The app's own screens, as it draws them, at moments of a session that are set by hand.
"""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

# All colours, whatever the terminal is that this runs in.
os.environ |= {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.presets.library import Library
from backcue.session.snapshot import Snapshot
from backcue.ui.app import BackcueApp
from tests.ui import fakes

IMAGES = Path(__file__).parent / "images"
SIZE = (100, 30)
WIDTH = 1000
"""Pixels of a picture."""
_CELL = 12.2
"""Width of a cell in the units of an exported screen."""
_TEXT = re.compile(
    r'(<text[^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*)>((?:&#160;)*)([^<]*)</text>'
)

_FILL = re.compile(r"\.(terminal-\d+-r\d+) \{ fill: (#\w+)")
_BLOCKS = re.compile(r'<text class="(terminal-\d+-r\d+)"(?=[^>]*>[^<]*[█▀▄▌▐])')


def _without_leading_space(match: re.Match[str]) -> str:
    """Move a text to where its first letter is: the converter would swallow the space."""
    head, x, middle, length, rest, lead, body = match.groups()
    spaces = lead.count("&#160;")
    words = re.sub(r"(?:&#160;)+$", "", body)
    trailing = (len(body) - len(words)) // len("&#160;")
    if not words:
        return ""
    return (
        f'{head}x="{float(x) + _CELL * spaces:.1f}"{middle}'
        f'textLength="{float(length) - _CELL * (spaces + trailing):.1f}"{rest}>{words}</text>'
    )


def _without_seams(drawn: str) -> str:
    """Returns blocks an edge of their own colour: no font fills the height of a row."""
    fills = dict(_FILL.findall(drawn))

    def edged(match: re.Match[str]) -> str:
        colour = fills.get(match[1])
        return match[0] if colour is None else f'{match[0]} stroke="{colour}" stroke-width="1.4"'

    return _BLOCKS.sub(edged, drawn)


async def picture(name: str, snapshot: Snapshot | None) -> None:
    """Draw a screen: the menu, or the workout at this moment."""
    coach = fakes.FakeCoach(snapshot or fakes.WALKING)
    context = fakes.standing(coach, of=fakes.Plain, shelf=Library())
    app = BackcueApp(context, fakes.BALANCE if snapshot else None)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.2)
        exported = app.export_screenshot(title="backcue")
    drawn = _without_seams(_TEXT.sub(_without_leading_space, exported))
    command = ["rsvg-convert", "-w", str(WIDTH), "-o", str(IMAGES / f"{name}.png")]
    await asyncio.to_thread(subprocess.run, command, input=drawn.encode(), check=True)


async def main() -> None:
    """Take them all."""
    IMAGES.mkdir(exist_ok=True)
    for name, snapshot in (
        ("menu", None),
        ("forward", fakes.WALKING),
        ("backward", fakes.GOING_BACK),
        ("hold", fakes.HOLDING),
    ):
        await picture(name, snapshot)


if __name__ == "__main__":
    asyncio.run(main())
