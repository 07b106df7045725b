"""What is said in a phase, and about when."""

from functools import partial

import pytest
from msgspec.structs import replace

from backcue.sound.score.announcements import (
    announce_next,
    detail_of,
    is_said_before,
    said_of_repetition,
    say_how_to_turn,
    say_progress,
    say_repetition,
    warn_of_lap,
    warn_of_turn,
)
from backcue.sound.score.audio_options import Detail
from backcue.sound.score.cue import VOICE
from backcue.sound.score.phrasing import advice, again, announcement, number, seconds_in_words
from backcue.sound.score.speech_slots import SpeechSlots
from backcue.workout.conditions import Conditions
from backcue.workout.model import Foot, Surface
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase, schedule
from tests.workouts import phase, scheduled

BELT = Conditions(surface=Surface.TREADMILL, holds_on_rails=True)
Said = list[tuple[float, str]]


def slots() -> SpeechSlots:
    return SpeechSlots(lambda sound: 0.25 * len(sound.removeprefix(VOICE).split()))


def said(room: SpeechSlots) -> Said:
    return [(pytest.approx(each.begin), each.sound.removeprefix(VOICE)) for each in room.said]


def next_said(here: str, then: str, latest: tuple[float, ...], **more: float) -> Said:
    room = slots()
    announce_next(room, scheduled(here), scheduled(then), earliest=0.5, latest=latest, **more)
    return said(room)


def in_full(then: str, latest: tuple[float, ...]) -> Said:
    room = slots()
    here, following = scheduled("rest 60s"), scheduled(then)
    announce_next(room, here, following, earliest=0.5, latest=latest, detail=Detail.FULL)
    return said(room)


def test_what_comes_next_is_said_eight_steps_and_a_second_ahead() -> None:
    assert next_said("60 forward @ 60spm", "5 backward", (57.0,)) == [(51.0, "five steps back")]


def test_what_comes_next_is_said_four_seconds_ahead_where_nothing_or_something_quick_steps() -> (
    None
):
    assert next_said("rest 60s", "5 backward", (57.0,)) == [(56.0, "five steps back")]
    assert next_said("120 forward @ 240spm", "5 backward", (27.0,)) == [(26.0, "five steps back")]


def test_what_comes_next_is_said_when_it_is_wished() -> None:
    assert next_said("rest 60s", "5 backward", (57.0,), wish=20.0) == [(20.0, "five steps back")]


def test_the_fullest_words_that_fit_are_said() -> None:
    assert next_said("rest 60s", "5 backward run", (1.0,)) == [(0.5, "five back")]
    assert next_said("rest 60s", "5 backward run", (0.75,)) == [(0.5, "backward")]
    assert next_said("rest 60s", "5 backward run", (0.7,)) == []


def test_the_fullest_words_are_said_later_rather_than_fewer_at_once() -> None:
    found = next_said("rest 60s", "5 backward", (0.8, 60.0), wish=0.5)
    assert found == [(0.5, "five back")]


def test_what_is_understood_better_is_said_where_it_fits_before_the_count_in() -> None:
    for say in (in_full, partial(next_said, "rest 60s")):
        assert say("5 backward", (1.25, 60.0))[0][1] == "five steps back"
        assert say("5 backward", (1.24, 60.0))[0][1] == "five back"
    assert in_full("30s backward", (9.0,)) == [(8.25, "thirty seconds backward")]
    assert in_full("1 forward", (9.0,)) == [(8.25, "one step forward")]


def test_how_long_a_hold_is_is_said_in_full_also_over_the_count_in() -> None:
    assert in_full("hold 2s", (1.0, 9.0))[0][1] == "stand on left two seconds"
    assert in_full("hold 2s", (1.25, 1.5)) == [(0.5, "stand on left")]
    assert in_full("hold 2.5s", (9.0,))[0][1] == "stand on left"


def test_nothing_is_said_before_an_open_phase_ends_or_of_getting_ready_or_of_the_end() -> None:
    for here, then in (
        (scheduled("forward until key"), scheduled("5 backward")),
        (scheduled("rest 60s"), None),
        (
            scheduled("rest 60s"),
            ScheduledPhase(replace(phase("rest 10s"), kind=PhaseKind.READY), 60.0),
        ),
    ):
        room = slots()
        announce_next(room, here, then, earliest=0.0, latest=(50.0,))
        assert room.said == []


def lap(expected: float | None, then: str | None) -> ScheduledPhase:
    following = None if then is None else phase(then)
    return replace(scheduled("forward until key", start=100.0), expected=expected, then=following)


def test_what_follows_a_lap_is_said_eight_seconds_before_its_expected_end() -> None:
    room = slots()
    warn_of_lap(room, lap(60.0, "5 backward"), 100.5)
    assert said(room) == [(152.0, "five steps back")]


def test_what_follows_a_short_lap_is_not_said_where_it_would_be_taken_for_now() -> None:
    room = slots()
    warn_of_lap(room, lap(7.9, "5 backward"), 100.5)
    assert room.said == []
    warn_of_lap(room, lap(8.1, "5 backward"), 100.5)
    assert said(room) == [(100.5, "five steps back")]


def test_nobody_walks_a_lap_on_a_belt_and_is_told_to_turn_there() -> None:
    room = slots()
    turn = replace(phase("turn 30s"), on_rails=True)
    warn_of_lap(room, replace(lap(60.0, None), then=turn), 100.5)
    assert said(room) == [(152.0, "slow the belt")]


def test_of_a_lap_that_nobody_knows_nothing_is_said() -> None:
    room = slots()
    warn_of_lap(room, lap(None, "5 backward"), 100.5)
    warn_of_lap(room, lap(60.0, None), 100.5)
    assert room.said == []


def test_a_lap_is_warned_of_within_eight_seconds_or_not_at_all() -> None:
    room = slots()
    room.block(150.0, 158.0)
    warn_of_lap(room, lap(60.0, "5 backward"), 100.5)
    assert said(room) == [(158.1, "five steps back")]
    room = slots()
    room.block(150.0, 161.0)
    warn_of_lap(room, lap(60.0, "5 backward"), 100.5)
    assert room.said == []


def turn_said(here: ScheduledPhase, to_turn: float | None, earliest: float = 100.0) -> Said:
    room = slots()
    warn_of_turn(room, here, to_turn, earliest)
    return said(room)


def test_a_turn_is_warned_of_at_fifteen_and_five_seconds() -> None:
    here = scheduled("60 forward @ 60spm", start=100.0)
    assert turn_said(here, 0.0) == [(145.0, "slow the belt"), (155.0, "feet on the side rails")]
    assert turn_said(here, 0.0, 145.0)[0] == (145.0, "slow the belt")
    late = [(145.1, "slow the belt"), (155.0, "feet on the side rails")]
    assert turn_said(here, 0.0, 145.1) == late
    assert turn_said(here.stopped(45.1), 0.0, 145.1) == [(155.0, "feet on the side rails")]


def test_a_turn_that_comes_later_is_warned_of_in_the_phase_in_which_it_is_time() -> None:
    here = scheduled("60 forward @ 60spm", start=100.0)
    assert turn_said(here, 3.0) == [(148.0, "slow the belt"), (158.0, "feet on the side rails")]
    assert turn_said(here, 5.0) == [(150.0, "slow the belt")]
    assert turn_said(here, 15.0) == []


def test_a_warning_without_room_before_the_end_is_said_a_little_early() -> None:
    here = scheduled("60 forward @ 60spm", start=100.0)
    assert turn_said(here, 14.9) == [(160 - 0.75, "slow the belt")]
    assert turn_said(here, 14.9, 159.6) == []


def test_a_warning_that_falls_under_the_first_sound_of_its_phase_is_said_after_it() -> None:
    here = scheduled("15 forward @ 60spm", start=100.0)
    assert turn_said(here, 0.0, 100.4)[0] == (100.4, "slow the belt")


def test_where_no_turn_is_near_nothing_is_warned_of() -> None:
    assert turn_said(scheduled("60 forward @ 60spm", start=100.0), None) == []
    assert turn_said(scheduled("forward until key"), 0.0) == []


TURN = phase("turn until key", Conditions(surface=Surface.TREADMILL))
RESTING = phase("rest 20s", Conditions(surface=Surface.TREADMILL))


def how_to_turn(turn: Phase, coming: Phase | None, **change: float) -> Said:
    room = slots()
    say_how_to_turn(room, replace(schedule(turn, 50.0, Foot.RIGHT), **change), coming, 50.6)
    return said(room)


def test_in_a_turn_on_a_belt_it_is_said_where_the_feet_belong_and_which_way_to_face() -> None:
    found = how_to_turn(TURN, phase("5 backward"))
    assert [words for _, words in found] == ["feet on the side rails", "face backward"]
    assert found[0][0] == 50.6
    assert [words for _, words in how_to_turn(TURN, RESTING)] == ["feet on the side rails"]
    assert [words for _, words in how_to_turn(TURN, None)] == ["feet on the side rails"]


def test_in_a_turn_of_a_set_time_only_what_ends_with_it_is_said() -> None:
    belt = Conditions(surface=Surface.TREADMILL)
    words = ["feet on the side rails", "face backward"]
    for seconds, there_is_room_for in ((20, 2), (2, 1), (1, 0)):
        found = how_to_turn(phase(f"turn {seconds}s", belt), phase("5 backward"))
        assert [told for _, told in found] == words[:there_is_room_for]


def test_no_other_phase_and_no_turn_elsewhere_or_gone_on_with_says_so() -> None:
    assert how_to_turn(RESTING, phase("5 backward")) == []
    assert how_to_turn(phase("turn until key"), phase("5 backward")) == []
    assert how_to_turn(TURN, phase("5 backward"), entry=3.0) == []


def repetition_said(
    words: str, repetition: int, repetitions: int | None, *, entry: float = 0.0, latest: float = 60
) -> Said:
    before, here = renewed("9 forward", words, repetition, repetitions)
    room = slots()
    say_repetition(room, here.stopped(entry), before, 0.5, latest)
    return said(room)


def renewed(
    before: str, words: str, repetition: int, repetitions: int | None
) -> tuple[ScheduledPhase, ScheduledPhase]:
    """Returns the last phase of a repetition and the first one of the next."""
    last, first = (
        replace(
            scheduled(each),
            phase=replace(phase(each), repetition=n, repetitions=repetitions, round=n),
        )
        for each, n in ((before, repetition - 1), (words, repetition))
    )
    return last, first


def test_the_number_of_a_repetition_is_said_at_its_beginning() -> None:
    assert repetition_said("rest 60s", 2, 3) == [(0.5, "number two of three")]
    assert repetition_said("rest 60s", 2, None) == [(0.5, "number two")]
    assert repetition_said("rest 60s", 2, 3, latest=1.1) == [(0.5, "number two")]
    assert repetition_said("rest 60s", 3, 3) == [(0.5, "last one")]


@pytest.mark.parametrize("still", ["hold 3s", "rest 10s"])
def test_before_a_short_phase_the_repetition_is_said_where_one_stands_still(still: str) -> None:
    before, here = renewed(still, "5 forward", 3, 3)
    assert is_said_before(before, here)
    room = slots()
    say_repetition(room, here, before, 0.5, 60.0)
    assert room.said == []


def test_a_repetition_is_not_said_ahead_of_a_long_phase_or_while_one_steps() -> None:
    assert not is_said_before(*renewed("hold 3s", "rest 8s", 2, 3))
    assert not is_said_before(*renewed("5 forward", "4 backward", 2, 3))
    assert not is_said_before(*renewed("hold 3s", "5 forward", 1, 3))
    assert not is_said_before(*renewed("hold 3s", "forward until key", 2, 3))
    assert not is_said_before(scheduled("hold 3s"), scheduled("5 forward"))
    assert not is_said_before(scheduled("hold 3s"), None)


@pytest.mark.parametrize(
    ("repetition", "of", "detail", "words"),
    [
        (20, 20, Detail.BRIEF, ("last one",)),
        (2, 20, Detail.FULL, ("number two of twenty", "number two")),
        (2, None, Detail.FULL, ("number two",)),
        (4, 20, Detail.BRIEF, ()),
        (5, 20, Detail.BRIEF, ("number five of twenty", "number five")),
        (20, 20, Detail.CHANGES, ()),
    ],
)
def test_which_repetition_is_said_ahead(
    repetition: int, of: int | None, detail: Detail, words: tuple[str, ...]
) -> None:
    _, here = renewed("hold 3s", "5 forward", repetition, of)
    assert said_of_repetition(here.phase, detail) == words


@pytest.mark.parametrize(
    ("repetition", "of", "anew", "detail"),
    [
        (1, 20, None, Detail.FULL),
        (3, 20, None, Detail.FULL),
        (4, 20, None, Detail.BRIEF),
        (18, 20, None, Detail.BRIEF),
        (19, 20, None, Detail.FULL),
        (20, 20, None, Detail.FULL),
        (99, None, None, Detail.BRIEF),
        (9, 20, 9, Detail.FULL),
        (10, 20, 9, Detail.FULL),
        (11, 20, 9, Detail.BRIEF),
        (8, 20, 9, Detail.BRIEF),
    ],
)
def test_what_came_often_is_said_briefly_until_the_end_or_a_pause(
    repetition: int, of: int | None, anew: int | None, detail: Detail
) -> None:
    _, here = renewed("hold 3s", "5 forward", repetition, of)
    assert detail_of(here.phase, Detail.FULL, anew) is detail
    for wished in (Detail.BRIEF, Detail.CHANGES):
        assert detail_of(here.phase, wished, anew) is wished


def test_outside_of_repetitions_all_is_said_in_full() -> None:
    assert detail_of(phase("5 forward"), Detail.FULL, None) is Detail.FULL


def test_the_first_repetition_is_not_said() -> None:
    assert repetition_said("rest 60s", 1, 3) == []
    assert repetition_said("rest 60s", 1, 1) == []


def test_in_a_short_phase_only_the_last_repetition_is_said() -> None:
    assert repetition_said("rest 8s", 2, 3) == [(0.5, "number two of three")]
    assert repetition_said("rest 7s", 2, 3) == []
    assert repetition_said("rest 7s", 3, 3) == [(0.5, "last one")]


def test_the_repetition_is_not_said_in_an_open_phase_or_again_after_a_pause() -> None:
    assert repetition_said("rest until key", 2, 3) == []
    assert repetition_said("rest 60s", 2, 3, entry=20.0) == []


def test_the_repetition_is_said_in_its_first_phase_only() -> None:
    here = scheduled("rest 60s")
    here = replace(here, phase=replace(here.phase, repetition=2, repetitions=3, round=2))
    room = slots()
    say_repetition(room, here, here, 0.5, 60.0)
    say_repetition(room, here, None, 0.5, 60.0)
    assert room.said == []


def progress_said(words: str, *, earliest: float = 0.5, latest: float = 9999.0) -> Said:
    room = slots()
    say_progress(room, scheduled(words), earliest, latest)
    return said(room)


def test_a_move_by_steps_tells_the_steps_left() -> None:
    assert progress_said("100 forward @ 60spm") == [
        (50.0, "fifty to go"),
        (80.0, "twenty to go"),
        (90.0, "ten to go"),
    ]
    assert progress_said("84 forward @ 60spm")[0] == (34.0, "fifty to go")
    assert progress_said("83 forward @ 60spm")[0] == (63.0, "twenty to go")
    assert progress_said("16 forward @ 60spm") == []


def test_a_timed_phase_tells_the_time_left() -> None:
    assert progress_said("rest 120s") == [
        (60.0, "one minute to go"),
        (90.0, "thirty seconds to go"),
    ]
    assert progress_said("120s forward @ 60spm") == progress_said("rest 120s")
    assert progress_said("rest 59s") == []
    assert [words for _, words in progress_said("rest 20min")] == [
        "ten minutes to go",
        "five minutes to go",
        "two minutes to go",
        "one minute to go",
        "thirty seconds to go",
    ]


def test_half_of_a_long_phase_is_told_where_no_other_mark_is_near() -> None:
    assert (200.0, "halfway through") in progress_said("rest 400s")
    assert "halfway through" not in [words for _, words in progress_said("rest 239s")]
    assert "halfway through" not in [words for _, words in progress_said("rest 4min")]
    assert "halfway through" not in [words for _, words in progress_said("rest 270s")]
    assert (136.0, "halfway through") in progress_said("rest 272s")


def test_of_an_open_phase_nothing_is_told() -> None:
    assert progress_said("forward until key") == []


def test_what_is_past_or_would_be_late_is_not_told() -> None:
    assert progress_said("rest 120s", earliest=60.1) == [(90.0, "thirty seconds to go")]
    assert progress_said("rest 120s", earliest=90.0) == [(90.0, "thirty seconds to go")]
    assert progress_said("rest 120s", latest=60.5) == []


def test_a_mark_is_told_up_to_a_second_and_a_half_late_around_other_words() -> None:
    room = slots()
    room.block(59.0, 61.4)
    say_progress(room, scheduled("rest 120s"), 0.5, 9999.0)
    assert said(room)[0] == (61.5, "one minute to go")
    room = slots()
    room.block(59.0, 61.5)
    say_progress(room, scheduled("rest 120s"), 0.5, 9999.0)
    assert said(room) == [(90.0, "thirty seconds to go")]


def test_steps_to_go_are_told_up_to_a_step_late() -> None:
    def told(blocked_until: float) -> Said:
        room = slots()
        room.block(9.0, blocked_until)
        say_progress(room, scheduled("20 forward @ 60spm"), 0.5, 9999.0)
        return said(room)

    assert told(10.9) == [(11.0, "ten to go")]
    assert told(11.0) == []


FORWARD, BACKWARD = ("go forward", "forward"), ("go back", "backward")


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("5 forward", ("five forward", *FORWARD)),
        ("5 backward", ("five back", *BACKWARD)),
        ("1 forward", ("one step forward", *FORWARD)),
        ("5 backward run", ("five back", "run backward", *BACKWARD)),
        ("200 forward", ("two hundred forward", *FORWARD)),
        ("201 forward", FORWARD),
        ("250 forward", ("two hundred fifty forward", *FORWARD)),
        ("90s forward", ("one minute thirty seconds forward", *FORWARD)),
        ("1.5s forward", FORWARD),
        ("forward until key", FORWARD),
        ("rest 5s", ("time to rest", "rest")),
        ("turn 5s", ("turn around", "turn")),
        ("hold 5s", ("stand on left", "left leg")),
    ],
)
def test_how_a_phase_is_announced(words: str, ways: tuple[str, ...]) -> None:
    assert announcement(phase(words)) == ways


@pytest.mark.parametrize(
    ("words", "first"),
    [("hold 5s", "feet on the side rails stand on left"), ("rest 5s", "rest on the side rails")],
)
def test_beside_a_belt_that_moves_it_is_always_said_where_the_feet_belong(
    words: str, first: str
) -> None:
    there = phase(words, BELT)
    assert announcement(there) == (first, "feet on the side rails")
    assert announcement(replace(there, foot=None))[-1] == "feet on the side rails"
    in_full = announcement(there, Detail.FULL)
    assert all("side rails" in way for way in in_full)
    assert words != "hold 5s" or in_full[0] == f"{first} five seconds"


def test_of_changes_only_the_way_or_the_leg_is_said() -> None:
    assert announcement(phase("5 backward"), Detail.CHANGES) == BACKWARD
    assert announcement(phase("hold 5s"), Detail.CHANGES)[0] == "stand on left"


def test_a_hold_on_a_leg_that_nobody_knows_is_announced_without_it() -> None:
    assert announcement(replace(phase("hold 5s"), foot=None)) == ("hold still",)


def test_going_on_a_move_is_known_by_its_direction_and_a_hold_by_its_leg() -> None:
    assert again(phase("5 backward")) == BACKWARD
    assert again(phase("5 backward run")) == ("run backward", *BACKWARD)
    assert again(phase("hold 5s")) == ("stand on left", "left leg")
    assert again(phase("rest 5s")) == ("time to rest", "rest")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "one second"),
        (2, "two seconds"),
        (60, "one minute"),
        (61, "one minute one second"),
        (125, "two minutes five seconds"),
        (120.0000001, "two minutes"),
        (0.4, None),
        (0, None),
        (59.5, None),
    ],
)
def test_a_time_is_said_as_one_says_it(seconds: float, words: str | None) -> None:
    assert seconds_in_words(seconds) == words


def test_numbers_at_the_edges_of_their_words() -> None:
    assert [number(count) for count in (19, 20, 21, 99, 100, 101, 999, 1000, 1001, 100_000)] == [
        "nineteen",
        "twenty",
        "twenty one",
        "ninety nine",
        "one hundred",
        "one hundred one",
        "nine hundred ninety nine",
        "one thousand",
        "one thousand one",
        "one hundred thousand",
    ]


def test_advice_is_the_first_clause_of_a_line() -> None:
    assert advice("Don't hurry: 2 steps, then rest. Slowly!") == "don't hurry"
    assert advice("Land  softly") == "land softly"
