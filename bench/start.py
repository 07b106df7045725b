"""Measure what starting costs beside the bare libraries: python bench/start.py.

Processor time of fresh processes, taken in pairs that alternate, so that what else the machine
does meets both alike. `--version` and `list` stand beside an import of click, the painted menu
beside a Textual app with a list, a text and an input. `list` has no goal: it reads two dozen
files, which nothing it stands beside does. Exit status 1 if a median ratio is over its goal.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import tell

ROOT = Path(__file__).parents[1]
PAIRS = 10

CLICK, IMPORTED = "import click", "an import of click"
PAINTED = """
import os
os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
from functools import partialmethod
from textual.app import App

App.run = partialmethod(App.run, headless=True, size=(80, 24))
App.on_ready = lambda app: app.screen.call_after_refresh(app.exit)
"""
BARE = """
from textual.widgets import Input, OptionList, Static

class Bare(App):
    def compose(self):
        yield OptionList(*map(str, range(30)))
        yield Static("text", markup=False)
        yield Input()

Bare().run()
"""
MENU = """
from backcue.cli.menu import menu

menu()
"""


class Start(NamedTuple):
    """What is started, beside what, and how many times its cost is allowed."""

    name: str
    ours: list[str]
    bare: list[str]
    instead: str
    goal: float | None = None


STARTS = (
    Start("backcue --version", ["-m", "backcue", "--version"], ["-c", CLICK], IMPORTED, 1.5),
    Start("backcue list", ["-m", "backcue", "list"], ["-c", CLICK], IMPORTED),
    Start(
        "the painted menu",
        ["-c", PAINTED + MENU],
        ["-c", PAINTED + BARE],
        "a bare Textual app",
        1.25,
    ),
)


def write_settings(home: Path) -> None:
    """Make this the home of somebody who was here before: the first start shows other pages."""
    settings = home / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[session]\nsurface = "floor"\n[person]\nsafety_accepted = true\n')


def spent_ms(arguments: list[str], home: str) -> float:
    """Returns the processor time of a Python with these arguments, milliseconds."""
    ours = {
        "PYTHONPATH": str(ROOT),
        "BACKCUE_CONFIG_DIR": f"{home}/config",
        "BACKCUE_DATA_DIR": f"{home}/data",
        # As where it is installed: everything is compiled by the first, untimed, start.
        "PYTHONPYCACHEPREFIX": f"{home}/compiled",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    environment = {**os.environ, **ours}
    before = _spent_by_children()
    subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    return 1000 * (_spent_by_children() - before)


def _spent_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Print the figures."""
    print(f"{'':20}{'ms':>8}{'bare ms':>9}{'ratio':>8}{'lowest':>8}{'goal':>7}")
    slow = False
    with tempfile.TemporaryDirectory() as home:
        write_settings(Path(home))
        for start in STARTS:
            for arguments in (start.ours, start.bare):
                spent_ms(arguments, home)
            pairs = [(spent_ms(start.ours, home), spent_ms(start.bare, home)) for _ in range(PAIRS)]
            ratios = [ours / bare for ours, bare in pairs]
            ours, bare = (statistics.median(each) for each in zip(*pairs, strict=True))
            ratio = statistics.median(ratios)
            slow = slow or (start.goal is not None and ratio > start.goal)
            tell(
                f"{start.name}, processor time beside {start.instead}", ratio, "x", most=start.goal
            )
            tell(f"{start.name}, processor time", ours, "ms", beside=bare, instead=start.instead)
            figures = f"{ours:8.0f}{bare:9.0f}{ratio:8.2f}{min(ratios):8.2f}{start.goal or '-':>7}"
            print(f"{start.name:20}{figures}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
