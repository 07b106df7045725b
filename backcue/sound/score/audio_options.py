"""What a person wants to hear."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AudioOptions:
    """What a person wants to hear."""

    voice: bool = True
    beats: bool = True
    fade: float = 0.0
    """Share of beats, 0 to 1, that has fallen silent by the last repetition."""
    technique: str | None = None
    """A line to say in the lead-in, if the voice has it."""
