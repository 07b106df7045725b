from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings

from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.cue import ACCENTS, CUES, VOICE, Cue
from backcue.sound.score.phrasing import advice, number, seconds_in_words
from backcue.sound.score.score import paused, score
from backcue.sound.score.speech_slots import Heard, Said
from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    Direction,
    Duration,
    Foot,
    Move,
    Rest,
    Surface,
    Workout,
)
from backcue.workout.timeline import ScheduledPhase, timeline
from backcue.workout.unroll import unroll
from tests.workout.strategies import workouts
from tests.workouts import backward, balance, forward, forward_until_key, hold, times

LENGTHS = {"ready": 0.8, "forward": 0.45, "backward": 0.5, "resume": 0.3, "finish": 1.2}
FORWARD_BEAT, BACKWARD_BEAT = 60 / 110, 60 / 100


def lengths(sound: str) -> float | None:
    if sound.startswith(VOICE):
        return 0.25 * len(sound.removeprefix(VOICE).split())
    return LENGTHS.get(sound, 0.4) if sound in CUES else None


def cues(
    workout: Workout,
    audio: AudioOptions | None = None,
    *,
    ready: float = 10.0,
    conditions: Conditions | None = None,
) -> list[Cue]:
    phases = unroll(workout, conditions or Conditions(), ready=ready)
    return list(islice(score(timeline(phases, Foot.RIGHT), lengths, audio), 5000))


def at(heard: list[Cue], *sounds: str) -> list[float]:
    return [cue.at for cue in heard if cue.sound in sounds]


def spoken(heard: list[Cue]) -> list[str]:
    return [cue.sound.removeprefix(VOICE) for cue in heard if cue.sound.startswith(VOICE)]


@pytest.mark.parametrize(
    ("heard_in", "words", "is_said"),
    [
        (2, "stand on right eight seconds", False),
        (2, "stand on right", False),
        (3, "stand on right", False),
        (1, "stand on right", True),
        (4, "stand on right", True),
        (2, "stand on left", True),
    ],
)
def test_a_leg_is_said_in_a_hold_unless_it_was_announced_right_before(
    heard_in: int, words: str, *, is_said: bool
) -> None:
    phases = unroll(times(1, forward(9), backward(9), forward(9), hold(8)), Conditions(), ready=0)
    whole = list(timeline(phases, Foot.RIGHT))
    said = spoken(list(score(whole, lengths)))
    assert [words for words in said if "stand" in words] == ["stand on right eight seconds"]
    edge = whole[3].begins + 0.1
    heard = Heard(edge, (Said(edge - 2.0, edge - 1.0, VOICE + words, heard_in),))
    anew = spoken(list(score(whole[3:], lengths, heard=heard)))
    assert ("stand on right" in anew) == is_said


def test_every_step_has_its_beat_left_and_right_in_turn() -> None:
    heard = cues(Workout((forward(5), backward(4))))
    steps = [cue for cue in heard if cue.sound.startswith("step-")]
    assert [cue.sound for cue in steps] == ["step-right", "step-left"] * 4 + ["step-right"]
    assert [cue.at for cue in steps] == pytest.approx(
        [10 + i * FORWARD_BEAT for i in range(5)]
        + [10 + 5 * FORWARD_BEAT + i * BACKWARD_BEAT for i in range(4)]
    )


def test_the_sound_of_a_direction_falls_exactly_on_its_first_step() -> None:
    heard = cues(balance(2))
    first = {}
    for cue in heard:
        if cue.sound.startswith("step-"):
            first.setdefault(cue.phase, cue.at)
    signals = [cue for cue in heard if cue.sound in ("forward", "backward")]
    assert {cue.phase: cue.at for cue in signals} == first
    assert [cue.sound for cue in signals] == ["forward", "backward"] * 2


def test_the_last_three_steps_are_accented_each_differently() -> None:
    heard = cues(Workout((forward(20),)))
    beats = at(heard, "step-left", "step-right")
    accents = [cue for cue in heard if cue.sound in ACCENTS and cue.phase == 1]
    assert [cue.sound for cue in accents] == list(ACCENTS)
    assert [cue.at for cue in accents] == beats[-3:]


def test_a_move_shorter_than_the_countdown_has_only_beats_and_its_direction() -> None:
    heard = cues(Workout((forward(3), backward(2))))
    assert not [cue for cue in heard if cue.sound in ACCENTS and cue.phase > 0]


def test_a_hold_is_a_tone_of_its_length_with_a_tick_per_second_and_no_beat() -> None:
    heard = cues(Workout((forward(5), hold(4), backward(5))))
    [tone] = [cue for cue in heard if cue.sound == "hold"]
    assert tone.seconds == pytest.approx(4)
    ticks = [cue.at - tone.at for cue in heard if cue.sound == "hold-tick" and cue.phase == 2]
    assert ticks == pytest.approx([1, 2]), "the count-in comes in its place"
    assert not [
        cue
        for cue in heard
        if cue.sound.startswith("step-") and tone.at <= cue.at < tone.at + 4 - 1e-9
    ]


def test_two_holds_in_a_row_are_two_tones() -> None:
    heard = cues(Workout((hold(2), hold(0.2), hold(3))))
    tones = [cue for cue in heard if cue.sound == "hold"]
    assert [tone.at - 10 for tone in tones] == pytest.approx([0, 2, 2.2])
    assert [tone.seconds for tone in tones] == pytest.approx([1.9, 0.15, 3])


def test_the_end_of_a_hold_counts_in_the_next_step_at_its_tempo() -> None:
    heard = cues(Workout((forward(5), hold(2), backward(5))))
    counted = [cue for cue in heard if cue.sound in ACCENTS and cue.phase == 2]
    [step] = at(heard, "backward")
    assert [step - cue.at for cue in counted] == pytest.approx([2 * BACKWARD_BEAT, BACKWARD_BEAT])


def test_the_lead_in_says_the_first_move_and_counts_four_beats_in() -> None:
    heard = cues(Workout((forward(5), hold(2))))
    lead_in = [cue for cue in heard if cue.phase == 0]
    assert [cue.sound for cue in lead_in] == [
        "ready",
        "voice:get ready",
        "voice:five steps forward",
        "hold-tick",
        *ACCENTS,
    ]
    assert [10 - cue.at for cue in lead_in[3:]] == pytest.approx(
        [beats * FORWARD_BEAT for beats in (4, 3, 2, 1)]
    )


def test_one_line_on_technique_is_said_in_the_lead_in_where_it_fits() -> None:
    assert advice("Start in an athletic stance: knees soft.") == "start in an athletic stance"
    line = advice("Land softly, toe to heel.")
    assert line == "land softly"
    assert spoken(cues(balance(1), AudioOptions(technique=line)))[:3] == [
        "get ready",
        "land softly",
        "five steps forward",
    ]
    assert line not in spoken(cues(balance(1), AudioOptions(technique=line), ready=4))


def test_a_single_step_is_not_announced_like_a_run() -> None:
    said = spoken(cues(Workout((forward(1), hold(3), backward(1)))))
    assert said == ["get ready", "one step forward", "one step back", "workout complete"]


def test_without_a_lead_in_it_begins_with_the_first_step() -> None:
    heard = cues(Workout((forward(5),)), ready=0)
    assert {cue.sound for cue in heard if cue.at == 0} == {"forward", "step-right"}


def test_a_rest_is_signalled_and_ends_with_a_count_in() -> None:
    heard = cues(Workout((forward(9), Rest(Duration(20)), backward(9))))
    [begin], [step] = at(heard, "rest"), at(heard, "backward")
    assert step - begin == pytest.approx(20)
    counted = [cue.at for cue in heard if cue.sound in ACCENTS and cue.phase == 2]
    assert counted == pytest.approx([step - beats * BACKWARD_BEAT for beats in (3, 2, 1)])
    assert "nine steps back" in spoken(heard)


def test_an_open_move_goes_on_until_nobody_listens() -> None:
    phases = unroll(Workout((forward_until_key(),)), Conditions(), ready=0)
    heard = list(islice(score(timeline(phases, Foot.RIGHT), lengths), 1000))
    beats = at(heard, "step-left", "step-right")
    assert len(beats) == 999
    assert beats[-1] == pytest.approx(998 * FORWARD_BEAT)


def test_what_comes_next_is_said_before_it_comes() -> None:
    heard = cues(balance(2))
    said = spoken(heard)
    assert said[:6] == [
        "get ready",
        "five steps forward",
        "stand on right two seconds",
        "four steps back",
        "stand on right three seconds",
        "five forward",
    ]
    assert said[-1] == "workout complete"


def test_a_change_is_announced_three_seconds_or_eight_steps_ahead_where_there_is_room() -> None:
    heard = cues(Workout((forward(60), backward(60))))
    [said] = at(heard, "voice:sixty steps back")
    [change] = at(heard, "backward")
    assert change - said >= max(3.0, 8 * FORWARD_BEAT)


def test_a_long_move_tells_the_steps_left() -> None:
    heard = cues(Workout((forward(100),)))
    first = at(heard, "step-right")[0]
    for words, left in (("fifty to go", 50), ("twenty to go", 20), ("ten to go", 10)):
        assert at(heard, f"voice:{words}") == [pytest.approx(first + (100 - left) * FORWARD_BEAT)]


def test_a_long_timed_move_tells_the_time_left() -> None:
    heard = cues(Workout((Move(Duration(500), Direction.BACKWARD),)), ready=0)
    for words, left in (
        ("halfway through", 250),
        ("two minutes to go", 120),
        ("one minute to go", 60),
        ("thirty seconds to go", 30),
    ):
        [said] = at(heard, f"voice:{words}")
        assert 500 - said == pytest.approx(left)


def test_half_of_the_time_is_told_once() -> None:
    said = spoken(cues(Workout((Move(Duration(600), Direction.BACKWARD),))))
    assert "five minutes to go" in said
    assert "halfway through" not in said


def test_the_last_repetition_is_told_and_the_others_where_there_is_room() -> None:
    said = spoken(cues(times(3, forward(60), backward(60))))
    assert "number two of three" in said
    assert "last one" in said
    said = spoken(cues(balance(9)))
    told = [words for words in said if words.startswith(("number", "last"))]
    # in the holds of three seconds, and only now and then
    assert told == [*(f"number {n}" for n in ("two", "three", "five", "eight")), "last one"]


def test_a_belt_is_warned_of_fifteen_and_five_seconds_before_the_turn() -> None:
    heard = cues(
        Workout((forward(110), backward(100))), conditions=Conditions(surface=Surface.TREADMILL)
    )
    [turn] = at(heard, "turn")
    assert turn - at(heard, "voice:slow the belt")[0] == pytest.approx(15)
    assert turn - at(heard, "voice:feet on the side rails")[0] == pytest.approx(5)


def test_ticks_duck_under_speech() -> None:
    heard = cues(balance(1))
    [(begin, end)] = [
        (cue.at, cue.at + 1.25) for cue in heard if cue.sound == "voice:stand on right two seconds"
    ][:1]
    ticks = [cue for cue in heard if cue.sound.startswith("step-") and begin <= cue.at < end]
    assert ticks
    assert all(cue.gain < 1 for cue in ticks)
    assert all(
        cue.gain == 1 for cue in heard if cue.sound.startswith("step-") and cue.at < begin - 0.1
    )


def test_after_a_pause_it_says_the_direction_again_and_counts_three_beats_in() -> None:
    [scheduled] = timeline(unroll(Workout((forward(10),)), Conditions(), ready=0), Foot.RIGHT)
    resumed = ScheduledPhase(
        scheduled.phase,
        100.0,
        scheduled.grid,
        scheduled.duration,
        10,
        entry=4 * FORWARD_BEAT,
        begun_before=4,
        lead=3.2,
        resumed=True,
    )
    heard = list(score([resumed], lengths))
    goes_on = 100 + 4 * FORWARD_BEAT
    assert [cue.sound for cue in heard[:2]] == ["resume", "voice:go forward"]
    assert heard[0].at == pytest.approx(goes_on - 3.2)
    counted = [cue.at for cue in heard if cue.sound in ACCENTS and cue.at < goes_on - 1e-9]
    assert counted == pytest.approx([goes_on - beats * FORWARD_BEAT for beats in (3, 2, 1)])
    assert at(heard, "forward") == [pytest.approx(goes_on)]
    assert len(at(heard, "step-left", "step-right")) == 6


def test_a_pause_has_its_sound_and_its_word() -> None:
    [phase] = unroll(Workout((forward(1),)), Conditions(), ready=0)
    heard = list(paused(5.0, phase, lengths, AudioOptions()))
    assert [cue.sound for cue in heard] == ["pause", "voice:we are paused"]
    assert [cue.sound for cue in paused(5.0, phase, lengths, AudioOptions(voice=False))] == [
        "pause"
    ]


def test_nothing_is_said_or_beaten_that_was_not_wished() -> None:
    heard = cues(balance(2), AudioOptions(voice=False, beats=False))
    assert not spoken(heard)
    assert not at(heard, "step-left", "step-right")
    assert at(heard, "forward")


def test_beats_fade_as_the_repetitions_go_on_but_never_the_first_and_the_last_three() -> None:
    heard = cues(times(5, forward(50)), AudioOptions(fade=0.8))
    beats: dict[int, list[float]] = {}
    for cue in heard:
        if cue.sound.startswith("step-"):
            beats.setdefault(cue.phase, []).append(cue.at)
    counts = [len(beats[phase]) for phase in sorted(beats)]
    assert counts[0] == 50
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == pytest.approx(50 - 0.8 * 46, abs=3)
    assert all(at(heard, "accent-1"))


def speech(heard: list[Cue]) -> Iterator[tuple[float, float]]:
    for cue in heard:
        if cue.sound.startswith(VOICE):
            yield cue.at, cue.at + (lengths(cue.sound) or 0)


@settings(max_examples=50)
@given(workouts(max_steps=60, max_seconds=90, max_metres=60, max_times=3, open_ended=False))
def test_cues_come_in_order_and_speech_is_whole_and_alone(workout: Workout) -> None:
    heard = cues(workout)[:2000]
    assert [cue.at for cue in heard] == sorted(cue.at for cue in heard)
    for (_, end), (begin, _) in pairwise(speech(heard)):
        assert begin >= end - 1e-9
    for begin, end in speech(heard):
        for cue in heard:
            if cue.sound in ("forward", "backward"):
                assert not begin + 1e-9 < cue.at < end - 1e-9


def test_numbers_and_times_in_words() -> None:
    assert [number(n) for n in (0, 7, 15, 20, 42, 100, 115, 999, 1500, 20_000)] == [
        "zero",
        "seven",
        "fifteen",
        "twenty",
        "forty two",
        "one hundred",
        "one hundred fifteen",
        "nine hundred ninety nine",
        "one thousand five hundred",
        "twenty thousand",
    ]
    assert seconds_in_words(90) == "one minute thirty seconds"
    assert seconds_in_words(1) == "one second"
    assert seconds_in_words(0.5) is None
