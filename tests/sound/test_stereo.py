"""Two channels: what lies on a side is heard there, and their sum is what one channel has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from backcue.sound.mixer import CEILING
from backcue.sound.outputs.miniaudio import MiniaudioPlayer
from backcue.sound.outputs.stream import CueStream
from backcue.sound.samples.samples import Samples
from backcue.sound.sounding import EDGE_FRAMES, HUSH_FRAMES
from tests.sound.fakes import Clock, FakeDevice, FakeSounds, cue
from tests.sound.waves import Mixer, alone, on_side, ones, sound

FULL = 32767


def test_a_sound_in_the_middle_is_the_same_in_both_channels() -> None:
    mixer = Mixer(channels=2)
    mixer.add(10, ones(5))
    out = mixer.mixed(20)
    assert out.shape == (20, 2)
    assert out.flags.c_contiguous
    assert np.flatnonzero(out[:, 0]).tolist() == [10, 11, 12, 13, 14]
    assert np.array_equal(out[:, 0], out[:, 1])


def test_a_sound_on_a_side_is_louder_there_by_what_it_is_softer_on_the_other() -> None:
    left, right = alone(on_side(4, 0.25, 0.5), channels=2).T
    assert set(left) == {round(0.375 * FULL)}
    assert set(right) == {round(0.125 * FULL)}
    left, right = alone(on_side(4, 0.25, -1.0), channels=2).T
    assert (set(left), set(right)) == ({0}, {round(0.5 * FULL)})


def test_a_sound_of_two_channels_keeps_them() -> None:
    left, right = np.linspace(0.1, 0.4, 9), np.linspace(0.3, -0.2, 9)
    out = alone(sound(left, right), channels=2)
    assert pytest.approx(np.stack([left, right]) * FULL, abs=1) == out.T


def changed_on_the_way(channels: int, *together: Samples) -> NDArray[np.int_]:
    """Returns a loop of each with its edges, while the volume changes and all is hushed."""
    mixer = Mixer(channels=channels)
    for samples in together:
        mixer.add(0, samples, seconds=0.1)
    blocks = [mixer.mixed(1500)]
    mixer.set_volume(0.5)
    blocks.append(mixer.mixed(1200))
    mixer.hush()
    return np.concatenate([*blocks, mixer.mixed(2000)]).astype(int)


def test_each_channel_is_what_it_would_be_alone() -> None:
    left, right, middle = np.linspace(0.1, 0.4, 90), np.linspace(0.3, -0.2, 90), np.full(90, 0.1)
    out = changed_on_the_way(2, sound(left, right), sound(middle))
    for channel, of_it in zip(out.T, (left, right), strict=True):
        alone_in_it = changed_on_the_way(1, sound(of_it), sound(middle))
        assert np.abs(channel - alone_in_it).max() <= 2
    assert np.abs(out[:, 0] - out[:, 1]).max() > 1000


def test_one_channel_has_half_the_sum_of_two() -> None:
    left, right = np.linspace(0.1, 0.4, 90), np.linspace(0.3, -0.2, 90)
    out = changed_on_the_way(1, sound(left, right))
    assert np.abs(out - changed_on_the_way(1, sound((left + right) / 2))).max() <= 1


def mixed(
    channels: int, sounds: list[tuple[int, int, float, float]], block: int
) -> NDArray[np.int16]:
    mixer = Mixer(0.9, channels)
    for frame, frames, level, side in sounds:
        samples = on_side(frames, level, side) if side else ones(frames, level)
        mixer.add(frame, samples, gain=0.5)
    mixer.add(700, on_side(100, 0.1, 0.3), seconds=0.05)
    blocks = [mixer.mixed(min(block, 4000 - at)) for at in range(0, 4000, block)]
    return np.concatenate(blocks)


SOUNDS = st.lists(
    st.tuples(
        st.integers(0, 3000), st.integers(1, 900), st.floats(-0.1, 0.1), st.floats(-0.9, 0.9)
    ),
    max_size=8,
)


@given(SOUNDS, st.integers(1, 3000))
def test_the_sum_of_the_channels_is_what_one_channel_has(
    sounds: list[tuple[int, int, float, float]], block: int
) -> None:
    both = mixed(2, sounds, block).sum(axis=1, dtype=np.int32) / 2
    assert np.abs(both - mixed(1, sounds, 4000)).max() <= 1


@given(SOUNDS, st.integers(1, 3000))
def test_what_is_heard_does_not_depend_on_the_size_of_the_blocks(
    sounds: list[tuple[int, int, float, float]], block: int
) -> None:
    assert np.array_equal(mixed(2, sounds, block), mixed(2, sounds, 4000))


def test_neither_channel_is_ever_louder_than_the_ceiling() -> None:
    mixer = Mixer(channels=2)
    for _ in range(4):
        mixer.add(0, on_side(500, 0.4, 0.8))
    left, right = mixer.mixed(500).T
    assert left.max() == round(CEILING * FULL)
    assert right.max() == pytest.approx(4 * 0.4 * 0.2 * FULL, abs=2), "it needs no bending"


def test_edges_and_hushes_are_as_smooth_on_a_side() -> None:
    out = alone(on_side(600, 0.25, 0.5), seconds=0.1, channels=2).astype(int)
    assert np.all(np.diff(out[:EDGE_FRAMES], axis=0) >= 0)
    mixer = Mixer(channels=2)
    mixer.add(0, on_side(48_000, 0.25, 0.5))
    mixer.mixed(1000)
    mixer.hush()
    out = mixer.mixed(4000).astype(int)
    assert np.all(np.diff(out, axis=0) <= 0)
    assert np.flatnonzero(out[:, 0]).max() < HUSH_FRAMES


def test_volume_is_the_same_on_both_sides() -> None:
    left, right = alone(on_side(4, 0.25, 0.5), volume=0.5, channels=2).T
    assert set(left) == {round(0.1875 * FULL)}
    assert set(right) == {round(0.0625 * FULL)}
    mixer = Mixer(1.0, 2)
    mixer.add(0, on_side(4000, 0.25, 0.5))
    mixer.set_volume(0.0)
    out = mixer.mixed(4000).astype(int)
    assert np.all(np.diff(out, axis=0) <= 0)
    assert not out[1000:].any()


def test_a_stream_goes_on_in_two_channels_when_it_begins_again() -> None:
    stream = CueStream(1.0, 0.0, channels=2)
    for _ in range(2):
        stream.begin(4800)
        assert len(stream.fill(1.0, 960)) == 960 * 2 * 2


def test_a_player_fills_a_device_of_two_channels_also_with_silence() -> None:
    clock = Clock()
    device = FakeDevice(clock)
    sounds = FakeSounds()
    sounds.known["click"] = on_side(1, 0.25, 1.0)
    player = MiniaudioPlayer(sounds, clock=clock, opener=device.open, channels=2)
    player._connection.look()
    device.play(0.5)
    assert device.fill
    player.schedule(cue(clock.now + 0.2))
    device.play(0.5)
    heard = np.concatenate([pcm for _, pcm in device.heard]).reshape(-1, 2)
    assert len(heard) == 2 * round(0.5 * 48_000)
    assert (heard != 0).sum(axis=0).tolist() == [1, 0]
    old = device.fill
    player._connection.drop()
    assert old(100, 0) == bytes(400), "a device that is let go of is fed silence"
