"""A score is rendered whole, lazily and in constant memory."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcue.sound import render as render_module
from backcue.sound.mixer import BLOCK_FRAMES, Mixer
from backcue.sound.render import STRETCH_FRAMES, TAIL, render
from backcue.sound.samples.samples import Samples
from backcue.sound.score.cue import Cue
from tests.sound.fakes import RATE, FakeSounds, cue
from tests.sound.waves import Pcm, heard, sound


class Written:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def write(self, block: bytes) -> None:
        self.blocks.append(block)

    @property
    def samples(self) -> Pcm:
        return heard(b"".join(self.blocks))


def test_every_cue_is_on_its_frame() -> None:
    kept = Written()
    times = [0.0, 0.5, 0.6825, 1.0, 1.9]
    written = render([cue(at) for at in times], FakeSounds(), 2.0, kept.write)
    assert np.flatnonzero(kept.samples).tolist() == [round(at * RATE) for at in times]
    assert written == 2.0
    assert len(kept.samples) == 2 * RATE


def test_the_last_sound_ends_in_its_own_time() -> None:
    kept = Written()
    render([cue(1.0, "finish")], FakeSounds(), 1.0, kept.write)
    assert len(kept.samples) == RATE + 480
    assert kept.samples[RATE:].all()


def test_what_comes_after_the_end_is_left_out() -> None:
    kept = Written()
    render([cue(0.5), cue(1.5)], FakeSounds(), 1.0, kept.write)
    assert np.count_nonzero(kept.samples) == 1


def test_a_hold_that_goes_on_for_ever_is_cut_after_the_tail() -> None:
    kept = Written()
    assert render([cue(0.0, "hold", seconds=1e5)], FakeSounds(), 1.0, kept.write) == 1.0 + TAIL


def test_cues_are_drawn_only_as_far_as_they_are_needed() -> None:
    drawn: list[float] = []
    seen: list[tuple[int, float]] = []

    def cues() -> Iterator[Cue]:
        for k in range(100_000):
            drawn.append(float(k))
            yield cue(float(k))

    class Watching(Written):
        def write(self, block: bytes) -> None:
            super().write(block)
            seen.append((sum(map(len, self.blocks)) / 2, drawn[-1]))

    render(cues(), FakeSounds(), 20.0, Watching().write)
    assert all(last <= frames / RATE + 1 for frames, last in seen)
    assert drawn[-1] <= 21


def test_blocks_are_small_and_progress_runs_from_nothing_to_all() -> None:
    kept = Written()
    heard: list[float] = []
    render([], FakeSounds(), 30.0, kept.write, progress=heard.append)
    assert max(map(len, kept.blocks)) <= 2 * BLOCK_FRAMES
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(1.0)


def test_volume_and_gain_are_heard() -> None:
    kept = Written()
    render([cue(0.0, gain=0.5)], FakeSounds(), 0.1, kept.write, volume=0.5)
    assert kept.samples[0] == round(0.125 * 32767)


def test_nothing_at_all_is_an_empty_rendering() -> None:
    kept = Written()
    assert render([], FakeSounds(), 0.0, kept.write) == 0.0


# What sounds together is mixed at once, and what comes again is not mixed again.


class Noises(FakeSounds):
    """Sounds of one channel and two that lie over each other."""

    def __init__(self) -> None:
        super().__init__()
        noise = np.random.default_rng(7).uniform(-0.7, 0.7, (2, RATE)).astype(np.float32)
        self.known |= {"wide": sound(*noise), "long": sound(noise[0]), "nothing": Samples(b"")}


@st.composite
def scores(draw: st.DrawFn) -> tuple[Cue, ...]:
    """Cues that touch, overlap, are far apart, go on for long and come again."""
    cues, at = [], 0.0
    for _ in range(draw(st.integers(1, 4))):
        for _ in range(draw(st.integers(1, 5))):
            at += draw(st.sampled_from((0.0, 0.01, 0.25, 1.0, 1.5)))
            name = draw(st.sampled_from(("click", "accent", "wide", "long", "hold", "nothing")))
            lasts = draw(st.sampled_from((0.0, 0.5, 7.0))) if name == "hold" else None
            gain = draw(st.sampled_from((1.0, 0.4)))
            cues.append(cue(round(at, 3), name, gain=gain, seconds=lasts))
    again = [cue(each.at + at, each.sound, gain=each.gain, seconds=each.seconds) for each in cues]
    return (*cues, *again)


@settings(max_examples=40)
@given(scores(), st.integers(1, 2))
def test_it_is_to_the_bit_what_one_mixer_gives(score: tuple[Cue, ...], channels: int) -> None:
    kept, sounds = Written(), Noises()
    seconds = score[-1].at
    written = render(score, sounds, seconds, kept.write, channels=channels)
    mixer = Mixer(1.0, channels)
    for each in score:
        samples = sounds.samples(each.sound)
        mixer.add(round(each.at * RATE), samples, gain=each.gain, seconds=each.seconds)
    frames = max(mixer.end, round(seconds * RATE))
    assert written == frames / RATE
    assert b"".join(kept.blocks) == mixer.render(frames)


def test_what_comes_again_is_mixed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    mixers: list[Mixer] = []

    def counted(volume: float, channels: int) -> Mixer:
        mixers.append(Mixer(volume, channels))
        return mixers[-1]

    monkeypatch.setattr(render_module, "Mixer", counted)
    cues = [cue(k / 2, "click" if k % 2 else "accent") for k in range(1000)]
    kept = Written()
    render(cues, FakeSounds(), 500.0, kept.write)
    assert len(mixers) == 2
    assert np.count_nonzero(kept.samples) == 500 + 500 * 480


def test_what_sounds_without_a_gap_is_not_gathered_first() -> None:
    drawn: list[float] = []
    ahead: list[float] = []

    def cues() -> Iterator[Cue]:
        yield cue(0.0, "hold", seconds=100.0)
        for k in range(1, 1000):
            drawn.append(k / 10)
            yield cue(k / 10)

    class Watching(Written):
        def write(self, block: bytes) -> None:
            assert len(block) <= 2 * BLOCK_FRAMES
            ahead.append(drawn[-1] - sum(map(len, self.blocks)) / 2 / RATE)
            super().write(block)

    render(cues(), FakeSounds(), 99.0, Watching().write)
    assert max(ahead) <= (STRETCH_FRAMES + BLOCK_FRAMES) / RATE
    assert max(ahead[20:]) <= BLOCK_FRAMES / RATE + 0.1
