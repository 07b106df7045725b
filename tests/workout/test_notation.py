"""Words become workouts."""

import subprocess
import sys

import pytest

from backcue.workout.model import (
    Cadence,
    Direction,
    Distance,
    Duration,
    Forever,
    Gait,
    Hold,
    Item,
    Move,
    Repeat,
    Rest,
    Steps,
    Times,
    Turn,
    UntilKey,
    Workout,
)
from backcue.workout.notation import (
    MAX_DEPTH,
    NotationError,
    parse,
    parse_duration,
    parse_repeat,
    repeated,
)

FORWARD, BACKWARD = Direction.FORWARD, Direction.BACKWARD


def forward(steps: int) -> Move:
    return Move(Steps(steps), FORWARD)


def backward(steps: int) -> Move:
    return Move(Steps(steps), BACKWARD)


BALANCE: tuple[Item, ...] = (
    forward(5),
    Hold(Duration(2)),
    backward(4),
    Hold(Duration(3)),
)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("5 forward, hold 2s, 4 backward, hold 3s", BALANCE),
        (
            "20x(5 forward, hold 2s, 4 backward, hold 3s)",
            (Repeat(BALANCE, Times(20)),),
        ),
        (
            "10min of (100 forward, 15 backward)",
            (Repeat((forward(100), backward(15)), Duration(600)),),
        ),
        (
            "forever(100 forward, 15 backward)",
            (Repeat((forward(100), backward(15)), Forever()),),
        ),
        (
            "6x(45s backward walk @ 100spm incline 5%, rest 60s)",
            (
                Repeat(
                    (
                        Move(Duration(45), BACKWARD, Gait.WALK, Cadence.steady(100), 5.0),
                        Rest(Duration(60)),
                    ),
                    Times(6),
                ),
            ),
        ),
        (
            "300m forward run, 100m backward run",
            (
                Move(Distance(300), FORWARD, Gait.RUN),
                Move(Distance(100), BACKWARD, Gait.RUN),
            ),
        ),
        (
            "forward until key, backward until key",
            (Move(UntilKey(), FORWARD), Move(UntilKey(), BACKWARD)),
        ),
    ],
)
def test_each_line_of_the_notation_is_the_workout_it_says(
    text: str, items: tuple[Item, ...]
) -> None:
    assert parse(text) == Workout(items)


@pytest.mark.parametrize(
    ("amount", "meant"),
    [
        ("5", Steps(5)),
        ("5 steps", Steps(5)),
        ("1 step", Steps(1)),
        ("5.0", Steps(5)),
        ("1000000", Steps(1_000_000)),
        ("30s", Duration(30)),
        ("30 sec", Duration(30)),
        (".5s", Duration(0.5)),
        ("2min", Duration(120)),
        ("2 minutes", Duration(120)),
        ("1:30", Duration(90)),
        ("1:30.5", Duration(90.5)),
        ("90:00", Duration(5400)),
        ("1:02:03", Duration(3723)),
        ("1min30s", Duration(90)),
        ("1 min 30 s", Duration(90)),
        ("1h", Duration(3600)),
        ("1h30min", Duration(5400)),
        ("1h1min1.001s", Duration(3661.001)),
        ("24h", Duration(86400)),
        ("100m", Distance(100)),
        ("5 m", Distance(5)),
        ("0.4km", Distance(400)),
        ("100km", Distance(100_000)),
        ("2 Kilometres", Distance(2000)),
        ("until key", UntilKey()),
        ("until a key", UntilKey()),
        ("for 30s", Duration(30)),
    ],
)
def test_every_amount_is_understood_before_and_after_the_direction(
    amount: str, meant: Steps | Duration | Distance | UntilKey
) -> None:
    assert parse(f"{amount} forward") == Workout((Move(meant, FORWARD),))
    assert parse(f"forward {amount}") == Workout((Move(meant, FORWARD),))


@pytest.mark.parametrize("word", ["forward", "forwards", "fwd", "f", "FORWARD", "Fwd"])
def test_forward_has_these_words(word: str) -> None:
    assert parse(f"5 {word}") == parse(f"5{word}") == Workout((forward(5),))


@pytest.mark.parametrize("word", ["backward", "backwards", "back", "b", "BACK"])
def test_backward_has_these_words(word: str) -> None:
    assert parse(f"5 {word}") == parse(f"5{word}") == Workout((backward(5),))


@pytest.mark.parametrize(
    ("text", "gait"),
    [
        ("5 forward", Gait.WALK),
        ("5 forward walk", Gait.WALK),
        ("5 walking forward", Gait.WALK),
        ("5 forward run", Gait.RUN),
        ("5 steps forward jog", Gait.RUN),
        ("5 running forward", Gait.RUN),
        ("run forward 5", Gait.RUN),
        ("forward run 5", Gait.RUN),
        ("run 5 forward", Gait.RUN),
        ("forward 5 steps jogging", Gait.RUN),
    ],
)
def test_the_gait_may_stand_on_any_side_of_the_direction(text: str, gait: Gait) -> None:
    assert parse(text) == Workout((Move(Steps(5), FORWARD, gait),))


@pytest.mark.parametrize(
    ("text", "cadence", "incline"),
    [
        ("5 f @ 110spm", Cadence.steady(110), None),
        ("5 f @110", Cadence.steady(110), None),
        ("5 f at 110.5 spm", Cadence.steady(110.5), None),
        ("5 f @ 100..120spm", Cadence(100, 120), None),
        ("5 f @ 100spm .. 120spm", Cadence(100, 120), None),
        ("5 f @ 120-100", Cadence(120, 100), None),
        ("5 f @ 100\N{EN DASH}120spm", Cadence(100, 120), None),
        ("5 f @ 100 to 120 spm", Cadence(100, 120), None),
        ("5 f @ 100…120spm", Cadence(100, 120), None),
        ("5 f incline 5%", None, 5.0),
        ("5 f incline 5", None, 5.0),
        ("5 f INCLINE +5 percent", None, 5.0),
        ("5 f incline -2.5%", None, -2.5),
        ("5 f incline 0%", None, 0.0),
        ("f 5 slope 3% @ 90", Cadence.steady(90), 3.0),
    ],
)
def test_cadence_and_incline_follow_the_move_in_any_order(
    text: str, cadence: Cadence | None, incline: float | None
) -> None:
    assert parse(text) == Workout((Move(Steps(5), FORWARD, Gait.WALK, cadence, incline),))


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("hold 2s", Hold(Duration(2))),
        ("balance 2s", Hold(Duration(2))),
        ("2s hold", Hold(Duration(2))),
        ("2s balance", Hold(Duration(2))),
        ("hold for 2 seconds", Hold(Duration(2))),
        ("rest 60s", Rest(Duration(60))),
        ("1:00 rest", Rest(Duration(60))),
        ("rest until key", Rest(UntilKey())),
        ("until key rest", Rest(UntilKey())),
        ("turn", Turn()),
        ("turn 20s", Turn(Duration(20))),
        ("20s turn", Turn(Duration(20))),
        ("turn until key", Turn(UntilKey())),
    ],
)
def test_holds_rests_and_turns_are_read_in_both_orders(text: str, item: Item) -> None:
    assert parse(text) == Workout((item,))


@pytest.mark.parametrize(
    "text",
    [
        "3x(5 forward)",
        "3 x (5 forward)",
        "3X(5f)",
        "3×(5f)",  # noqa: RUF001
        "3*(5f)",
        "3 times (5 forward)",
        "3 sets of (5 forward)",
        "3x\n(\n5 forward,\n)\n",
        "3x ( , 5 forward , )",
    ],
)
def test_repetitions_may_be_said_in_many_ways(text: str) -> None:
    assert parse(text) == Workout((Repeat((forward(5),), Times(3)),))


@pytest.mark.parametrize(
    "text",
    [
        "5f, 4b",
        "5f,4b,",
        "5f\n4b",
        "5f\r\n\r\n4b\r\n",
        "5f then 4b",
        "5f, then 4b",
        "5f,\nthen 4b",
        ",5f,,4b,",
        "# warm up\n5f # easy\n\n# (never closed\n4b#,,",
        "\ufeff5f\u00a0, 4\u200bb",
        "\t5 f,\t4 b  ",
    ],
)
def test_items_are_separated_by_commas_line_ends_or_then(text: str) -> None:
    assert parse(text) == Workout((forward(5), backward(4)))


def test_repeats_nest_as_deep_as_a_person_may_think() -> None:
    workout = Workout((forward(1),))
    for _ in range(MAX_DEPTH):
        workout = repeated(workout, Times(2))
    assert parse("2x(" * MAX_DEPTH + "1f" + ")" * MAX_DEPTH) == workout


def test_a_million_times_a_million_is_read_at_once() -> None:
    inner = Repeat((forward(1),), Times(1_000_000))
    text = "1000000x(1000000x(1 forward))"
    assert parse(text) == Workout((Repeat((inner,), Times(1_000_000)),))


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("20x", Times(20)),
        ("20 times", Times(20)),
        (" 20 X\n", Times(20)),
        ("10min", Duration(600)),
        ("1:30", Duration(90)),
        ("forever", Forever()),
        ("Forever # and ever", Forever()),
    ],
)
def test_a_preset_says_how_often(text: str, until: Times | Duration | Forever) -> None:
    assert parse_repeat(text) == until


@pytest.mark.parametrize(
    "text", ["", "20", "300m", "0x", "20x(", "20x, 3x", "5 forward", "20x(5f)"]
)
def test_anything_else_is_no_way_to_repeat(text: str) -> None:
    with pytest.raises(NotationError):
        parse_repeat(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10min", 600.0), ("1:30", 90.0), ("1h 30min", 5400.0), ("2.5s", 2.5), ("24:00:00", 86400.0)],
)
def test_a_time_on_its_own_is_read_in_seconds(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "10", "20x", "forever", "5m", "0s", "10min,", "25h", "1min 5"]
)
def test_anything_else_is_no_time(text: str) -> None:
    with pytest.raises(NotationError):
        parse_duration(text)


def test_a_repeat_goes_around_the_whole_workout() -> None:
    assert repeated(parse("5f, 4b"), Times(3)) == parse("3x(5f, 4b)")
    assert repeated(parse("3x(5f)"), Duration(60)) == parse("1min of (3x(5f))")


def test_reading_words_loads_nothing_that_only_a_misspelt_one_needs() -> None:
    script = (
        "import sys, backcue.workout.notation as n;"
        "n.format_duration(5); list(n.tokens('5 forward')); n.parse('5 forward');"
        "assert 'difflib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
