"""What a session needs around it: sounds, an output, and a place to keep it."""

from typing import TYPE_CHECKING, Self

from backcue.cli.lookup import bank_for, planned
from backcue.coach import Coach
from backcue.history.store import Store
from backcue.presets.kept_cadences import KeptCadences
from backcue.session.clock import MonotonicClock
from backcue.session_setup import RunOptions, audio_options_for
from backcue.settings import file as settings
from backcue.settings.file import Settings
from backcue.system import paths
from backcue.system.wake_lock import WakeLock
from backcue.workout.course import Course
from backcue.workout.hints import Lengths
from backcue.workout.preset import Preset
from backcue.workout.surfaces import caution

if TYPE_CHECKING:
    from types import TracebackType

    from backcue.sound.outputs.player import Player


class Gear:
    """Makes coaches that share one sound output, opened with the first of them.

    `output` and `volume` (percent) go before the settings where they are given.
    """

    def __init__(
        self,
        settings: Settings,
        choices: RunOptions,
        *,
        output: str | None = None,
        volume: int | None = None,
    ) -> None:
        self.clock = MonotonicClock()
        self._settings, self._choices = settings, choices
        self._output = output or settings.sound.output
        self._volume = (settings.sound.volume if volume is None else volume) / 100
        self._bank = bank_for(settings)
        self.paces = KeptCadences(paths.kept_cadences_file())
        self._store = Store(paths.sessions_file())
        self._player: Player | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: "type[BaseException] | None",
        error: "BaseException | None",
        traceback: "TracebackType | None",
    ) -> None:
        if self._player is not None:
            self._player.close()

    @property
    def settings(self) -> Settings:
        """The person's settings, as they are now."""
        return self._settings

    @property
    def lengths(self) -> Lengths:
        """Tells how long each sound lasts, of those that are played."""
        return self._bank.seconds

    def course(self, preset: Preset) -> Course:
        """Say how a preset would be walked now."""
        return planned(preset, self._settings, self._choices)

    def caution(self, preset: Preset) -> str | None:
        """Say why a preset does not suit where the person walks, and what is done instead.

        None where it suits.
        """
        own = self._choices.surface or self._settings.session.surface
        return caution(preset, own, self.course(preset).conditions.surface)

    @property
    def unread_safety(self) -> bool:
        """Whether the page on safety is still to be read and accepted."""
        return not self._settings.person.safety_accepted

    def accept_safety(self) -> str | None:
        """Keep that it was accepted; give why it could not be kept, to be asked again then."""
        try:
            self._settings = settings.change(
                paths.settings_file(), **{"person.safety_accepted": True}
            )
        except OSError as error:
            return f"this will be asked again: it could not be kept: {error.strerror or error}"
        except settings.SettingsError as error:
            return f"this will be asked again: it could not be kept: {error}"
        return None

    @property
    def offset_ms(self) -> float:
        """How much earlier than planned sounds are sent."""
        return self._settings.sound.audio_offset_ms

    @property
    def volume(self) -> float:
        """The loudness to begin with, 0 to 1."""
        return self._volume

    def now(self) -> float:
        """Returns the time on the clock of sessions and sounds."""
        return self.clock.now()

    def keep_offset(self, offset_ms: int) -> None:
        """Send sounds earlier by so much, in the sessions to come and as a setting.

        Raises OSError and SettingsError where it cannot be kept; nothing is changed then.
        """
        file = paths.settings_file()
        self._settings = settings.change(file, **{"sound.audio_offset_ms": offset_ms})
        if self._player is not None:
            # An output has its offset for life; the next session opens another.
            self._player.close()
            self._player = None

    def player(self) -> "Player":
        """Returns the output, open; OutputError where the one that was named cannot be used."""
        if self._player is None:
            from backcue.sound.outputs.choose import open_player  # noqa: PLC0415 - numpy is slow

            self._player = open_player(
                self._output,
                bank=self._bank,
                volume=self._volume,
                audio_offset_ms=self._settings.sound.audio_offset_ms,
            )
            self._player.open()
        return self._player

    def coach(self, preset: Preset) -> Coach:
        """Returns a coach for one session."""
        return Coach(
            self.course(preset),
            clock=self.clock,
            player=self.player(),
            lengths=self.lengths,
            audio=audio_options_for(preset, self._settings, self._choices),
            store=self._store,
            volume=self._volume,
            awake=WakeLock(),
        )
