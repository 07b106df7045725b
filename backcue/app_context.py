"""What one run of backcue works with: settings, presets, sounds, an output, and a record."""

from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from backcue.keys.changed_keys import Keymap, keymap
from backcue.presets.kept_cadences import KeptCadences
from backcue.presets.library import Library
from backcue.presets.own import OwnPresets
from backcue.presets.recent import RecentWords
from backcue.session_setup import RunOptions, SessionSetup, set_up
from backcue.settings.file import SettingsError, change
from backcue.settings.schema import Settings
from backcue.system import paths
from backcue.toml.editing import Value
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.coach import Coach
    from backcue.history.recovery import Resumption
    from backcue.history.store import Store
    from backcue.session.clock import Clock
    from backcue.sound.outputs.player import Player
    from backcue.sound.samples.bank import Bank


@dataclass
class AppContext:
    """Hands the screens, and a session without one, what they need, out of the person's folders.

    The sound output is opened at the first use and shared by all sessions.
    """

    settings: Settings
    """The person's settings, as they are now."""
    options: RunOptions = field(default_factory=RunOptions)
    _: KW_ONLY
    output: str | None = None
    """Through what it is heard, instead of what the settings say."""
    volume_percent: int | None = None
    """The volume to begin with, instead of what the settings say."""
    library: Library = field(default_factory=lambda: Library(paths.presets_dir()))
    """All presets."""
    own: OwnPresets = field(default_factory=lambda: OwnPresets(paths.presets_dir()))
    """The person's own preset files."""
    recent: RecentWords = field(default_factory=lambda: RecentWords(paths.recent_file()))
    """The words typed last."""
    kept: KeptCadences = field(default_factory=lambda: KeptCadences(paths.kept_cadences_file()))
    """Cadences kept for presets."""
    _player: "Player | None" = field(default=None, init=False)

    @cached_property
    def keymap(self) -> Keymap:
        """Which keys do what."""
        bottom_row = self.settings.session.bottom_row_pauses
        return keymap(self.settings.keys, bottom_row=bottom_row)

    def setup(self, preset: Preset) -> SessionSetup:
        """Decide how a preset would be walked now."""
        return set_up(preset, self.settings, self.options, self.kept.of(preset.id))

    # What is heard.

    @cached_property
    def clock(self) -> "Clock":
        """The clock of sessions and sounds."""
        from backcue.system.clock import MonotonicClock  # noqa: PLC0415 - asyncio is slow

        return MonotonicClock()

    def now(self) -> float:
        """Returns the time on the clock of sessions and sounds, seconds."""
        return self.clock.now()

    @cached_property
    def bank(self) -> "Bank":
        """The person's sounds and voice, built-in ones where they have none of their own."""
        from backcue.sound.samples.bank import Bank  # noqa: PLC0415 - only where it is heard

        return Bank(paths.sounds_dir(), self.settings.sound.voice_pack)

    @property
    def volume(self) -> float:
        """The loudness to begin with, 0 to 1."""
        percent = self.volume_percent
        return (self.settings.sound.volume if percent is None else percent) / 100

    @property
    def offset_ms(self) -> float:
        """How much earlier than planned sounds are sent."""
        return self.settings.sound.audio_offset_ms

    def player(self) -> "Player":
        """Returns the output, open; OutputError where the one that was named cannot be used."""
        if self._player is None:
            from backcue.sound.outputs.choose import open_player  # noqa: PLC0415 - numpy is slow

            self._player = open_player(
                self.output or self.settings.sound.output,
                bank=self.bank,
                volume=self.volume,
                audio_offset_ms=self.offset_ms,
            )
            self._player.open()
        return self._player

    def coach(self, preset: Preset) -> "Coach":
        """Returns a coach for one session."""
        return self._coach(self.setup(preset))

    def coach_again(self, left: "Resumption") -> "Coach":
        """Returns a coach for a session that goes on where it was interrupted."""
        return self._coach(SessionSetup(left.head.course, left.audio), left)

    def _coach(self, setup: SessionSetup, left: "Resumption | None" = None) -> "Coach":
        from backcue.coach import Coach  # noqa: PLC0415 - only where one is walked
        from backcue.system.wake_lock import WakeLock  # noqa: PLC0415

        return Coach(
            setup.course,
            clock=self.clock,
            player=self.player(),
            lengths=self.bank.seconds,
            audio=setup.audio,
            store=self.history,
            volume=self.volume,
            wake_lock=WakeLock(),
            voice_pack=self.settings.sound.voice_pack,
            resumption=left,
        )

    # What is kept.

    @cached_property
    def history(self) -> "Store":
        """The sessions that are kept."""
        from backcue.history.place import own_place  # noqa: PLC0415 - only where it is wanted
        from backcue.history.store import Store  # noqa: PLC0415 - with it comes SQLite

        return Store(own_place())

    @property
    def is_any_interrupted(self) -> bool:
        """Whether the program of a session ended before it did; quick to find out."""
        from backcue.history.place import own_place  # noqa: PLC0415 - only where it is wanted

        return bool(own_place().orphans())

    def close(self) -> None:
        """Let go of the output; the next use opens another."""
        if self._player is not None:
            self._player.close()
            self._player = None

    # What the person sets on the way.

    @property
    def is_safety_unread(self) -> bool:
        """Whether the page on safety is still to be read and accepted."""
        return not self.settings.person.safety_accepted

    def accept_safety(self) -> str | None:
        """Keep that it was accepted; returns why it could not be kept, to be asked again then."""
        try:
            self._set("person.safety_accepted", value=True)
        except (OSError, SettingsError) as error:
            why = getattr(error, "strerror", None) or error
            return f"this will be asked again: it could not be kept: {why}"
        return None

    def keep_offset(self, offset_ms: int) -> None:
        """Send sounds earlier by so much, in the sessions to come and as a setting.

        Raises OSError and SettingsError where it cannot be kept; nothing is changed then.
        """
        self._set("sound.audio_offset_ms", value=offset_ms)
        # An output has its offset for life.
        self.close()

    def _set(self, key: str, *, value: Value) -> None:
        self.settings = change(paths.settings_file(), **{key: value})
