"""Figures that files may hold, each within what a person can do."""

from typing import Annotated

from msgspec import Meta

from backcue.workout.model import MAX_CADENCE_SPM, MIN_CADENCE_SPM

CadenceSpm = Annotated[float, Meta(ge=MIN_CADENCE_SPM, le=MAX_CADENCE_SPM)]
"""Steps per minute."""
StepLength = Annotated[float, Meta(ge=0.1, le=3.0)]
"""Metres per step: from a shuffle to more than a sprinter's."""
