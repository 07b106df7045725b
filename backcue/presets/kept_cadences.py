"""Cadences that a person found right for a preset, kept when they say so."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import msgspec

from backcue.system import atomic
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
        self._file = file

    def of(self, preset_id: str) -> PaceChange:
        """Returns what was kept for a preset; no change where nothing was, or it cannot be read."""
        return self._all().get(preset_id, NONE)

    def keep(self, preset_id: str, change: PaceChange) -> None:
        """Keep cadences for a preset, in the place of earlier ones; OSError where that fails."""
        self._write({**self._all(), preset_id: change})

    def forget(self, preset_id: str) -> None:
        """Keep nothing for a preset any more; OSError where that fails."""
        kept = self._all()
        if kept.pop(preset_id, None) is not None:
            self._write(kept)

    def _write(self, kept: Mapping[str, PaceChange]) -> None:
        values = {name: _given(one) for name, one in sorted(kept.items())}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_text(self._file, json.dumps(values, indent=2, ensure_ascii=False) + "\n")

    def _all(self) -> dict[str, PaceChange]:
        # What was kept is a convenience: a file that is damaged must not stop a workout.
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, PaceChange])
        except (OSError, msgspec.DecodeError):
            return {}


def _given(change: PaceChange) -> dict[str, float]:
    return {name: value for name, value in asdict(change).items() if value is not None}
