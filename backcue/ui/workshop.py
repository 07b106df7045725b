"""What writing workouts needs: where they are kept, and how they are judged."""

from collections.abc import Callable
from dataclasses import dataclass

from backcue.presets.own import OwnPresets
from backcue.presets.recent import RecentWords
from backcue.sound.score.speech_slots import Lengths
from backcue.ui.contract import Plan, Presets


@dataclass(frozen=True, slots=True)
class Workshop:
    """The shelf of presets and the tools beside it."""

    library: Presets
    """All presets."""
    plan: Plan
    """How one would be walked now."""
    own: OwnPresets
    """The person's own preset files."""
    recent: RecentWords
    """The words typed last."""
    lengths: Lengths | None = None
    """How long sounds last, for hints about the voice; None: nothing is spoken."""
    forget_pace: Callable[[str], None] | None = None
    """Forgets the cadences kept for the preset of this id, where a new pace is written."""
