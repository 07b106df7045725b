"""The mixer in whole numbers gives what a plain sum in floating point does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from backcue.sound.mixer import RAMP_FRAMES
from backcue.sound.samples.samples import FULL_SCALE, Samples
from backcue.sound.voice.pcm import floats
from tests.sound.waves import Mixer, sound

FRAMES = 6000
Placed = tuple[int, Samples, float]


@st.composite
def placed(draw: st.DrawFn) -> Placed:
    """A sound of one channel or two, noise of some loudness, somewhere."""
    frames, rows = draw(st.integers(1, 2000)), draw(st.integers(1, 2))
    noise = np.random.default_rng(draw(st.integers(0, 99))).uniform(-0.12, 0.12, (rows, frames))
    return draw(st.integers(0, FRAMES - 2000)), sound(*noise), draw(st.floats(0.1, 1.0))


def plain(sounds: list[Placed], volumes: NDArray[np.float64], channels: int) -> NDArray[np.float64]:
    """Returns the sum, a row for each channel."""
    out = np.zeros((channels, FRAMES))
    for at, samples, gain in sounds:
        rows = np.atleast_2d(floats(samples)) * gain
        out[:, at : at + samples.frames] += rows if channels == 2 else rows.mean(axis=0)
    return out * volumes * FULL_SCALE


@given(
    sounds=st.lists(placed(), max_size=6),
    volume=st.floats(0.1, 1.0),
    channels=st.integers(1, 2),
    block=st.integers(1, FRAMES),
)
def test_any_sounds_are_their_sum(
    sounds: list[Placed], volume: float, channels: int, block: int
) -> None:
    mixer = Mixer(volume, channels)
    for at, samples, gain in sounds:
        mixer.add(at, samples, gain=gain)
    blocks = [mixer.mixed(min(block, FRAMES - at)) for at in range(0, FRAMES, block)]
    heard = np.concatenate(blocks).reshape(-1, channels).T
    assert np.abs(heard - plain(sounds, np.full(FRAMES, volume), channels)).max() <= 0.51


@given(
    sounds=st.lists(placed(), max_size=6),
    volumes=st.tuples(st.floats(0.1, 1.0), st.floats(0.1, 1.0)),
    channels=st.integers(1, 2),
)
def test_so_they_are_while_the_volume_changes(
    sounds: list[Placed], volumes: tuple[float, float], channels: int
) -> None:
    before, after = volumes
    mixer = Mixer(before, channels)
    for at, samples, gain in sounds:
        mixer.add(at, samples, gain=gain)
    mixer.set_volume(after)
    ramp = np.minimum(np.arange(1, FRAMES + 1) / RAMP_FRAMES, 1.0)
    heard = mixer.mixed(FRAMES).reshape(-1, channels).T
    wanted = plain(sounds, before + (after - before) * ramp, channels)
    assert np.abs(heard - wanted).max() <= 0.51
