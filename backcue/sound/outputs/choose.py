"""Choose an output by its name."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, get_args

from backcue.sound.outputs.bell import BellPlayer, ring_terminal
from backcue.sound.outputs.player import Player
from backcue.sound.outputs.silent import SilentPlayer
from backcue.sound.score.cue import Cue

if TYPE_CHECKING:
    from backcue.sound.mixer import Sounds

Output = Literal["auto", "miniaudio", "simpleaudio", "bell", "none"]
OUTPUTS: Final[tuple[str, ...]] = get_args(Output)


class OutputError(ValueError):
    """An output that was asked for by name cannot be used; the message says what to do."""


class WithBell:
    """Another player, with the terminal's bell at transitions while that one is in error."""

    def __init__(self, player: Player, ring: Callable[[], None], *, volume: float = 1.0) -> None:
        self._player = player
        self._bell = BellPlayer(ring, volume=volume, when=lambda: player.error is not None)

    @property
    def name(self) -> str:
        """The name of the player that it helps out."""
        return self._player.name

    @property
    def error(self) -> str | None:
        """Why the player is not heard; None while all is well."""
        return self._player.error

    def open(self) -> None:
        """Begin."""
        self._player.open()

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`, or ring for it."""
        self._player.schedule(cue)
        self._bell.schedule(cue)

    def cancel(self) -> float:
        """Forget every cue that has not begun; give the time from which new ones can be heard."""
        self._bell.cancel()
        return self._player.cancel()

    def hush(self) -> None:
        """Forget every cue and fade out what sounds."""
        self._bell.hush()
        self._player.hush()

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said."""
        self._player.stop_speaking()

    def set_volume(self, volume: float) -> None:
        """Set the loudness: 0 to 1; at 0 the bell keeps still, too."""
        self._bell.set_volume(volume)
        self._player.set_volume(volume)

    def close(self) -> None:
        """End."""
        self._bell.close()
        self._player.close()


def open_player(
    output: str,
    *,
    bank: "Sounds",
    volume: float = 1.0,
    audio_offset_ms: float = 0.0,
    ring: Callable[[], None] = ring_terminal,
) -> Player:
    """Returns the player of an output, ready for its `open()`; nothing is heard before that.

    `auto` is miniaudio, with the bell for as long as no device is there. Volume is 0 to 1.
    Raises `OutputError` for a name that is none and for an output that is not installed.
    """
    match output:
        case "none":
            return SilentPlayer()
        case "bell":
            return BellPlayer(ring, volume=volume)
        case "auto" | "miniaudio":
            from backcue.sound.outputs.miniaudio import MiniaudioPlayer  # noqa: PLC0415  numpy is slow

            player = MiniaudioPlayer(bank, volume=volume, audio_offset_ms=audio_offset_ms)
            return WithBell(player, ring, volume=volume) if output == "auto" else player
        case "simpleaudio":
            from backcue.sound.outputs import simpleaudio  # noqa: PLC0415  numpy is slow

            if problem := simpleaudio.unusable():
                raise OutputError(problem)
            return simpleaudio.SimpleaudioPlayer(
                bank, volume=volume, audio_offset_ms=audio_offset_ms
            )
        case _:
            raise OutputError(f"no output is called {output!r}: use one of {', '.join(OUTPUTS)}")
