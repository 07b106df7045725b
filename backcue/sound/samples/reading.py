"""The sound of wav files, of any rate, width and number of channels, as samples at 48 kHz."""

from array import array
from functools import reduce
from itertools import pairwise
from math import cos, pi

from backcue.sound.samples.levels import SAMPLE_RATE, peak_of
from backcue.sound.samples.resample import resampled
from backcue.sound.samples.samples import (
    FULL_WIDE,
    KEPT,
    STEREO,
    WIDE,
    Samples,
    added,
    in_own_pages,
    louder,
    mean,
    peak,
    rounded,
    shaped,
    silence,
    widened,
)
from backcue.sound.samples.wav import WavError, WavFile
from backcue.sound.score.cue import HOLD
from backcue.system.files import open_regular

LOUDEST = 1000.0
"""Floating point may go over full scale, but not so far; what is no number fails too."""
FADE_FRAMES = 48
"""1 ms: short enough for a sharp onset, long enough not to click."""
BITS_UNSIGNED = 8
"""These alone are stored around 128, and not around 0."""
_SIGNED = bytes((byte + 128) % 256 for byte in range(256))
_FLOATS = {32: "f", 64: "d"}

Channels = list[bytes]
"""A sound while it is read: one channel or two, each at 48 kHz and with 32 bits."""


def read(file: WavFile, *, stereo: bool = False) -> Channels:
    """Returns the sound of a wav file; WavError where it is broken.

    It is mono, unless `stereo` is asked for and the file has two channels.
    """
    try:
        with open_regular(file.path) as stream:
            stream.seek(file.offset)
            data = stream.read(file.frames * file.frame_bytes)
    except OSError as error:
        raise WavError(f"cannot be read ({error.strerror or error})") from error
    if len(data) != file.frames * file.frame_bytes:
        raise WavError("is broken: it is cut short")
    wide = _from_floats(data, file.bits) if file.is_float else _from_whole(data, file.bits)
    channels = _apart(wide, file.channels)
    if not stereo or file.channels != STEREO:
        channels = [reduce(added, (louder(each, 1 / len(channels)) for each in channels))]
    return [resampled(each, file.rate, SAMPLE_RATE) for each in channels]


def _from_whole(data: bytes, bits: int) -> bytes:
    if bits == BITS_UNSIGNED:
        data = data.translate(_SIGNED)
    return widened(data, bits // 8)


def _from_floats(data: bytes, bits: int) -> bytes:
    samples = array(_FLOATS[bits], data)
    if not all(abs(sample) <= LOUDEST for sample in samples):
        raise WavError("is broken: it holds numbers that are no sound")
    loudest = max(map(abs, samples))
    scale = FULL_WIDE / max(1.0, loudest)
    return array("i", (int(sample * scale) for sample in samples)).tobytes()


def _apart(wide: bytes, channels: int) -> Channels:
    if channels == 1:
        return [wide]
    samples = array("i", wide)
    return [samples[channel::channels].tobytes() for channel in range(channels)]


def fitted(channels: Channels, sound: str) -> Channels:
    """Fit a person's own sound into the mix: its peak within the level plan, no clicks.

    It is only ever turned down, and begins and ends within 1 ms from and to silence; a loop
    keeps its edges where its end leads into its beginning.
    """
    made = [_centred(each) for each in channels]
    loudest, room = max(map(peak, made)), peak_of(sound) * FULL_WIDE
    if loudest > room:
        made = [louder(each, room / loudest) for each in made]
    if sound == HOLD and not any(map(_jumps, made)):
        return made
    return [_faded(each) for each in made]


def _centred(samples: bytes) -> bytes:
    level = array("i", [-mean(samples)]).tobytes()
    return added(samples, level * (len(samples) // WIDE))


def _jumps(loop: bytes) -> bool:
    """Whether there is more between the last sample and the first than anywhere else."""
    samples = array("i", loop)
    steps = (abs(one - other) for one, other in pairwise(samples))
    return abs(samples[0] - samples[-1]) > max(steps, default=0)


def _faded(samples: bytes) -> bytes:
    edge = min(FADE_FRAMES, len(samples) // WIDE // 2)
    rise = [0.5 - 0.5 * cos(pi * frame / edge) for frame in range(edge)]
    first, last = edge * WIDE, len(samples) - edge * WIDE
    begin, end = shaped(samples[:first], rise), shaped(samples[last:], rise[::-1])
    return begin + samples[first:last] + end


def on_its_side(samples: bytes, side: float) -> Channels:
    """Returns a mono sound laid this far from the middle: 1 is all left, -1 all right."""
    return [louder(samples, 1 + side), louder(samples, 1 - side)]


def joined(parts: list[Channels], gap: int) -> Samples:
    """Returns the parts one after the other with `gap` silent frames between."""
    count = max(map(len, parts), default=1)
    # What has one channel among others with two is heard in both.
    rows = [silence(gap).join(part[at % len(part)] for part in parts) for at in range(count)]
    pcm = [array("h", rounded(louder(row, FULL_WIDE / 2**31))) for row in rows]
    whole = array("h", bytes(KEPT * count * len(pcm[0])))
    for channel, row in enumerate(pcm):
        whole[channel::count] = row
    return in_own_pages(whole.tobytes(), count)
