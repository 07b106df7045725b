"""Choose an output by its name."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, get_args

from backcue.sound.outputs.bell import BellPlayer, WithBell, ring_terminal
from backcue.sound.outputs.player import Player
from backcue.sound.outputs.silent import SilentPlayer

if TYPE_CHECKING:
    from backcue.sound.samples.bank import Bank

Output = Literal["auto", "miniaudio", "simpleaudio", "bell", "none"]
OUTPUTS: Final[tuple[str, ...]] = get_args(Output)

_LOG = logging.getLogger(__name__)


class OutputError(ValueError):
    """An output that was asked for by name cannot be used; the message says what to do."""


def open_player(
    output: str,
    *,
    bank: "Bank",
    volume: float = 1.0,
    audio_offset_ms: float = 0.0,
    channels: int = 1,
    ring: Callable[[], None] = ring_terminal,
) -> Player:
    """Returns the player of an output, ready for its `open()`; nothing is heard before that.

    `auto` is miniaudio, with the bell for as long as no device is there. Volume is 0 to 1,
    `channels` are one or two.
    Raises `OutputError` for a name that is none and for an output that is not installed.
    """
    _LOG.info("output %s, volume %g, sent %g ms ahead", output, volume, audio_offset_ms)
    ahead = audio_offset_ms / 1000
    match output:
        case "none":
            return SilentPlayer()
        case "bell":
            return BellPlayer(ring, volume=volume)
        case "auto" | "miniaudio":
            from backcue.sound.outputs.miniaudio import MiniaudioPlayer  # noqa: PLC0415  where it is wanted

            player = MiniaudioPlayer(bank, volume=volume, ahead=ahead, channels=channels)
            return WithBell(player, ring, volume=volume) if output == "auto" else player
        case "simpleaudio":
            from backcue.sound.outputs import simpleaudio  # noqa: PLC0415  where it is wanted

            if problem := unusable(output):
                raise OutputError(problem)
            return simpleaudio.SimpleaudioPlayer(
                bank, volume=volume, ahead=ahead, channels=channels
            )
        case _:
            raise OutputError(f"no output is called {output!r}: use one of {', '.join(OUTPUTS)}")


def unusable(output: str) -> str | None:
    """Returns why an output cannot be used here, and what to do; None where it can."""
    if output != "simpleaudio":
        return None
    from backcue.sound.outputs import simpleaudio  # noqa: PLC0415  where it is wanted

    return simpleaudio.unusable()
