"""The scheduler hands the score over, a little ahead of time, and each cue once."""

from collections.abc import Iterable, Iterator

import pytest

from backcue.sound.scheduler import Scheduler
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.cue import ACCENTS, Cue
from backcue.sound.score.speech_slots import GAP
from backcue.workout.model import Foot
from backcue.workout.notation import parse
from backcue.workout.timeline import ScheduledPhase, timeline
from backcue.workout.unroll import unroll
from tests.sound.score.test_score import lengths
from tests.workouts import Conditions, phase

BEATS = ("step-left", "step-right")


class Told:
    """A player that writes down what it is told, and nothing else."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.prepared: list[str] = []
        self.calls: list[str] = []
        self.edge = 0.0

    def prepare(self, sounds: Iterable[str]) -> None:
        self.prepared = list(sounds)

    def schedule(self, cue: Cue) -> None:
        self.cues.append(cue)

    def hush(self) -> None:
        self.calls.append("hush")

    def cancel(self) -> float:
        self.calls.append("cancel")
        return self.edge

    def at(self, *sounds: str) -> list[float]:
        return [cue.at for cue in self.cues if cue.sound in sounds]

    def said(self) -> list[str]:
        return [cue.sound.removeprefix("voice:") for cue in self.cues if cue.spoken]


def planned(words: str, start: float = 0.0) -> Iterator[ScheduledPhase]:
    return timeline(unroll(parse(words), Conditions(), ready=0), Foot.RIGHT, start)


def scheduler(audio: AudioOptions | None = None) -> tuple[Scheduler, Told]:
    told = Told()
    return Scheduler(told, lengths, audio or AudioOptions()), told  # type: ignore[arg-type]


QUIET = AudioOptions(voice=False)


def test_nothing_is_handed_over_before_it_begins() -> None:
    performing, told = scheduler()
    performing.pump(100.0)
    assert (told.cues, performing.rings_out) == ([], 0.0)


def test_cues_are_handed_over_up_to_two_seconds_ahead() -> None:
    performing, told = scheduler(QUIET)
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    assert told.at(*BEATS) == [100, 101, 102]
    performing.pump(100.9)
    assert told.at(*BEATS) == [100, 101, 102]
    performing.pump(101.0)
    assert told.at(*BEATS) == [100, 101, 102, 103]


def test_what_is_more_than_a_quarter_of_a_second_late_is_left_out() -> None:
    performing, told = scheduler(QUIET)
    performing.begin(planned("60 forward @ 60spm", 100.0), 101.25)
    assert told.at(*BEATS) == [101, 102, 103]
    performing.begin(planned("60 forward @ 60spm", 200.0), 201.3)
    assert told.at(*BEATS)[3:] == [202, 203]


def test_a_new_beginning_silences_the_old_plan() -> None:
    performing, told = scheduler(QUIET)
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    performing.begin(planned("60 backward @ 60spm", 102.5), 102.5)
    assert told.calls == ["hush", "hush"]
    performing.pump(103.0)
    assert told.at(*BEATS) == [100, 101, 102, 102.5, 103.5, 104.5]


def test_the_same_words_are_said_again_after_a_new_beginning() -> None:
    performing, told = scheduler()
    for start in (100.0, 100.5):
        performing.begin(planned("4 forward @ 60spm, 5 backward", start), start)
        performing.pump(start + 4)
    assert told.said().count("five back") == 2


def test_another_plan_goes_on_where_the_old_one_cannot_be_called_off() -> None:
    performing, told = scheduler(QUIET)
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    told.cues.clear()
    told.edge = 101.5
    performing.carry_on(planned("60 forward @ 120spm", 100.0), 100.0)
    assert told.calls == ["hush", "cancel"]
    assert told.at(*BEATS) == [101.5, 102]


def test_what_begins_exactly_at_the_edge_is_not_heard_yet_and_is_handed_over() -> None:
    performing, told = scheduler(QUIET)
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    told.edge = 101.0
    performing.carry_on(planned("60 forward @ 60spm", 100.0), 100.0)
    assert told.at(*BEATS) == [100, 101, 102, 101, 102]


def test_a_phrase_that_was_said_is_not_said_again_by_a_new_plan() -> None:
    performing, told = scheduler()
    performing.begin(planned("12 forward @ 60spm, 5 backward", 100.0), 100.0)
    performing.pump(102.0)
    assert told.said() == ["five steps back"]
    [said] = told.at("voice:five steps back")
    told.edge = said + 0.1
    performing.carry_on(planned("12 forward @ 60spm, 5 backward", 101.0), 102.0)
    performing.pump(103.0)
    assert told.said() == ["five steps back"]


def test_a_phrase_that_was_called_off_is_said_by_the_new_plan() -> None:
    performing, told = scheduler()
    performing.begin(planned("12 forward @ 60spm, 5 backward", 100.0), 100.0)
    performing.pump(102.0)
    [said] = told.at("voice:five steps back")
    told.edge = said
    performing.carry_on(planned("12 forward @ 60spm, 5 backward", 101.0), 102.0)
    performing.pump(103.0)
    assert told.at("voice:five steps back") == [said, said + 1.0]


def test_a_new_plan_speaks_only_when_what_is_being_said_has_ended() -> None:
    performing, told = scheduler()
    performing.begin(planned("12 forward @ 60spm, 5 backward", 100.0), 100.0)
    performing.pump(102.0)
    [said] = told.at("voice:five steps back")
    told.edge = said + 0.1
    performing.carry_on(planned("12 forward @ 60spm, 7 backward", 100.0), 102.0)
    performing.pump(103.0)
    assert told.said() == ["five steps back", "seven steps back"]
    assert told.at("voice:seven steps back") == [pytest.approx(said + 0.75 + GAP)]


def test_beats_go_on_under_what_is_being_said_when_a_new_plan_comes() -> None:
    performing, told = scheduler()
    performing.begin(planned("12 forward @ 60spm, 5 backward", 100.0), 100.0)
    performing.pump(102.0)
    [said] = told.at("voice:five steps back")
    told.edge = said + 0.1
    performing.carry_on(planned("12 forward @ 240spm, 5 backward", said), 102.0)
    assert told.at(*BEATS)[-4:-2] == pytest.approx([said + 0.25, said + 0.5])


def test_of_several_phrases_none_is_said_again_by_a_new_plan() -> None:
    performing, told = scheduler()
    performing.begin(planned("60 forward @ 60spm, 5 backward"), 0.0)
    for second in range(51):
        performing.pump(float(second))
    assert told.said() == ["twenty to go", "ten to go", "five steps back"]
    told.edge = 52.0
    performing.carry_on(planned("60 forward @ 60spm, 5 backward", 2.5), 50.0)
    performing.pump(52.5)
    assert told.said() == ["twenty to go", "ten to go", "five steps back"]


def test_the_same_words_in_another_phase_are_said() -> None:
    performing, told = scheduler()
    performing.begin(planned("4 forward @ 60spm, 5 backward", 100.0), 100.0)
    performing.pump(102.0)
    assert told.said() == ["five back"]
    told.edge = 104.0
    later = planned("4 forward @ 60spm, rest 20s, 5 backward", 90.0)
    performing.carry_on(later, 104.0)
    performing.pump(109.0)
    assert told.said() == ["five back", "five steps back"]


def test_what_is_said_in_full_after_a_pause_stays_so_in_a_new_plan() -> None:
    performing, told = scheduler()
    plan = list(planned("99x(9 backward @ 120spm, hold 5s)", 100.0))
    since = plan[16]
    ahead = [since.entered(since.start, resumed=True), *plan[17:]]
    performing.begin(iter(ahead), since.start)
    told.cues.clear()
    told.edge = since.start
    performing.carry_on(iter(plan[16:]), since.start)
    for second in range(40):
        performing.pump(since.start + second)
    holds = [words for words in told.said() if words.startswith("stand")]
    assert [words.endswith("five seconds") for words in holds[:4]] == [True, True, False, False]
    performing.begin(iter(plan[16:]), since.start)
    told.cues.clear()
    for second in range(10):
        performing.pump(since.start + second)
    assert not any(words.endswith("five seconds") for words in told.said())


def test_without_a_new_plan_nothing_is_held_back() -> None:
    performing, told = scheduler()
    performing.begin(planned("4 forward @ 60spm, 5 backward, 4 forward, 5 backward"), 0.0)
    for second in range(20):
        performing.pump(float(second))
    assert told.said().count("five back") == 2
    assert told.said()[-1] == "workout complete"


def test_what_was_said_over_a_minute_ago_is_forgotten() -> None:
    performing, told = scheduler()
    performing.begin(planned("60x(rest 20s, 4 forward @ 60spm)"), 0.0)
    for second in range(60 * 24):
        performing.pump(float(second))
    assert len(told.said()) > 100
    assert len(performing._speech) < 15


def test_a_pause_is_silent_but_for_its_sound_and_word() -> None:
    performing, told = scheduler()
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    told.cues.clear()
    performing.pause(100.5, phase("60 forward"))
    assert told.calls[-1] == "hush"
    assert [cue.sound for cue in told.cues] == ["pause", "voice:we are paused"]
    assert {cue.phase for cue in told.cues} == {0}
    performing.pump(130.0)
    assert len(told.cues) == 2


def test_a_pause_without_the_voice_has_its_sound_only() -> None:
    performing, told = scheduler(QUIET)
    performing.pause(100.5, phase("60 forward"))
    assert [cue.sound for cue in told.cues] == ["pause"]


def test_a_silence_lasts() -> None:
    performing, told = scheduler()
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    heard = len(told.cues)
    performing.silence()
    performing.pump(101.5)
    assert len(told.cues) == heard
    assert told.calls[-1] == "hush"


def test_it_rings_out_until_the_last_sound_has_ended() -> None:
    performing, _ = scheduler()
    performing.begin(planned("3 forward @ 60spm", 100.0), 100.0)
    performing.pump(103.0)
    assert performing.rings_out == pytest.approx(103 + 1.2 + 0.1 + 0.5)


def test_a_tone_that_lasts_rings_as_long_as_it_lasts() -> None:
    performing, _ = scheduler(QUIET)
    performing.begin(planned("hold 30s", 100.0), 100.0)
    assert performing.rings_out == pytest.approx(130)


def test_a_sound_of_unknown_length_ends_when_it_begins() -> None:
    told = Told()
    performing = Scheduler(told, lambda _: None, QUIET)  # type: ignore[arg-type]
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    assert performing.rings_out == 102.0


def test_what_was_called_off_does_not_ring() -> None:
    performing, told = scheduler(QUIET)
    performing.begin(planned("hold 30s", 100.0), 100.0)
    told.edge = 100.1
    performing.carry_on(iter(()), 100.0)
    assert performing.rings_out == pytest.approx(100.1)


def test_the_sounds_of_the_first_minute_are_made_ready_each_once_and_in_their_order() -> None:
    performing, told = scheduler()
    performing.warm_up(planned("60 forward @ 60spm, 5 backward, hold 2s"))
    assert told.prepared[:3] == ["step-right", "forward", "step-left"]
    assert len(told.prepared) == len(set(told.prepared))
    assert {"backward", *ACCENTS, "voice:five steps back"} <= set(told.prepared)
    assert "hold" not in told.prepared
    assert not told.cues


def test_what_will_not_be_said_is_not_made_ready() -> None:
    performing, told = scheduler(QUIET)
    performing.warm_up(planned("20 forward @ 60spm, 5 backward"))
    assert not [sound for sound in told.prepared if sound.startswith("voice:")]


def test_an_end_brought_by_a_key_is_heard_in_full() -> None:
    performing, told = scheduler()
    performing.begin(planned("60 forward @ 60spm", 100.0), 100.0)
    told.cues.clear()
    performing.finish(101.0, phase("60 forward"))
    assert told.calls[-1] == "hush"
    assert [(cue.sound, cue.at) for cue in told.cues] == [
        ("finish", 101.0),
        ("voice:workout complete", pytest.approx(102.3)),
    ]


def test_an_end_that_was_planned_goes_on_as_planned() -> None:
    performing, told = scheduler()
    performing.begin(planned("4 forward @ 60spm", 100.0), 100.0)
    performing.pump(102.0)
    assert told.at("finish") == [104.0]
    performing.finish(104.0, phase("4 forward"))
    assert "hush" not in told.calls[1:]
    assert told.at("finish", "voice:workout complete") == [104.0, pytest.approx(105.3)]


def test_an_end_before_anything_began_is_heard() -> None:
    performing, told = scheduler()
    performing.finish(101.0, phase("60 forward"))
    assert told.at("finish") == [101.0]


@pytest.mark.parametrize("edge", [103.0, 104.0])
def test_an_end_that_was_planned_and_called_off_is_told_by_the_key_that_brings_it(
    edge: float,
) -> None:
    performing, told = scheduler()
    performing.begin(planned("4 forward @ 60spm", 100.0), 100.0)
    performing.pump(102.0)
    told.edge = edge
    performing.carry_on(planned("60 forward @ 60spm", 100.0), 102.0)
    told.cues.clear()
    performing.finish(103.5, phase("60 forward"))
    assert told.at("finish") == [103.5]


def test_an_end_beyond_recall_is_not_told_twice() -> None:
    performing, told = scheduler()
    performing.begin(planned("4 forward @ 60spm", 100.0), 100.0)
    performing.pump(103.9)
    told.edge = 104.1
    performing.carry_on(planned("4 forward @ 60spm", 100.0), 103.9)
    performing.finish(104.0, phase("4 forward"))
    assert told.at("finish") == [104.0]
