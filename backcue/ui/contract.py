"""What the screens need from outside: the presets, and a coach for a workout."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from backcue.session.events import Event
from backcue.session.snapshot import Snapshot
from backcue.workout.course import Course
from backcue.workout.preset import PaceChange, Preset

if TYPE_CHECKING:
    from backcue.coach import SessionResult
    from backcue.sound.outputs.player import Player


class Coach(Protocol):
    """Runs one session; every method returns at once but `run`."""

    @property
    def course(self) -> Course:
        """What is walked."""

    @property
    def volume(self) -> float:
        """0 to 1."""

    @property
    def muted(self) -> bool:
        """Whether all sound is off."""

    @property
    def voice(self) -> bool:
        """Whether it speaks."""

    @property
    def error(self) -> str | None:
        """What does not work, in one line."""

    @property
    def wake_lock_error(self) -> str | None:
        """Why the screen may go to sleep, in one line."""

    def snapshot(self) -> Snapshot:
        """Read off where the session is."""

    async def run(self) -> "SessionResult":
        """Walk to the end or until stopped, and keep a record."""

    def listen(self, listener: Callable[[Event], None], /) -> None:
        """Tell this function every event, at once."""

    def perform(self, action: str) -> None:
        """Do what a key does, by the id of the action."""

    def pause(self) -> None:
        """Pause; nothing where it stands still already."""

    def stop(self) -> None:
        """End the session."""


class Presets(Protocol):
    """The presets to choose from."""

    @property
    def presets(self) -> tuple[Preset, ...]:
        """All that can be walked."""

    @property
    def broken(self) -> tuple[tuple[Path, Exception], ...]:
        """Own files that make no preset, and why."""

    def refresh(self) -> bool:
        """Read again what changed on disk; give whether anything did."""


class SoundDelay(Protocol):
    """The output, and the delay that is set for it."""

    @property
    def offset_ms(self) -> float:
        """The delay in force: sounds are sent earlier by as much."""

    @property
    def volume(self) -> float:
        """0 to 1."""

    def now(self) -> float:
        """Seconds of the clock that the player keeps."""

    def player(self) -> "Player":
        """Returns the output, open."""

    def keep_offset(self, offset_ms: int) -> None:
        """Set the delay, in the settings and for the sessions to come.

        Raises OSError where that cannot be written, and ValueError where the settings are
        wrong already.
        """


MakeCoach = Callable[[Preset], Coach]
Plan = Callable[[Preset], Course]
"""How a preset would be walked now: for its totals in the menu."""
Caution = Callable[[Preset], str | None]
"""Why a preset does not suit where the person walks, and what is done instead; None: it does."""
AcceptSafety = Callable[[], str | None]
"""Keeps that the page on safety was accepted; gives why it could not be kept."""
KeepPace = Callable[[str, PaceChange], None]
"""Keeps cadences for the preset of this id; OSError where that fails."""


def no_caution(preset: Preset) -> str | None:
    """Say nothing about any preset."""
    del preset
    return None
