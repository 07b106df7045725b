"""A whole score into PCM, as fast as it goes and in constant memory."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from backcue.sound.mixer import BLOCK_FRAMES, Mixer, Pcm, Sounds
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.score.cue import Cue

TAIL: Final = 10.0
"""Seconds that the last sounds may go on for after the end of the score."""


class Sink(Protocol):
    """Takes the PCM of one file, block by block."""

    def write(self, block: Pcm) -> None:
        """Take the next frames: 48 kHz, mono, 16 bit."""
        ...


def render(
    cues: Iterable[Cue],
    sounds: Sounds,
    seconds: float,
    sink: Sink,
    *,
    volume: float = 1.0,
    progress: Callable[[float], None] = lambda _: None,
) -> float:
    """Mix cues, sorted by time and counted from 0, into the sink; give the seconds written.

    Cues are drawn only as far as the block at hand. Those after `seconds` are left out; the
    sounds begun by then end in their own time. `progress` hears the share done, 0 to 1.
    """
    mixer = Mixer(volume)
    coming = iter(cues)
    cue = next(coming, None)
    length = round(seconds * SAMPLE_RATE)
    while mixer.position < length:
        frames = min(BLOCK_FRAMES, length - mixer.position)
        edge = mixer.position + frames
        while cue is not None and round(cue.at * SAMPLE_RATE) < edge:
            _add(mixer, sounds, cue)
            cue = next(coming, None)
        sink.write(mixer.render(frames))
        progress(mixer.position / length)
    while cue is not None and cue.at <= seconds:
        _add(mixer, sounds, cue)
        cue = next(coming, None)
    most = length + round(TAIL * SAMPLE_RATE)
    while not mixer.idle and mixer.position < most:
        sink.write(
            mixer.render(min(BLOCK_FRAMES, mixer.end - mixer.position, most - mixer.position))
        )
    return mixer.position / SAMPLE_RATE


def _add(mixer: Mixer, sounds: Sounds, cue: Cue) -> None:
    samples = sounds.samples(cue.sound)
    mixer.add(round(cue.at * SAMPLE_RATE), samples, gain=cue.gain, seconds=cue.seconds)
