"""The mixer puts every sound on its exact frame, smoothly and never too loud."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from backcue.sound.mixer import CEILING, KNEE, RAMP_FRAMES
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.sounding import EDGE_FRAMES, HUSH_FRAMES
from tests.sound.waves import Mixer, alone, ones, sound

LEVEL = round(0.25 * 32767)


def in_blocks(mixer: Mixer, frames: int, block: int) -> NDArray[np.int16]:
    parts = [mixer.mixed(min(block, frames - at)) for at in range(0, frames, block)]
    return np.concatenate(parts)


def test_a_sound_begins_on_its_exact_frame_and_keeps_its_samples() -> None:
    mixer = Mixer()
    mixer.add(1234, ones(10))
    out = mixer.mixed(2000)
    assert np.flatnonzero(out).tolist() == list(range(1234, 1244))
    assert set(out[1234:1244]) == {LEVEL}


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 900)), max_size=8),
    st.integers(1, 3000),
)
def test_what_is_heard_does_not_depend_on_the_size_of_the_blocks(
    sounds: list[tuple[int, int]], block: int
) -> None:
    def fresh() -> Mixer:
        mixer = Mixer(0.8)
        for frame, frames in sounds:
            mixer.add(frame, ones(frames, 0.01 * (frames % 7 + 1)), gain=0.5)
        mixer.add(700, sound(np.linspace(-0.2, 0.2, 100)), seconds=0.05)
        return mixer

    assert np.array_equal(in_blocks(fresh(), 8000, block), fresh().mixed(8000))


@given(
    st.lists(
        st.tuples(st.integers(0, 2000), st.floats(-1, 1, width=32), st.floats(0, 4, width=32)),
        max_size=12,
    )
)
def test_no_sum_is_ever_louder_than_the_ceiling(sounds: list[tuple[int, float, float]]) -> None:
    mixer = Mixer()
    for frame, level, gain in sounds:
        mixer.add(frame, ones(500, level), gain=gain)
    out = mixer.mixed(3000).astype(np.int32)
    assert np.abs(out).max(initial=0) <= round(CEILING * 32767)


def test_up_to_the_knee_sums_are_plain_sums() -> None:
    mixer = Mixer()
    mixer.add(0, ones(10, 0.5))
    mixer.add(5, ones(10, KNEE - 0.51))
    out = mixer.mixed(20)
    assert out[2] == round(0.5 * 32767)
    assert out[7] == pytest.approx((KNEE - 0.01) * 32767, abs=1)
    assert out[12] == pytest.approx((KNEE - 0.51) * 32767, abs=1)


def test_what_takes_a_sum_back_below_the_knee_is_added_like_all_else() -> None:
    mixer = Mixer()
    for level in (0.8, 0.8, -0.8):
        mixer.add(0, ones(10, level))
    assert set(mixer.mixed(10)) == {round(0.8 * 32767)}


def test_above_the_knee_louder_stays_louder() -> None:
    gains = (1.4, 1.6, 1.7, 1.8, 2.0, 2.2)
    levels = [alone(ones(1, 0.5), gain=gain)[0] for gain in gains]
    assert levels == sorted(set(levels))
    assert alone(ones(1, -0.5), gain=2.0)[0] == -levels[4]


def test_gain_and_volume_multiply() -> None:
    mixer = Mixer(0.5)
    mixer.add(0, ones(4, 0.8), gain=0.25)
    assert set(mixer.mixed(4)) == {round(0.1 * 32767)}


def test_a_sustained_sound_lasts_as_long_as_asked_and_loops_without_a_seam() -> None:
    loop = np.sin(2 * np.pi * np.arange(480) / 48) / 2
    out = alone(sound(loop), seconds=0.5)
    assert len(out) == SAMPLE_RATE // 2
    inner = slice(EDGE_FRAMES, SAMPLE_RATE // 2 - EDGE_FRAMES)
    whole = np.rint(np.tile(loop, 50) * 32767).astype(np.int16)
    assert np.array_equal(out[inner], whole[inner])


def test_a_sustained_sound_swells_and_fades_at_its_edges() -> None:
    out = alone(ones(600), seconds=0.1).astype(int)
    assert 0 <= out[0] < LEVEL * 0.01
    assert np.all(np.diff(out[:EDGE_FRAMES]) >= 0)
    assert out[EDGE_FRAMES // 2] == pytest.approx(LEVEL / 2, rel=0.02)
    assert np.array_equal(out, out[::-1])


def test_a_very_short_sustained_sound_still_has_both_edges() -> None:
    out = alone(ones(600), seconds=0.004).astype(int)
    assert len(out) == 192
    assert out[0] < LEVEL * 0.01
    assert out[-1] < LEVEL * 0.01
    assert out.max() > LEVEL * 0.99


def test_a_sound_that_comes_late_begins_at_once() -> None:
    mixer = Mixer()
    mixer.mixed(1000)
    mixer.add(10, ones(5))
    assert np.flatnonzero(mixer.mixed(100)).tolist() == [0, 1, 2, 3, 4]


def test_cancel_forgets_what_has_not_begun_and_lets_go_on_what_has() -> None:
    mixer = Mixer()
    mixer.add(50, ones(100))
    mixer.add(150, ones(100))
    mixer.mixed(100)
    assert mixer.cancel() == 100
    assert np.flatnonzero(mixer.mixed(400)).tolist() == list(range(50))
    assert mixer.idle


def test_hush_fades_what_sounds_within_ten_milliseconds_and_forgets_the_rest() -> None:
    mixer = Mixer()
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.add(2000, ones(10))
    mixer.mixed(1000)
    mixer.hush()
    out = mixer.mixed(4000).astype(int)
    assert np.all(np.diff(out) <= 0)
    assert np.abs(np.diff(out)).max() < LEVEL * 0.01
    assert np.flatnonzero(out).max() < HUSH_FRAMES
    assert mixer.idle


def test_speech_can_be_hushed_alone() -> None:
    mixer = Mixer()
    mixer.add(0, ones(48_000, 0.25))
    mixer.add(0, ones(48_000, 0.5), speech=True)
    mixer.add(2000, ones(100, 0.5), speech=True)
    mixer.mixed(1000)
    mixer.hush(speech_only=True)
    heard = mixer.mixed(2000) / 32767
    assert heard[0] == pytest.approx(0.75, abs=0.01)
    assert heard[HUSH_FRAMES:] == pytest.approx(0.25, abs=0.001)
    assert np.abs(np.diff(heard)).max() < 0.01


def test_what_is_added_after_a_hush_sounds_in_full() -> None:
    mixer = Mixer()
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.mixed(1000)
    mixer.hush()
    mixer.add(3000, ones(3))
    out = mixer.mixed(4000)
    assert out[2000:2003].tolist() == [LEVEL] * 3


def test_hush_within_the_last_edge_of_a_sustained_sound_does_not_click() -> None:
    mixer = Mixer()
    mixer.add(0, ones(600), seconds=0.1)
    first = mixer.mixed(4800 - EDGE_FRAMES // 2).astype(int)
    mixer.hush()
    rest = mixer.mixed(1000).astype(int)
    assert np.abs(np.diff(np.concatenate([first, rest]))).max() < LEVEL * 0.02


def test_the_volume_moves_on_a_ramp_of_twenty_milliseconds() -> None:
    mixer = Mixer(1.0)
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.mixed(100)
    mixer.set_volume(0.0)
    out = np.concatenate([mixer.mixed(300), mixer.mixed(2000)]).astype(int)
    assert np.abs(np.diff(out)).max() < LEVEL * 0.01
    assert out[RAMP_FRAMES // 2] == pytest.approx(LEVEL / 2, rel=0.02)
    assert not out[RAMP_FRAMES:].any()


def test_a_volume_changed_in_mid_ramp_goes_on_from_where_it_is() -> None:
    mixer = Mixer(1.0)
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.set_volume(0.0)
    first = mixer.mixed(RAMP_FRAMES // 2).astype(int)
    mixer.set_volume(1.0)
    rest = mixer.mixed(2000).astype(int)
    assert np.abs(np.diff(np.concatenate([first, rest]))).max() < LEVEL * 0.01
    assert rest[-1] == LEVEL


def test_sounds_without_samples_or_length_are_nothing() -> None:
    mixer = Mixer()
    mixer.add(0, ones(0))
    mixer.add(0, ones(0), seconds=1.0)
    mixer.add(0, ones(5), seconds=0.0)
    assert mixer.idle
    assert mixer.end == 0
    assert len(alone(ones(0))) == 0


def test_the_samples_that_were_given_are_left_as_they_are() -> None:
    samples = ones(600)
    mixer = Mixer(0.5)
    mixer.add(0, samples, gain=0.5, seconds=0.2)
    mixer.mixed(3000)
    mixer.hush()
    mixer.mixed(3000)
    assert samples.pcm == ones(600).pcm


def test_thousands_of_sounds_to_come_cost_no_copies_of_samples() -> None:
    mixer = Mixer()
    samples = ones(SAMPLE_RATE)
    for k in range(20_000):
        mixer.add(SAMPLE_RATE * (20_000 - k), samples)
    assert not mixer.mixed(SAMPLE_RATE).any()
    assert mixer.mixed(10).all()
    assert {id(p.sounding.samples) for p in mixer._pending} == {id(samples)}


def test_a_sustained_sound_has_its_gain() -> None:
    out = alone(ones(600), gain=0.5, seconds=0.1)
    assert out.max() == round(0.125 * 32767)
    out = alone(ones(600), gain=0.5)
    assert set(out) == {round(0.125 * 32767)}
    assert out.dtype == np.int16


def test_the_edges_of_a_very_short_sustained_sound_are_raised_cosines() -> None:
    half = (1 - np.cos(np.pi * (np.arange(96) + 0.5) / 96)) / 2
    wanted = 0.25 * 32767 * np.concatenate([half, half[::-1]])
    assert alone(ones(600), seconds=0.004) == pytest.approx(wanted, abs=1)


def test_the_edges_of_a_sustained_sound_are_whole_in_blocks_of_any_size() -> None:
    whole = alone(ones(600), seconds=0.1)
    for block in (1, 7, EDGE_FRAMES, EDGE_FRAMES - 1, 1000):
        mixer = Mixer()
        mixer.add(0, ones(600), seconds=0.1)
        assert np.array_equal(in_blocks(mixer, 4800, block), whole)


def test_a_hush_fades_in_blocks_of_any_size_as_in_one() -> None:
    def hushed(block: int) -> NDArray[np.int16]:
        mixer = Mixer()
        mixer.add(300, ones(SAMPLE_RATE))
        mixer.mixed(1000)
        mixer.hush()
        return in_blocks(mixer, 1000, block)

    for block in (1, 7, 100, HUSH_FRAMES, 999):
        assert np.array_equal(hushed(block), hushed(1000))
    fall = (1 + np.cos(np.pi * (np.arange(HUSH_FRAMES) + 0.5) / HUSH_FRAMES)) / 2
    assert hushed(1000)[:HUSH_FRAMES] == pytest.approx(0.25 * 32767 * fall, abs=1)


def test_a_sound_that_was_hushed_begins_its_fade_at_once_wherever_it_began() -> None:
    mixer = Mixer()
    mixer.add(700, ones(SAMPLE_RATE))
    mixer.mixed(1000)
    assert mixer.end == 700 + SAMPLE_RATE
    mixer.hush()
    assert mixer.end == 1000 + HUSH_FRAMES
    assert np.flatnonzero(mixer.mixed(2000)).max() < HUSH_FRAMES


def test_a_second_hush_does_not_prolong_the_first() -> None:
    mixer = Mixer()
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.mixed(1000)
    mixer.hush()
    mixer.mixed(100)
    mixer.hush()
    assert mixer.end == 1000 + HUSH_FRAMES


def test_speech_that_is_to_come_is_forgotten_and_the_rest_is_not() -> None:
    mixer = Mixer()
    mixer.add(900, ones(10))
    mixer.add(500, ones(10), speech=True)
    mixer.add(100, ones(10))
    mixer.hush(speech_only=True)
    assert np.flatnonzero(mixer.mixed(2000)).tolist() == [*range(100, 110), *range(900, 910)]


def test_sounds_that_begin_at_once_sound_together() -> None:
    mixer = Mixer()
    for level in (0.1, 0.2, 0.3):
        mixer.add(50, ones(10, level))
    assert set(mixer.mixed(100)[50:60]) == {round(0.6 * 32767)}


def test_the_volume_is_on_its_way_from_the_first_frame_and_there_after_the_last() -> None:
    mixer = Mixer(1.0)
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.set_volume(0.0)
    out = mixer.mixed(RAMP_FRAMES + 10)
    share = 1 - np.arange(1, RAMP_FRAMES + 1) / RAMP_FRAMES
    assert out[:RAMP_FRAMES] == pytest.approx(0.25 * 32767 * share, abs=1)
    assert not out[RAMP_FRAMES - 1 :].any()


def test_the_volume_moves_in_blocks_of_any_size_as_in_one() -> None:
    def ramped(block: int) -> NDArray[np.int16]:
        mixer = Mixer(0.2)
        mixer.add(0, ones(350))
        mixer.add(400, ones(5000))
        mixer.set_volume(1.0)
        return in_blocks(mixer, 3000, block)

    for block in (1, 100, 333, RAMP_FRAMES, 2999):
        assert np.array_equal(ramped(block), ramped(3000))


def test_a_volume_changed_again_after_a_while_begins_where_it_is() -> None:
    mixer = Mixer(1.0)
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.set_volume(0.5)
    mixer.mixed(2 * RAMP_FRAMES)
    mixer.set_volume(0.25)
    out = mixer.mixed(2 * RAMP_FRAMES)
    assert out[0] == pytest.approx(LEVEL / 2, rel=0.01)
    assert out[-1] == round(0.25 * 0.25 * 32767)


def test_in_the_middle_of_a_ramp_the_volume_counts_what_was_rendered_of_it() -> None:
    mixer = Mixer(1.0)
    mixer.add(0, ones(SAMPLE_RATE))
    mixer.set_volume(0.0)
    for _ in range(3):
        mixer.mixed(RAMP_FRAMES // 4)
    mixer.set_volume(0.0)
    assert mixer.mixed(1)[0] == pytest.approx(LEVEL / 4, rel=0.02)


def test_what_is_above_the_knee_bends_towards_the_ceiling() -> None:
    room = CEILING - KNEE
    for level in (KNEE + 0.01, 0.9, 1.2):
        wanted = KNEE + room * np.tanh((level - KNEE) / room)
        assert alone(ones(1, 0.5), gain=2 * level)[0] == pytest.approx(wanted * 32767, abs=1)


def test_edges_fades_and_ramps_last_as_many_milliseconds_as_are_told() -> None:
    assert [1000 * frames / SAMPLE_RATE for frames in (EDGE_FRAMES, HUSH_FRAMES, RAMP_FRAMES)] == [
        8,
        10,
        20,
    ]


def test_silence_between_two_sounds_is_silent() -> None:
    mixer = Mixer()
    mixer.add(0, ones(10))
    mixer.add(20, ones(10))
    mixer.add(30, ones(10))
    assert np.flatnonzero(mixer.mixed(50)).tolist() == [*range(10), *range(20, 40)]


def test_a_sound_alone_longer_than_a_block_is_whole() -> None:
    samples = np.linspace(-0.5, 0.5, 100_000)
    out = alone(sound(samples), volume=0.5)
    assert len(out) == 100_000
    assert out == pytest.approx(samples * 0.5 * 32767, abs=1)


def test_the_end_is_that_of_the_longest_sound() -> None:
    mixer = Mixer()
    mixer.add(10, ones(100))
    mixer.add(50, ones(10))
    assert (mixer.end, mixer.idle, mixer.position) == (110, False, 0)
    mixer.mixed(60)
    assert (mixer.end, mixer.idle, mixer.position) == (110, False, 60)
    mixer.mixed(50)
    assert (mixer.end, mixer.idle, mixer.position) == (0, True, 110)
