"""How a measurement tells its figures: what, how much, its goal, and what one would use instead.

A script prints what it likes and calls `tell` for each figure; `make bench` makes one table of
all. Where something cannot be measured here it returns `not_measured(why)`.
"""

import json
import os
import shlex
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

TOLD = "BACKCUE_FIGURES"
"""The variable that names the file to which figures are added, a line of JSON each."""
MARGIN = 0.1
"""Share of the goal by which a figure has to be better, or it is no more than at the goal."""
MET, AT_THE_GOAL, MISSED, NO_GOAL = "met", "at the goal", "missed", ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, with at most one of the three kinds of goal."""

    what: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    exactly: float | None = None
    """For counts, which are right or wrong."""
    beside: float | None = None
    """The same of what a person would use instead."""
    instead: str = ""
    """What that is."""
    command: str = ""

    @property
    def verdict(self) -> str:
        """Whether the goal is met with a margin."""
        exactly = 0 if self.most == 0 else self.exactly
        if exactly is not None:
            return MET if self.value == exactly else MISSED
        if self.most is not None:
            return _verdict(self.most - self.value, MARGIN * abs(self.most))
        if self.least is not None:
            return _verdict(self.value - self.least, MARGIN * abs(self.least))
        return NO_GOAL

    @property
    def goal(self) -> str:
        """The goal in words."""
        goals = (("at most", self.most), ("at least", self.least), ("", self.exactly))
        for words, goal in goals:
            if goal is not None:
                return f"{words} {_number(goal, self.unit)}".strip()
        return ""

    @property
    def amount(self) -> str:
        """The figure with its unit."""
        return _number(self.value, self.unit)

    @property
    def ratio(self) -> str:
        """How it stands beside what a person would use instead."""
        if self.beside is None:
            return ""
        times = f"x{self.value / self.beside:.2g} of " if self.beside else "beside "
        return f"{times}{self.instead} ({_number(self.beside, self.unit)})"


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """What could not be measured here, and why: neither met nor missed."""

    why: str
    command: str = ""


def tell(
    what: str,
    value: float,
    unit: str = "",
    *,
    most: float | None = None,
    least: float | None = None,
    exactly: float | None = None,
    beside: float | None = None,
    instead: str = "",
) -> Figure:
    """Tell a figure to whoever makes the table."""
    figure = Figure(
        what, float(value), unit, most, least, exactly, beside, instead, command=_command()
    )
    _add({"figure": asdict(figure)})
    return figure


def not_measured(why: str) -> int:
    """Say that something is not measured, and why; returns the exit status, that of no fault."""
    print(f"not measured: {why}", flush=True)
    # Remedies name the Python at hand; the table goes to others.
    told = NotMeasured(why.replace(sys.executable, "python"), _command())
    _add({"not_measured": asdict(told)})
    return 0


def read(file: Path) -> list[Figure | NotMeasured]:
    """Returns what a script told, in its order."""
    told: list[Figure | NotMeasured] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        told.append(
            Figure(**entry["figure"]) if "figure" in entry else NotMeasured(**entry["not_measured"])
        )
    return told


def _verdict(better_by: float, margin: float) -> str:
    if better_by < 0:
        return MISSED
    return MET if better_by >= margin and better_by > 0 else AT_THE_GOAL


def _number(value: float, unit: str) -> str:
    digits = 0 if value == int(value) or abs(value) >= 1000 else 1 if abs(value) >= 100 else 3
    text = f"{value:,.{digits}f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {unit}".strip()


def _command() -> str:
    script = Path(sys.argv[0])
    return shlex.join(["python", f"{script.parent.name}/{script.name}", *sys.argv[1:]])


def _add(entry: dict[str, object]) -> None:
    if file := os.environ.get(TOLD):
        with Path(file).open("a", encoding="utf-8") as told:
            told.write(json.dumps(entry) + "\n")
