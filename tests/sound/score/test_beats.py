"""The beats: one for each step, some of them silent where a person asked for that."""

from itertools import islice, pairwise

import pytest
from msgspec.structs import replace

from backcue.sound.score.beats import beats
from backcue.workout.timeline import ScheduledPhase
from tests.workouts import scheduled


def times(here: ScheduledPhase, fade: float = 0.0) -> list[float]:
    return [cue.at for cue in islice(beats(here, fade), 500)]


def in_repetition(words: str, repetition: int, repetitions: int | None) -> ScheduledPhase:
    here = scheduled(words)
    phase = replace(here.phase, repetition=repetition, repetitions=repetitions)
    return replace(here, phase=phase)


def silent(words: str, repetition: int, repetitions: int | None, fade: float) -> int:
    return 60 - len(times(in_repetition(words, repetition, repetitions), fade))


def test_nothing_beats_where_nobody_steps() -> None:
    assert times(scheduled("hold 5s")) == []


def test_after_a_pause_the_beats_go_on_with_the_step_that_is_due() -> None:
    here = scheduled("6 forward @ 60spm", start=100.0)
    assert times(here) == [100, 101, 102, 103, 104, 105]
    assert times(here.stopped(4.0, 4).entered(200.0)) == [200, 201]
    feet = [cue.sound for cue in beats(here.stopped(3.0, 3), 0.0)]
    assert feet == ["step-left", "step-right", "step-left"]


def test_each_beat_knows_its_phase() -> None:
    here = scheduled("6 forward @ 60spm")
    here = replace(here, phase=replace(here.phase, index=7))
    assert {cue.phase for cue in beats(here, 0.0)} == {7}


def test_fading_is_complete_in_the_last_repetition_and_has_not_begun_in_the_first() -> None:
    faded = [silent("60 forward @ 60spm", repetition, 5, 0.5) for repetition in range(1, 6)]
    assert faded[0] == 0
    assert faded == sorted(faded)
    assert faded[2] == pytest.approx(14, abs=1)
    assert faded[4] == pytest.approx(28, abs=1)


def test_where_nobody_knows_how_many_there_will_be_fading_takes_ten_repetitions() -> None:
    faded = [silent("60 forward @ 60spm", repetition, None, 1.0) for repetition in (1, 5, 10, 50)]
    assert faded == [0, pytest.approx(25, abs=1), 56, 56]
    assert silent("60 forward @ 60spm", 50, None, 0.5) == pytest.approx(28, abs=1)


def test_a_single_repetition_does_not_fade() -> None:
    assert silent("60 forward @ 60spm", 1, 1, 1.0) == 0


def test_two_repetitions_fade_from_one_to_the_other() -> None:
    assert silent("60 forward @ 60spm", 2, 2, 1.0) == 56


def test_the_first_step_and_the_last_three_always_sound() -> None:
    here = in_repetition("20 forward @ 60spm", 2, 2)
    assert times(here, 1.0) == [0, 17, 18, 19]
    assert times(here.stopped(8.0, 8), 1.0) == [8, 17, 18, 19]


def test_an_open_move_faded_in_full_has_its_first_step_and_then_silence() -> None:
    here = in_repetition("forward until key @ 60spm", 3, 3)
    assert times(here, 1.0) == [0]


def test_an_open_move_faded_in_part_goes_on_beating() -> None:
    here = in_repetition("forward until key @ 60spm", 3, 3)
    heard = times(here, 0.5)
    assert len(heard) == 500
    assert heard[-1] == pytest.approx(1000, abs=10)


def test_the_silent_beats_are_spread_evenly() -> None:
    here = in_repetition("forward until key @ 60spm", 3, 3)
    heard = times(here, 0.5)
    gaps = {round(later - earlier) for earlier, later in pairwise(heard)}
    assert gaps <= {1, 2, 3}
