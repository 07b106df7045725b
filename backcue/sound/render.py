"""A whole score into PCM, as fast as it goes and in constant memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from backcue.sound.mixer import BLOCK_FRAMES, Mixer
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.samples import KEPT
from backcue.sound.score.cue import Cue

if TYPE_CHECKING:
    from backcue.sound.samples.bank import Bank

Write = Callable[[bytes], object]
"""Takes the next frames of a file: 48 kHz, 16 bit, in as many channels as were asked for."""
TAIL: Final = 10.0
"""Seconds that the last sounds may go on for after the end of the score."""
STRETCH_FRAMES: Final = SAMPLE_RATE * 5
"""What sounds for so long without a gap is mixed at once."""
AT_HAND: Final = 64
"""Stretches that are kept as they were mixed: 61 MB at most, with two channels. A repetition is
made of the same few as the one before, most often to the frame."""


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

    Cues are drawn only as far as what is mixed next. Those after `seconds` are left out; the
    sounds begun by then end in their own time. `progress` hears the share done, 0 to 1.
    """
    heard = takewhile(lambda cue: cue.at <= seconds, cues)
    coming = _Coming(filter(_is_heard, (_placed(cue, bank) for cue in heard)))
    file = _File(write, round(seconds * SAMPLE_RATE), channels, progress)

    def mixing(stretch: Sequence[_Sound], more: _Coming = _NO_MORE) -> Iterator[bytes]:
        return _mixing(stretch, more, bank, Mixer(volume, channels))

    @lru_cache(maxsize=AT_HAND)
    def mixed(stretch: tuple[_Sound, ...]) -> bytes:
        return b"".join(mixing(stretch))

    while coming.next is not None and file.has_room():
        begin = coming.next.start
        file.write_silence(begin)
        stretch = _stretch(coming, begin)
        if max(each.end for each in stretch) - begin <= STRETCH_FRAMES:
            file.write(mixed(tuple(each.earlier(begin) for each in stretch)))
        else:
            for block in mixing(stretch, coming):
                file.write(block)
                if not file.has_room():
                    break
    file.write_silence(file.length)
    return file.position / SAMPLE_RATE


class _Sound(NamedTuple):
    """A cue in its place, in frames."""

    start: int
    end: int
    name: str
    gain: float
    seconds: float | None

    def earlier(self, frames: int) -> "_Sound":
        return self._replace(start=self.start - frames, end=self.end - frames)


def _placed(cue: Cue, bank: "Bank") -> _Sound:
    start = round(cue.at * SAMPLE_RATE)
    frames = bank.samples(cue.sound).frames
    if frames and cue.seconds is not None:
        frames = round(cue.seconds * SAMPLE_RATE)
    return _Sound(start, start + frames, cue.sound, cue.gain, cue.seconds)


def _is_heard(sound: _Sound) -> bool:
    return sound.end > sound.start


class _Coming:
    """The sounds of a score, drawn one by one; the next of them can be looked at."""

    def __init__(self, sounds: Iterator[_Sound]) -> None:
        self._sounds = sounds
        self.next = next(sounds, None)

    def until(self, frame: int) -> Iterator[_Sound]:
        """Draw those that begin before a frame."""
        while (drawn := self.next) is not None and drawn.start < frame:
            self.next = next(self._sounds, None)
            yield drawn


_NO_MORE: Final = _Coming(iter(()))


def _stretch(coming: _Coming, begin: int) -> list[_Sound]:
    """Draw what sounds without a gap from this frame on; not for ever."""
    stretch: list[_Sound] = []
    end = begin + 1
    while more := [*coming.until(min(end, begin + STRETCH_FRAMES))]:
        stretch += more
        end = max(each.end for each in stretch)
    return stretch


def _mixing(
    stretch: Sequence[_Sound], coming: _Coming, bank: "Bank", mixer: Mixer
) -> Iterator[bytes]:
    """Mix a stretch block by block, and what is drawn meanwhile that sounds with it."""
    begin = stretch[0].start

    def add(sounds: Iterable[_Sound]) -> None:
        for each in sounds:
            samples = bank.samples(each.name)
            mixer.add(each.start - begin, samples, gain=each.gain, seconds=each.seconds)

    add(stretch)
    while not mixer.idle:
        frames = min(BLOCK_FRAMES, mixer.end - mixer.position)
        add(coming.until(begin + mixer.position + frames))
        yield mixer.render(frames)


class _File:
    """What is written, counted in frames; there is room for a little more than its `length`."""

    def __init__(
        self, write: Write, length: int, channels: int, progress: Callable[[float], None]
    ) -> None:
        self.length = length
        self.position = 0
        self._write, self._progress = write, progress
        self._most = length + round(TAIL * SAMPLE_RATE)
        self._frame = KEPT * channels
        self._silence = bytes(BLOCK_FRAMES * self._frame)

    def has_room(self) -> bool:
        return self.position < self._most

    def write(self, pcm: bytes) -> None:
        """Write frames, as far as there is room for them."""
        room = (self._most - self.position) * self._frame
        self._write(pcm[:room])
        self.position += min(len(pcm), room) // self._frame
        self._progress(min(1.0, self.position / self.length) if self.length else 1.0)

    def write_silence(self, until: int) -> None:
        """Write silence up to a frame, where it is not written so far yet."""
        while self.position < until:
            self.write(self._silence[: (until - self.position) * self._frame])
