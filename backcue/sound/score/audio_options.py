"""What a person wants to hear."""

from enum import StrEnum

from msgspec import Struct


class Detail(StrEnum):
    """How much the voice says."""

    FULL = "full"
    """All there is to know; what came in three repetitions already is said briefly."""
    BRIEF = "brief"
    """How many and which way, or on which leg."""
    CHANGES = "changes"
    """Which way or on which leg alone, and nothing between."""


class AudioOptions(Struct, frozen=True):
    """What a person wants to hear."""

    voice: bool = True
    beats: bool = True
    fade: float = 0.0
    """Share of beats, 0 to 1, that has fallen silent by the last repetition."""
    technique: str | None = None
    """A line to say in the lead-in, if the voice has it."""
    detail: Detail = Detail.FULL
