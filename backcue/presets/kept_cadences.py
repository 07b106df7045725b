"""Cadences that a person found right for a preset, kept when they say so."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import asdict

from backcue.presets.json_file import JsonFile
from backcue.presets.preset_file import PaceTable
from backcue.workout.model import MAX_CADENCE_SPM, MIN_CADENCE_SPM, Direction, Gait
from backcue.workout.pace import Pace
from backcue.workout.preset import PaceChange

NONE = PaceChange()


def found(pace: Pace, added: Mapping[tuple[Direction, Gait], float]) -> PaceChange | None:
    """Returns the cadences at the end of a session; None where the person changed none.

    `added` are the steps per minute that they added to `pace`.
    """
    if not any(added.values()):
        return None

    def cadence(direction: Direction, gait: Gait) -> float:
        spm = pace.cadence(direction, gait) + added.get((direction, gait), 0.0)
        return round(min(max(spm, MIN_CADENCE_SPM), MAX_CADENCE_SPM), 1)

    return PaceChange(
        forward=cadence(Direction.FORWARD, Gait.WALK),
        backward=cadence(Direction.BACKWARD, Gait.WALK),
        forward_run=cadence(Direction.FORWARD, Gait.RUN),
        backward_run=cadence(Direction.BACKWARD, Gait.RUN),
    )


class KeptCadences:
    """A small JSON file: cadences by the id of the preset."""

    def __init__(self, file: Path) -> None:
        self._file = JsonFile[dict[str, object]](file, dict)
        self.problems = self._file.problems
        """What was wrong with the file, one line each."""

    def of(self, preset_id: str) -> PaceChange:
        """Returns what was kept for a preset; no change where nothing was, or it is damaged."""
        return PaceChange(**_walkable(self._file.read().get(preset_id)))

    def keep(self, preset_id: str, change: PaceChange) -> None:
        """Keep cadences for a preset, in the place of earlier ones; OSError where that fails."""
        figures = _walkable(asdict(change))
        self._file.change(lambda kept: {**_all(kept), preset_id: figures})

    def forget(self, preset_id: str) -> None:
        """Keep nothing for a preset any more; OSError where that fails."""
        if preset_id in self._file.read():
            self._file.change(lambda kept: _all({**kept, preset_id: None}))


def _all(kept: Mapping[str, object]) -> dict[str, object]:
    """Returns what was kept for each preset, as far as a person can walk at it."""
    walkable = {name: _walkable(one) for name, one in sorted(kept.items())}
    return {name: figures for name, figures in walkable.items() if figures}


def _walkable(figures: object) -> dict[str, float]:
    """Returns those of the figures that a person can walk at, and drops the others."""
    given = figures.items() if isinstance(figures, dict) else ()
    return {name: value for name, value in given if value is not None and _fits(name, value)}


def _fits(name: str, value: object) -> bool:
    try:
        msgspec.convert({name: value}, PaceTable)
    except (msgspec.ValidationError, UnicodeError):
        # The second is of names with half a character in them.
        return False
    return True
