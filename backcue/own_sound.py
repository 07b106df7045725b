"""What is heard in one run: its clock, the person's sounds, and the output they go to."""

from functools import cached_property
from typing import TYPE_CHECKING

from backcue.own_settings import OwnSettings
from backcue.session_setup import RunOptions
from backcue.settings.schema import Settings, SoundSettings
from backcue.system import paths

if TYPE_CHECKING:
    from backcue.session.clock import Clock
    from backcue.sound.outputs.player import Player
    from backcue.sound.samples.bank import Bank


class OwnSound(OwnSettings):
    """The person's sound. The output is opened at the first use and shared by all sessions."""

    def __init__(
        self,
        settings: Settings,
        options: RunOptions | None = None,
        *,
        output: str | None = None,
        volume_percent: int | None = None,
    ) -> None:
        super().__init__(settings, options)
        self.output = output
        """Through what it is heard, instead of what the settings say."""
        self.volume_percent = volume_percent
        """The volume to begin with, instead of what the settings say."""
        self._player: Player | None = None

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
        return self.bank_of(self.settings.sound.voice_pack)

    def bank_of(self, voice: str) -> "Bank":
        """Returns the person's sounds with this voice."""
        from backcue.sound.samples.bank import Bank  # noqa: PLC0415 - only where it is heard

        sound = self.settings.sound
        return Bank(paths.sounds_dir(), voice, steps=sound.steps, stereo=sound.stereo)

    @property
    def channels(self) -> int:
        """How many channels are played and written."""
        return 2 if self.settings.sound.stereo else 1

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
            from backcue.sound.outputs.choose import open_player  # noqa: PLC0415 - slow
            from backcue.sound.outputs.shielded import Shielded  # noqa: PLC0415
            from backcue.system.heap import share_heap  # noqa: PLC0415

            share_heap()
            player = open_player(
                self.output or self.settings.sound.output,
                bank=self.bank,
                volume=self.volume,
                audio_offset_ms=self.offset_ms,
                channels=self.channels,
            )
            self._player = Shielded(player)
            self._player.open()
        return self._player

    def close(self) -> None:
        """Let go of the output and its sounds; the next use opens others."""
        if self._player is not None:
            self._player.close()
            self._player = None
        self.__dict__.pop("bank", None)

    def _came_into_force(self, before: Settings) -> None:
        if _through(self.settings.sound) != _through(before.sound):
            # An output has its offset and its sounds for life.
            self.close()


def _through(sound: SoundSettings) -> tuple[object, ...]:
    """Returns what an open output and its sounds depend on."""
    return sound.output, sound.audio_offset_ms, sound.voice_pack, sound.steps, sound.stereo
