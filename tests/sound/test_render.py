"""A score is rendered whole, lazily and in constant memory."""

from collections.abc import Iterator

import numpy as np
import pytest

from backcue.sound.mixer import BLOCK_FRAMES
from backcue.sound.render import TAIL, render
from backcue.sound.score.cue import Cue
from tests.sound.fakes import RATE, FakeSounds, cue
from tests.sound.waves import Pcm, heard


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
