"""What is heard in one phase, from where it is entered on."""

from collections.abc import Iterable
from itertools import takewhile

import pytest
from msgspec.structs import replace

from backcue.sound.score.audio_options import AudioOptions, Detail
from backcue.sound.score.cue import ACCENTS, Cue
from backcue.sound.score.score import finished, paused, score
from backcue.workout.conditions import Conditions
from backcue.workout.model import Foot, Surface
from backcue.workout.notation import parse
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase, timeline
from backcue.workout.unroll import unroll
from tests.sound.score.test_score import lengths
from tests.workouts import phase, scheduled

BEATS = ("step-left", "step-right")
QUIET = AudioOptions(voice=False)
BELT = Conditions(surface=Surface.TREADMILL)


def planned(
    words: str, *, ready: float = 0.0, conditions: Conditions | None = None
) -> list[ScheduledPhase]:
    phases = unroll(parse(words), conditions or Conditions(), ready=ready)
    return list(timeline(phases, Foot.RIGHT))


def heard(phases: list[ScheduledPhase], audio: AudioOptions | None = None) -> list[Cue]:
    return list(score(phases, lengths, audio))


def of_phase(cues: list[Cue], index: int) -> list[tuple[float, str]]:
    return [(pytest.approx(cue.at), cue.sound) for cue in cues if cue.phase == index]


def at(cues: list[Cue], *sounds: str) -> list[float]:
    return [cue.at for cue in cues if cue.sound in sounds]


def said(cues: list[Cue]) -> list[tuple[float, str]]:
    return [(pytest.approx(c.at), c.sound.removeprefix("voice:")) for c in cues if c.spoken]


def going_on(
    words: str, entry: float, lead: float, begun: int = 0, conditions: Conditions | None = None
) -> list[ScheduledPhase]:
    """Returns the phases of these words, the first one going on at 100 s."""
    first, *others = planned(words, conditions=conditions)
    first = first.stopped(entry, begun).entered(100.0 - lead, lead, resumed=True)
    shift = 100.0 - entry
    return [first, *(replace(each, start=each.start + shift) for each in others)]


def test_a_move_of_four_steps_is_counted_and_one_of_three_is_not() -> None:
    assert at(heard(planned("4 forward @ 60spm")), *ACCENTS) == [1, 2, 3]
    assert at(heard(planned("3 forward @ 60spm")), *ACCENTS) == []


def test_after_a_pause_only_the_accents_to_come_are_heard() -> None:
    cues = heard(going_on("6 forward @ 60spm", 4.0, 3.0, 4), QUIET)
    assert at(cues, "resume") == [97]
    assert at(cues, *ACCENTS) == pytest.approx([97, 98, 99, 100, 101])
    assert at(cues, *BEATS) == [100, 101]


def test_on_a_belt_a_turn_is_warned_of_in_whatever_comes_before_it() -> None:
    for words, ready, warned in (
        ("60s forward, rest 20s, 60s backward", 0.0, 80.0),
        ("30s forward, 4s forward run, 4s forward, 4s forward run, 20s backward", 0.0, 42.0),
        ("turn 20s, 60s backward", 20.0, 20.0),
    ):
        cues = heard(planned(words, ready=ready, conditions=BELT))
        assert at(cues, "voice:slow the belt") == [pytest.approx(warned - 15)]
        # Where there is no room at its time it is said a little before.
        assert at(cues, "voice:feet on the side rails")[0] == pytest.approx(warned - 5, abs=0.5)
    assert at(cues, "voice:face backward") == [pytest.approx(21.85)]


def test_a_turn_that_is_near_is_warned_of_while_one_is_counted_in() -> None:
    told = said(heard(going_on("60s forward, 60s backward", 46.0, 3.0, conditions=BELT)))
    assert told[:2] == [(97.4, "go forward"), (99.0, "slow the belt")]


def test_a_hold_goes_on_after_the_word_and_a_count_in() -> None:
    cues = heard(going_on("hold 5s, 4 forward", 0.0, 3.4))
    assert of_phase(cues, 0)[0] == (96.6, "resume")
    assert said(cues)[0] == (97.0, "stand on left")
    assert at(cues, *ACCENTS)[:3] == pytest.approx([98.2, 98.8, 99.4])
    [tone] = [cue for cue in cues if cue.sound == "hold"]
    assert (tone.at, tone.seconds) == (100, 5)


def test_a_rest_goes_on_with_its_sound_of_going_on_alone() -> None:
    cues = heard(going_on("rest 20s, 4 forward @ 60spm", 5.0, 0.0))
    assert of_phase(cues, 0) == [
        (100.0, "resume"),
        (111.0, "voice:four steps forward"),
        *((112.0 + beat, accent) for beat, accent in enumerate(ACCENTS)),
    ]


def test_a_rest_has_its_sound_and_is_counted_out() -> None:
    cues = heard(planned("rest 20s, 4 forward @ 60spm"))
    assert of_phase(cues, 0) == [
        (0.0, "rest"),
        (16.0, "voice:four steps forward"),
        *((17.0 + beat, accent) for beat, accent in enumerate(ACCENTS)),
    ]


def test_a_long_rest_tells_the_time_left() -> None:
    told = said(heard(planned("rest 120s, 4 forward")))
    assert told[:2] == [(60.0, "one minute to go"), (90.0, "thirty seconds to go")]


def test_of_the_count_in_as_many_beats_are_heard_as_there_is_time_for() -> None:
    assert at(heard(planned("rest 2.9s, 4 forward @ 60spm"), QUIET), *ACCENTS)[:3] == (
        pytest.approx([0.9, 1.9, 3.9])
    )
    assert at(heard(planned("rest 0.9s, 4 forward @ 60spm"), QUIET), *ACCENTS)[0] == 1.9


def test_after_a_pause_the_count_in_has_the_time_that_is_left() -> None:
    cues = heard(going_on("rest 20s, 4 forward @ 60spm", 18.5, 0.0), QUIET)
    assert at(cues, *ACCENTS)[0] == pytest.approx(100.5)


def test_before_another_time_of_waiting_nothing_is_counted() -> None:
    assert at(heard(planned("rest 20s, turn 20s, rest 9s")), *ACCENTS) == []
    assert at(heard(planned("rest 20s")), *ACCENTS) == []


def test_a_hold_is_counted_out_from_a_second_and_a_half_on() -> None:
    assert at(heard(planned("hold 1.5s, rest 9s"), QUIET), *ACCENTS) == (
        pytest.approx([0.5, 0.5 + 1 / 3, 0.5 + 2 / 3])
    )
    assert at(heard(planned("hold 1.4s, 2 forward"), QUIET), *ACCENTS) == []
    assert at(heard(planned("hold 5s"), QUIET), *ACCENTS) == []


def test_a_hold_is_counted_out_at_the_tempo_of_the_steps_that_follow() -> None:
    assert at(heard(planned("hold 3s, 2 forward @ 100spm"), QUIET), *ACCENTS) == (
        pytest.approx([1.2, 1.8, 2.4])
    )
    two = heard(planned("hold 1.7s, 2 forward @ 100spm"), QUIET)
    assert [cue.sound for cue in two if cue.sound in ACCENTS] == ["accent-2", "accent-1"]
    assert at(two, *ACCENTS) == pytest.approx([0.5, 1.1])


def test_the_tempo_makes_way_for_the_words_on_what_follows() -> None:
    words = "hold {}s, 4 forward @ 100spm"
    # "four forward" takes half a second, and begins 50 ms after the hold
    assert at(heard(planned(words.format(2.35))), *ACCENTS)[:3] == pytest.approx([0.55, 1.15, 1.75])
    assert at(heard(planned(words.format(2.34))), *ACCENTS)[:2] == pytest.approx([1.14, 1.74])
    quick = at(heard(planned(words.format(1.74))), *ACCENTS)[:3]
    assert quick == pytest.approx([0.74, 0.74 + 1 / 3, 0.74 + 2 / 3])


def test_for_the_number_of_a_repetition_one_stroke_is_given_and_no_more() -> None:
    def second(seconds: float) -> tuple[list[str], list[float]]:
        cues = heard(planned(f"9x(4 forward @ 100spm, hold {seconds}s)"))
        inside = [cue for cue in cues if cue.phase == 1]
        spoken = [cue.sound.removeprefix("voice:") for cue in inside if cue.spoken]
        return spoken, [round(2.4 + seconds - cue.at, 6) for cue in inside if cue.sound in ACCENTS]

    assert second(2.95) == (["four forward", "number two"], [1.8, 1.2, 0.6])
    assert second(2.9) == (["four forward", "number two of nine"], [1.2, 0.6])
    assert second(2.35) == (["four forward", "number two"], [1.2, 0.6])
    assert second(2.34)[0][1:] == []


def test_no_tick_of_a_hold_falls_into_a_count_in_at_a_tempo() -> None:
    cues = heard(planned("hold 5s, 4 forward @ 100spm"), QUIET)
    assert at(cues, "hold-tick") == pytest.approx([1, 2, 3])
    quick = heard(planned("hold 3s, rest 9s"), QUIET)
    assert at(quick, "hold-tick") == pytest.approx([1, 2])


def test_the_last_repetition_is_said_in_the_hold_before_it() -> None:
    cues = heard(planned("3x(5 forward, hold 2s, 4 backward, hold 4s)"))
    assert [words for _, words in said(cues)] == [
        *("stand on right two seconds", "four steps back", "stand on right four seconds"),
        *("five steps forward", "number two of three"),
        *("stand on left two seconds", "four steps back", "stand on left four seconds"),
        *("five steps forward", "last one"),
        *("stand on right two seconds", "four steps back", "stand on right four seconds"),
        "workout complete",
    ]


def holds_told_in_full(cues: Iterable[Cue]) -> list[bool]:
    said = (cue.sound for cue in cues if cue.sound.startswith("voice:stand on"))
    return [sound.endswith("five seconds") for sound in said]


def test_what_came_three_times_is_said_briefly_until_near_the_end() -> None:
    cues = heard(planned("9x(9 backward @ 120spm, hold 5s)", ready=5.0))
    assert holds_told_in_full(cues) == [True] * 3 + [False] * 4 + [True] * 2
    told = [words for _, words in said(cues) if words.startswith(("number", "last"))]
    assert told == [
        *("number two of nine", "number three of nine", "number five of nine"),
        *("number eight of nine", "last one"),
    ]


def test_steps_are_told_so_that_they_are_understood_however_often_they_came() -> None:
    cues = heard(planned("9x(9 backward @ 120spm, hold 5s)", ready=5.0))
    steps = [words for _, words in said(cues) if words.endswith("back")]
    assert steps == ["nine steps back"] * 9


def test_after_a_pause_it_is_said_in_full_again() -> None:
    phases = planned("99x(9 backward, hold 5s)")
    at_nine = phases[16].entered(0.0, resumed=True)
    rest = [replace(each, start=each.start - phases[16].start) for each in phases[17:26]]
    for ahead, anew in (([at_nine, *rest], None), ([phases[16], *rest], 9)):
        told = holds_told_in_full(score(ahead, lengths, None, anew))
        assert told == [True] * 2 + [False] * 3


def test_only_changes_are_said_where_only_they_are_wished() -> None:
    audio = AudioOptions(technique="land softly", detail=Detail.CHANGES)
    cues = heard(planned("2x(60 forward, hold 9s, 4 backward)", ready=10.0), audio)
    assert [words for _, words in said(cues)][:5] == [
        "get ready",
        "go forward",
        "stand on left",
        "go back",
        "go forward",
    ]
    briefly = heard(planned("2x(60 forward, hold 9s)"), AudioOptions(detail=Detail.BRIEF))
    assert "stand on left" in [words for _, words in said(briefly)]


def test_a_hold_ticks_each_second_before_its_end_but_not_with_its_beginning() -> None:
    assert sorted(at(heard(planned("hold 3.5s")), "hold-tick")) == [0.5, 1.5, 2.5]
    assert sorted(at(heard(planned("hold 3s")), "hold-tick")) == [1, 2]
    assert at(heard(planned("hold 1s")), "hold-tick") == []


def test_what_follows_a_hold_is_said_in_it() -> None:
    told = said(heard(planned("hold 9s, 4 forward")))
    assert told[:2] == [(0.05, "stand on left"), (5.0, "four steps forward")]
    assert said(heard(planned("hold 1s, 4 forward")))[0] == (0.05, "four steps forward")


def test_a_repetition_that_begins_with_a_hold_or_a_move_is_told_in_it() -> None:
    told = [words for _, words in said(heard(planned("3x(hold 20s, 4 forward)")))]
    assert "number two of three" in told
    assert "last one" in told
    told_at = said(heard(planned("3x(hold 20s)")))
    assert (20.05, "number two of three") in told_at
    assert (40.05, "last one") in told_at


def test_a_lead_in_is_said_and_counted() -> None:
    cues = heard(planned("4 forward @ 60spm", ready=10.0))
    assert of_phase(cues, 0) == [
        (0.0, "ready"),
        (0.9, "voice:get ready"),
        (5.25, "voice:four steps forward"),
        (6.0, "hold-tick"),
        *((7.0 + beat, accent) for beat, accent in enumerate(ACCENTS)),
    ]


def test_a_lead_in_that_goes_on_is_said_and_counted_anew_without_its_sound() -> None:
    first, move = planned("4 forward @ 60spm", ready=10.0)
    first = first.stopped(4.0).entered(100.0, resumed=True)
    cues = heard([first, replace(move, start=106.0)])
    assert of_phase(cues, 0) == [
        (100.0, "resume"),
        (100.4, "voice:get ready"),
        (101.25, "voice:four steps forward"),
        (102.0, "hold-tick"),
        *((103.0 + beat, accent) for beat, accent in enumerate(ACCENTS)),
    ]


def test_only_in_the_lead_in_is_one_told_to_get_ready_and_how() -> None:
    technique = AudioOptions(technique="land softly")
    later = ScheduledPhase(Phase(3, PhaseKind.READY, 10.0, 0.0), 0.0, duration=10.0)
    assert (
        said(heard([later, scheduled("4 forward", 10.0)], technique))[0][1] == "four steps forward"
    )
    lead_in = [words for _, words in said(heard(planned("4 forward", ready=10.0), technique))]
    assert lead_in[:2] == ["get ready", "land softly"]


def test_an_open_time_of_getting_ready_has_no_sound() -> None:
    waiting = ScheduledPhase(Phase(0, PhaseKind.READY, None, 0.0), 0.0)
    assert heard([waiting]) == []


def test_an_open_rest_has_its_sound_and_no_more() -> None:
    assert of_phase(heard(planned("rest until key, 4 forward")), 0) == [(0.0, "rest")]


def test_an_open_lap_of_which_the_end_is_expected_says_what_follows() -> None:
    lap = replace(scheduled("forward until key"), expected=30.0, then=phase("5 backward"))
    cues = takewhile(lambda cue: cue.at < 60, score([lap], lengths))
    assert said(list(cues)) == [(22.0, "five steps back")]


def test_a_lap_that_ends_soon_is_not_spoken_of_while_its_own_signal_sounds() -> None:
    lap = replace(scheduled("forward until key"), expected=8.2, then=phase("5 backward"))
    cues = takewhile(lambda cue: cue.at < 20, score([lap], lengths))
    assert said(list(cues)) == [(0.55, "five steps back")]


def test_a_sound_that_is_not_there_takes_no_time_from_speech() -> None:
    lap = replace(scheduled("forward until key"), expected=8.05, then=phase("backward until key"))
    cues = takewhile(lambda cue: cue.at < 20, score([lap], {"voice:backward": 0.25}.get))
    assert said(list(cues)) == [(0.1, "backward")]


def test_the_first_move_is_said_right_before_it_is_counted_in() -> None:
    cues = heard(planned("4 forward @ 240spm", ready=10.0))
    assert (8.25, "four steps forward") in said(cues)


def test_the_end_and_a_pause_belong_to_the_phase_they_came_in() -> None:
    last = replace(phase("4 forward"), index=7)
    for cues in (finished(5.0, last, lengths, AudioOptions()), paused(5.0, last, lengths, QUIET)):
        assert {cue.phase for cue in cues} == {7}


def test_the_word_comes_after_the_sound_or_at_once_where_there_is_no_sound() -> None:
    cues = list(finished(5.0, phase("4 forward"), lengths, AudioOptions()))
    assert [cue.at for cue in cues] == pytest.approx([5.0, 6.3])
    words_only = {"voice:workout complete": 0.5}
    cues = list(finished(5.0, phase("4 forward"), words_only.get, AudioOptions()))
    assert [cue.at for cue in cues] == pytest.approx([5.0, 5.1])
    assert len(list(finished(5.0, phase("4 forward"), {}.get, AudioOptions()))) == 1


def test_the_whole_ends_with_its_end_unless_a_key_ends_the_last_phase() -> None:
    assert at(heard(planned("4 forward @ 60spm")), "finish") == [4]
    assert at(heard(planned("4 forward @ 60spm, rest until key")), "finish") == []
    assert heard([]) == []


def test_beats_and_accents_and_ticks_duck_under_speech_and_signals_do_not() -> None:
    cues = heard(planned("9 forward @ 60spm, hold 2s, 4 backward @ 60spm"))
    spoken = [(cue.at, cue.at + (lengths(cue.sound) or 0)) for cue in cues if cue.spoken]
    for cue in cues:
        under = any(begin - 0.03 <= cue.at < end for begin, end in spoken)
        ticks = cue.sound in (*BEATS, *ACCENTS, "hold-tick")
        assert cue.gain == (0.4 if under and ticks else 1.0)
    assert {cue.gain for cue in cues} == {0.4, 1.0}
