"""A whole score into PCM, as fast as it goes and in constant memory."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from backcue.sound.mixer import BLOCK_FRAMES, Mixer
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.score.cue import Cue

if TYPE_CHECKING:
    from backcue.sound.samples.bank import Bank

Write = Callable[[bytes], object]
"""Takes the next frames of a file: 48 kHz, 16 bit, in as many channels as were asked for."""
TAIL: Final = 10.0
"""Seconds that the last sounds may go on for after the end of the score."""


def render(
    cues: Iterable[Cue],
    bank: "Bank",
    seconds: float,
    write: Write,
    *,
    volume: float = 1.0,
    channels: int = 1,
    progress: Callable[[float], None] = lambda _: None,
) -> float:
    """Mix cues, sorted by time and counted from 0, into a file; returns the seconds written.

    Cues are drawn only as far as the block at hand. Those after `seconds` are left out; the
    sounds begun by then end in their own time. `progress` hears the share done, 0 to 1.
    """
    mixer = Mixer(volume, channels)
    coming = iter(cues)
    cue = next(coming, None)
    length = round(seconds * SAMPLE_RATE)
    while mixer.position < length:
        frames = min(BLOCK_FRAMES, length - mixer.position)
        edge = mixer.position + frames
        while cue is not None and round(cue.at * SAMPLE_RATE) < edge:
            _add(mixer, bank, cue)
            cue = next(coming, None)
        write(mixer.render(frames))
        progress(mixer.position / length)
    while cue is not None and cue.at <= seconds:
        _add(mixer, bank, cue)
        cue = next(coming, None)
    most = length + round(TAIL * SAMPLE_RATE)
    while not mixer.idle and mixer.position < most:
        write(mixer.render(min(BLOCK_FRAMES, mixer.end - mixer.position, most - mixer.position)))
    return mixer.position / SAMPLE_RATE


def _add(mixer: Mixer, bank: "Bank", cue: Cue) -> None:
    samples = bank.samples(cue.sound)
    mixer.add(round(cue.at * SAMPLE_RATE), samples, gain=cue.gain, seconds=cue.seconds)
