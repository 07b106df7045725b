"""The ways: which rungs follow one another, by the path that a person chose and where they walk."""

from types import MappingProxyType
from typing import Final

from backcue.training.rungs import RUNGS, Rung
from backcue.workout.model import Surface

OFF: Final = "off"
"""The path of a person who wants no advice."""

_BEGIN = ("first-five", "daily-ten")
_LONGER = ("daily-fifteen", "daily-twenty")
_ON_GROUND = (*_BEGIN, "hundred-fifteen", "balance", *_LONGER)
_RUNS = ("reverse-jog", "quarter-lap", "balance-run")

_LADDER = {
    Surface.FLOOR: (*_ON_GROUND, "gentle-hill", *_RUNS),
    # A track is level.
    Surface.TRACK: (*_ON_GROUND, *_RUNS),
    # A belt at one speed has no 100 / 15, nobody balances on it, and nobody runs backward on it.
    Surface.TREADMILL: (*_BEGIN, *_LONGER, "uphill-back", "uphill-five", "uphill-ten"),
    # It has no slope to set, and no room for sets over the ground.
    Surface.MANUAL_TREADMILL: (*_ON_GROUND, "quarter-lap"),
}
_EVERYWHERE = {
    "daily": _BEGIN,
    "balance": (*_BEGIN, "hundred-fifteen", "balance"),
    "running": (*_BEGIN, *_LONGER, *_RUNS, "uthoff-2018"),
    "knee-friendly": ("first-five", "alghadir-2019"),
}
PATHS: Final = MappingProxyType(
    {
        "ladder": "the ladder",
        "daily": "five to ten minutes a day",
        "balance": "the way to the balance walk",
        "running": "the way to running backward",
        "knee-friendly": "the dose of a study with knees in mind",
    }
)
"""What each path is called."""


def rungs_of(path: str, surface: Surface) -> tuple[Rung, ...]:
    """Returns the rungs of a path where one walks, the first to be done first; none: off."""
    if path == "balance" and surface is Surface.TREADMILL:
        return tuple(RUNGS[each] for each in (*_BEGIN, "balance"))
    ids = _LADDER[surface] if path == "ladder" else _EVERYWHERE.get(path, ())
    return tuple(RUNGS[each] for each in ids)
