"""Hints: remarks about legs, belts and the voice, true whatever the workout."""

import time
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.sound.score.voice_hint import voice_hint
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.hints import Hint, hints, hints_everywhere
from backcue.workout.model import Direction, Foot, Surface, Workout
from backcue.workout.notation import parse
from backcue.workout.phases import PhaseKind
from backcue.workout.preset import Preset
from tests.workout.strategies import workouts

SAME_LEG = "every hold is on the same leg; make one count odd"


def course(
    words: str,
    surface: Surface = Surface.FLOOR,
    foot: Foot = Foot.RIGHT,
    surfaces: tuple[Surface, ...] = tuple(Surface),
) -> Course:
    workout = parse(words)
    preset = Preset("own", "Own", workout, surfaces=surfaces)
    return Course(preset, workout, Conditions(surface=surface), foot)


def ids(words: str, surface: Surface = Surface.FLOOR) -> list[str]:
    return [hint.id for hint in hints(course(words, surface))]


def messages(words: str) -> list[str]:
    return [hint.message for hint in hints(course(words))]


def voice(sound: str) -> float | None:
    """Signals of half a second, phrases of 0.6 s."""
    return 0.6 if sound.startswith("voice:") else 0.5


def test_even_counts_both_ways_keep_every_hold_on_one_leg() -> None:
    assert messages("20x(4 forward, hold 2s, 4 backward, hold 3s)") == [SAME_LEG]
    assert messages("20x(6 forward, hold 2s, 2 backward, hold 2s)") == [SAME_LEG]


def test_the_classic_workout_deserves_no_remark() -> None:
    assert messages("20x(5 forward, hold 2s, 4 backward, hold 3s)") == []
    assert messages("forever(5 forward, hold 2s, 4 backward, hold 3s)") == []
    assert messages("10min of (5 forward, hold 2s, 4 backward, hold 3s)") == []


def test_five_and_five_never_swap_the_legs() -> None:
    (message,) = messages("10x(5 forward, hold 2s, 5 backward, hold 2s)")
    assert message == (
        "the legs never take turns: every hold after forward is on the right leg, every hold "
        "after backward on the left; add a step to one count"
    )


def test_the_first_foot_decides_which_leg_is_named() -> None:
    left = hints(course("10x(5 forward, hold 2s, 5 backward, hold 2s)", foot=Foot.LEFT))
    assert "after forward is on the left leg" in left[0].message


def test_five_and_five_twice_as_one_round_do_not_swap_either() -> None:
    twice = "5 forward, hold 2s, 5 backward, hold 2s, 5 forward, hold 2s, 5 backward, hold 2s"
    assert ids(twice) == ["sides"]


def test_an_odd_number_of_repetitions_leaves_one_leg_short() -> None:
    assert messages("21x(5 forward, hold 2s, 4 backward, hold 3s)") == [
        "21 repetitions leave the left leg short; an even number trains both alike"
    ]


def test_two_odd_numbers_may_make_up_for_each_other() -> None:
    block = "3x(5 forward, hold 2s, 4 backward, hold 3s)"
    assert messages(f"{block}, rest 60s, {block}") == []


def test_an_odd_number_inside_an_even_one_leaves_no_leg_short() -> None:
    assert messages("2x(3x(5 forward, hold 2s, 4 backward, hold 3s), rest 60s)") == []


def test_done_once_a_sequence_that_would_swap_is_told_to_be_repeated() -> None:
    assert messages("5 forward, hold 2s, 4 backward, hold 3s") == [
        "done once, every hold is on the right leg; an even number of repetitions trains both alike"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "5 forward, hold 2s",
        "100 forward, 15 backward",
        "forever(forward until key, hold 2s, backward until key, hold 2s)",
        "30s of (4 forward, hold 2s, rest until key), 4 forward, hold 2s",
        "hold 2s, 5 forward, hold 2s, hold 2s, 5 backward, hold 2s",
    ],
)
def test_nothing_is_said_of_legs_where_there_is_nothing_to_say(words: str) -> None:
    assert ids(words) == []


def test_the_hint_about_uneven_legs_has_its_id() -> None:
    assert ids("21x(5 forward, hold 2s, 4 backward, hold 3s)") == ["uneven-legs"]
    assert ids("5 forward, hold 2s, 4 backward, hold 3s") == ["uneven-legs"]
    assert ids("20x(4 forward, hold 2s, 4 backward, hold 3s)") == ["same-leg"]


def test_what_stands_before_a_repeat_changes_nothing_of_its_odd_number() -> None:
    short = "21 repetitions leave the {} leg short; an even number trains both alike"
    swapping = "21x(5 forward, hold 2s, 4 backward, hold 3s)"
    assert messages(f"rest 5s, {swapping}") == [short.format("left")]
    assert messages(f"1 forward, {swapping}") == [short.format("right")]


def test_an_odd_number_may_printableide_of_another_repeat() -> None:
    assert messages("2x(1 forward, 21x(5 forward, hold 2s, 4 backward, hold 3s))") == [
        "21 repetitions leave the right leg short; an even number trains both alike"
    ]


def test_a_single_repetition_is_told_as_one() -> None:
    words = "1x(5 forward, hold 2s, hold 9s, 4 backward, hold 3s, 1 forward, hold 1s)"
    assert messages(words) == []
    words = "1x(5 forward, hold 2s, 4 backward, hold 3s, 2 forward, 1 backward, hold 1s, 1 forward)"
    assert messages(words) == [
        "1 repetition leaves the left leg short; an even number trains both alike"
    ]


def test_an_odd_number_of_rounds_that_do_not_swap_is_not_blamed() -> None:
    assert messages("3x(4 forward, hold 9s, 1 forward, hold 2s, 1 backward)") == []


def test_a_time_has_no_number_to_be_odd() -> None:
    assert messages("5min of (5 forward, hold 2s, 4 backward, hold 3s, 2 forward)") == []


def test_legs_even_to_a_rounding_are_even() -> None:
    assert messages("1x(4 forward, hold 0.3s, 1 forward, hold 0.1s, 2 forward, hold 0.2s)") == []


def test_where_only_one_hold_is_on_a_leg_nobody_can_say_that_they_never_swap() -> None:
    assert ids("5 forward, hold 2s, 5 backward, hold 2s") == []


def test_what_comes_behind_a_repeat_without_end_is_not_looked_at() -> None:
    assert ids("forever(2000x(5 forward, hold 2s, 5 backward, hold 2s)), 4 forward, hold 2s") == [
        "sides"
    ]
    assert ids("forever(forever(4 forward, hold 2s), 5 forward, hold 2s)") == ["same-leg"]


def test_a_workout_too_long_to_be_looked_at_is_judged_by_its_pattern() -> None:
    assert messages("1001x(5 forward, hold 2s, 4 backward, hold 3s)") == [
        "1,001 repetitions leave the left leg short; an even number trains both alike"
    ]
    assert messages("1000x(5 forward, hold 2s, 4 backward, hold 3s)") == []


def test_in_a_pattern_a_single_repetition_stays_a_single_one() -> None:
    block = "5 forward, hold 2s, 4 backward, hold 3s"
    assert messages(f"1000x({block}), 1x({block})") == [
        "1 repetition leaves the left leg short; an even number trains both alike"
    ]


def test_of_a_workout_whose_pattern_is_too_long_only_the_same_leg_is_told() -> None:
    assert ids("1 forward, " + ", ".join(["4 forward, hold 2s"] * 1000)) == ["same-leg"]


def test_of_legs_that_nobody_can_know_nothing_is_said() -> None:
    assert ids("4 forward, hold 2s, 4 forward, hold 2s, forward until key") == []


def test_a_long_workout_in_one_direction_has_no_turn_on_a_belt() -> None:
    assert ids("2000x(5 forward, rest 1s)", Surface.TREADMILL) == []


def test_the_turn_of_a_belt_is_explained() -> None:
    (hint,) = hints(course("5min forward, 2min backward", Surface.TREADMILL))
    assert hint.message == (
        "nobody should turn round on a moving belt: a turn is put in before each change of "
        "direction"
    )


def test_distances_are_counted_in_steps() -> None:
    # 2.8 m are 4 steps forward of 0.70 m, 2.2 m are 4 steps backward of 0.55 m.
    assert messages("10x(2.8m forward, hold 2s, 2.2m backward, hold 2s)") == [SAME_LEG]
    assert messages("10x(3.5m forward, hold 2s, 2.2m backward, hold 2s)") == []


def test_a_change_of_direction_on_a_belt_gets_a_turn() -> None:
    assert ids("5min forward, 2min backward", Surface.TREADMILL) == ["turn"]
    assert ids("5min forward, 2min backward", Surface.MANUAL_TREADMILL) == []
    assert ids("5min forward, turn, 2min backward", Surface.TREADMILL) == []
    assert ids("5min backward", Surface.TREADMILL) == []


def test_a_belt_needs_a_turn_between_two_repetitions_too() -> None:
    assert ids("4x(5min forward, turn, 2min backward, rest 30s)", Surface.TREADMILL) == ["turn"]
    assert ids("4x(5min forward, turn, 2min backward, turn)", Surface.TREADMILL) == []


def test_a_preset_for_the_treadmill_is_told_of_turns_wherever_it_is_done_now() -> None:
    words = "5min forward, 2min backward"
    named = course(words, surfaces=(Surface.FLOOR, Surface.TREADMILL))
    assert [hint.id for hint in hints_everywhere(named)] == ["turn"]
    assert hints_everywhere(course(words)) == ()
    assert hints_everywhere(course(words, surfaces=(Surface.FLOOR,))) == ()


def test_hints_everywhere_are_told_once() -> None:
    both = course(
        "4 forward, hold 2s, 4 backward, hold 2s", surfaces=(Surface.FLOOR, Surface.TREADMILL)
    )
    assert [hint.id for hint in hints_everywhere(both)] == ["same-leg", "turn"]


def test_a_phase_in_which_nothing_can_be_said_is_named_with_its_index() -> None:
    # 5 steps at 110 last 2.7 s; 1 step 0.55 s, and the signal alone takes 0.5 s.
    found = voice_hint(course("5 forward, 1 backward, 5 forward"), voice)
    assert found == (
        Hint(
            "voice",
            "1 backward, 0.6 s: too short for the voice to announce what follows; the sound of "
            "the change alone will tell",
            2,
        ),
    )


def test_the_voice_needs_the_signal_a_gap_and_the_words() -> None:
    # A rest has its signal (0.5 s), a gap (0.1 s) and the words (0.6 s); a hold no signal.
    assert voice_hint(course("5 forward, rest 1.2s, 5 backward"), voice) == ()
    assert voice_hint(course("5 forward, rest 1.1s, 5 backward"), voice)[0].phase == 2
    assert voice_hint(course("5 forward, hold 0.7s, 5 backward"), voice) == ()
    assert voice_hint(course("5 forward, hold 0.6s, 5 backward"), voice)[0].phase == 2


def test_a_phase_that_is_too_short_is_named_as_it_was_written() -> None:
    def named(words: str) -> str:
        (hint,) = voice_hint(course(words), voice)
        return hint.message.partition(":")[0]

    assert named("5 forward, rest 1.1s, 5 backward") == "rest 1.1 s"
    assert named("5 forward, hold 0.6s, 5 backward") == "hold 0.6 s"
    assert named("1s forward, 5 backward") == "forward 1 s"
    assert named("2 forward, 5 backward") == "2 forward, 1.1 s"


def test_signals_and_words_are_those_of_the_phases() -> None:
    known = {"forward": 0.9, "rest": 0.1, "voice:backward": 0.5, "voice:left leg": 2.0}
    assert voice_hint(course("1.6s forward, 5 backward"), known.get) == ()
    assert voice_hint(course("1.4s forward, 5 backward"), known.get) != ()
    assert voice_hint(course("rest 0.8s, 5 backward"), known.get) == ()
    assert voice_hint(course("rest 0.6s, 5 backward"), known.get) != ()
    assert voice_hint(course("rest 2.1s, hold 5s"), known.get) != ()
    assert voice_hint(course("turn 0.55s, 5 backward"), known.get) != ()
    assert voice_hint(course("turn 0.65s, 5 backward"), known.get) == ()


def test_what_a_person_ends_is_never_too_short() -> None:
    assert voice_hint(course("forward until key, 5 backward"), voice) == ()


def test_getting_ready_is_never_too_short() -> None:
    ready = course("5 forward")
    assert voice_hint(Course(ready.preset, ready.workout, ready=0.5), voice) == ()


def test_the_last_phase_has_nothing_to_announce() -> None:
    assert voice_hint(course("5 forward, 1 backward"), voice) == ()


def test_without_a_voice_nothing_is_said_about_it() -> None:
    assert voice_hint(course("1 forward, 1 backward, 1 forward"), lambda _: None) == ()
    assert hints(course("1 forward, 1 backward, 1 forward")) == ()


@pytest.mark.parametrize(
    "words",
    [
        "1000000x(1000000x(1 forward))",
        "1000000x(" * 49 + "5 forward, hold 2s, 4 backward, hold 3s" + ")" * 49,
        "24h of (" * 49 + "1 forward, hold 1s, 1 backward" + ")" * 49,
        "forever(999999x(5 forward, hold 2s, 4 backward, hold 3s))",
    ],
)
def test_a_bomb_is_looked_at_in_no_time(words: str) -> None:
    begun = time.perf_counter()
    voice_hint(course(words, Surface.TREADMILL), voice)
    assert time.perf_counter() - begun < 1


def test_hints_of_a_million_repetitions_are_exact() -> None:
    assert (
        "999,999 repetitions leave the left leg short"
        in (messages("999999x(5 forward, hold 2s, 4 backward, hold 3s)")[0])
    )


MOST = 1000
small = workouts(
    max_steps=5, max_seconds=40, max_metres=5, max_times=4, open_ended=False, endless=False
)


@given(small, st.sampled_from([Surface.FLOOR, Surface.TREADMILL]), st.sampled_from(Foot))
def test_what_is_said_of_the_legs_is_true_of_the_whole_workout(
    workout: Workout, surface: Surface, foot: Foot
) -> None:
    conditions = Conditions(surface=surface, turn_seconds=20.0)
    walked = Course(Preset("own", "Own", workout), workout, conditions, foot, ready=0)
    phases = list(islice(walked.phases(), MOST + 1))
    if len(phases) > MOST:
        return
    seconds = dict.fromkeys(Foot, 0.0)
    legs: dict[Direction | None, set[Foot]] = {}
    way: Direction | None = None
    count = 0
    for phase in phases:
        way = phase.direction or way
        if phase.kind is PhaseKind.HOLD:
            assert phase.foot is not None
            count += 1
            seconds[phase.foot] += phase.seconds or 0
            legs.setdefault(way, set()).add(phase.foot)
    used = {leg for leg, held in seconds.items() if held}
    said = {hint.id: hint.message for hint in hints(walked)}
    if count < 2:
        assert not said.keys() & {"same-leg", "sides", "uneven-legs"}
    elif len(used) == 1:
        assert said.keys() & {"same-leg", "uneven-legs"}
    else:
        assert "same-leg" not in said
    if "sides" in said:
        assert legs.keys() == set(Direction)
        assert legs[Direction.FORWARD].isdisjoint(legs[Direction.BACKWARD])
    if "leg short" in said.get("uneven-legs", ""):
        short = Foot.LEFT if "left leg short" in said["uneven-legs"] else Foot.RIGHT
        assert seconds[short] < seconds[short.other]


@given(workouts(), st.sampled_from(Surface), st.sampled_from(Foot))
def test_any_workout_has_hints_or_none_but_never_an_error(
    workout: Workout, surface: Surface, foot: Foot
) -> None:
    preset = Preset("own", "Own", workout)
    walked = Course(preset, workout, Conditions(surface=surface), foot)
    found = hints_everywhere(walked) + voice_hint(walked, voice)
    assert len({hint.id for hint in found}) == len(found)
