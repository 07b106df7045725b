"""`backcue show --json` against numbers worked out by hand, feet included.

A step lasts 60 / cadence: forward 110 (0.54545 s), backward 100 (0.6 s), forward run 160
(0.375 s), backward run 170 (0.35294 s). Step lengths are 0.70, 0.55, 1.0 and 0.75 m.
The first step is the right foot's; the lead-in lasts 10 s.
"""

import json
from typing import Any, NamedTuple

import pytest


class Case(NamedTuple):
    arguments: tuple[str, ...]
    seconds: float | None
    forward: int | None
    backward: int | None
    repetitions: int | None
    count: int
    """Phases in all."""
    phases: str
    """The first ones: kind, way, gait, cadence, steps, seconds, start, foot, repetition."""


READY = "ready - - - - 10 0 - 1\n"

CASES = {
    # 5 steps 2.727 s: R L R L R, so the hold is on the right; then L R L R, right again.
    "balance once": Case(
        ("5 forward, hold 2s, 4 backward, hold 3s",), 20.127, 5, 4, 1, 5,
        READY + """
        move forward  walk 110 5  2.727  10      right  1
        hold -        -    -   -  2      12.727  right  1
        move backward walk 100 4  2.4    14.727  left   1
        hold -        -    -   -  3      17.127  right  1
        """,
    ),
    # Nine steps a round: the second round begins with the left foot, so its holds are left.
    "balance twice": Case(
        ("2x(5 forward, hold 2s, 4 backward, hold 3s)",), 30.255, 10, 8, 2, 9,
        READY + """
        move forward  walk 110 5  2.727  10      right  1
        hold -        -    -   -  2      12.727  right  1
        move backward walk 100 4  2.4    14.727  left   1
        hold -        -    -   -  3      17.127  right  1
        move forward  walk 110 5  2.727  20.127  left   2
        hold -        -    -   -  2      22.855  left   2
        move backward walk 100 4  2.4    24.855  right  2
        hold -        -    -   -  3      27.255  left   2
        """,
    ),
    # Ten steps a round: forward holds stay on the right, backward holds on the left.
    "five and five": Case(
        ("2x(5 forward, hold 2s, 5 backward, hold 2s)",), 29.455, 10, 10, 2, 9,
        READY + """
        move forward  walk 110 5  2.727  10      right  1
        hold -        -    -   -  2      12.727  right  1
        move backward walk 100 5  3      14.727  left   1
        hold -        -    -   -  2      17.727  left   1
        move forward  walk 110 5  2.727  19.727  right  2
        hold -        -    -   -  2      22.455  right  2
        move backward walk 100 5  3      24.455  left   2
        hold -        -    -   -  2      27.455  left   2
        """,
    ),
    "four and four, left foot first": Case(
        ("4 forward, hold 1s, 4 backward, hold 1s", "--foot", "left"), 16.582, 4, 4, 1, 5,
        READY + """
        move forward  walk 110 4  2.182  10      left   1
        hold -        -    -   -  1      12.182  right  1
        move backward walk 100 4  2.4    13.182  left   1
        hold -        -    -   -  1      15.582  right  1
        """,
    ),
    # 45 s at 100 are 75 steps: an odd number, so the second set begins with the left foot.
    "uphill in sets": Case(
        ("2x(45s backward walk @ 100spm incline 5%, rest 60s)",), 220, 0, 150, 2, 5,
        READY + """
        move backward walk 100 75 45  10   right  1
        rest -        -    -   -  60  55   -      1
        move backward walk 100 75 45  115  left   2
        rest -        -    -   -  60  160  -      2
        """,
    ),
    # 300 m are 300 running steps forward of 0.375 s; 100 m are 133 backward of 0.35294 s.
    "quarter lap": Case(
        ("300m forward run, 100m backward run",), 169.441, 300, 133, 1, 3,
        READY + """
        move forward  run 160 300 112.5   10     right  1
        move backward run 170 133 46.941  122.5  right  1
        """,
    ),
    # 300 / 0.70 = 428.6, so 429 steps, 234 s; 100 / 0.55 = 181.8, so 182 steps, 109.2 s.
    "quarter lap, walking": Case(
        ("300m forward, 100m backward",), 353.2, 429, 182, 1, 3,
        READY + """
        move forward  walk 110 429 234    10   right  1
        move backward walk 100 182 109.2  244  left   1
        """,
    ),
    # A round lasts 54.545 + 9 s; ten of them are the first to be over 600 s.
    "a hundred and fifteen": Case(
        ("10min of (100 forward, 15 backward)",), 645.455, 1000, 150, 10, 21,
        READY + """
        move forward  walk 110 100 54.545  10       right  1
        move backward walk 100 15  9       64.545   right  1
        move forward  walk 110 100 54.545  73.545   left   2
        move backward walk 100 15  9       128.091  left   2
        """,
    ),
    # A round lasts 10.127 s; six of them are the first to be over 60 s.
    "for a minute": Case(
        ("5 forward, hold 2s, 4 backward, hold 3s", "--for", "1min"), 70.764, 30, 24, 6, 25,
        READY + "move forward walk 110 5 2.727 10 right 1",
    ),
    "by time": Case(
        ("30s forward, 30s backward",), 70, 55, 50, 1, 3,
        READY + """
        move forward  walk 110 55 30  10  right  1
        move backward walk 100 50 30  40  left   1
        """,
    ),
    # 90 s at 170 steps a minute are 255 steps.
    "running backward by the stopwatch": Case(
        ("1:30 backward run",), 100, 0, 255, 1, 2,
        READY + "move backward run 170 255 90 10 right 1",
    ),
    "until key": Case(
        ("forward until key, backward until key",), None, None, None, 1, 3,
        READY + """
        move forward  walk 110 - - 10  right  1
        move backward walk 100 - - -   -      1
        """,
    ),
    # Before any step the right foot is about to step, so one stands on the left leg.
    "a hold to begin with, no lead-in": Case(
        ("hold 2s, 3 forward", "--ready", "0"), 3.636, 3, 0, 1, 2,
        """
        hold -       -    -   - 2      0  left   1
        move forward walk 110 3 1.636  2  right  1
        """,
    ),
    # The turn waits for a key, so what follows has no planned time; 10 s to settle.
    "on a treadmill": Case(
        ("2min forward, 1min backward", "--surface", "treadmill"), None, 220, 100, 1, 5,
        READY + """
        move  forward  walk 110 220 120  10   right  1
        turn  -        -    -   -   -    130  -      1
        ready -        -    -   -   10   -    -      1
        move  backward walk 100 100 60   -    right  1
        """,
    ),
    # From 100 to 120 the mean is 110: 110 steps in a minute, and 11 steps in 6 s.
    "a ramp": Case(
        ("1min forward @ 100..120spm, 11 forward @ 100..120spm",), 76, 121, 0, 1, 3,
        READY + """
        move forward walk 100 110 60  10  right  1
        move forward walk 100 11  6   70  right  1
        """,
    ),
    # The number that counts is that of the outermost repeat.
    "repeats inside one another": Case(
        ("3x(2x(1 forward, 1 backward), rest 5s)",), 31.873, 6, 6, 3, 16,
        READY + """
        move forward  walk 110 1 0.545  10      right  1
        move backward walk 100 1 0.6    10.545  left   1
        move forward  walk 110 1 0.545  11.145  right  1
        move backward walk 100 1 0.6    11.691  left   1
        rest -        -    -   - 5      12.291  -      1
        move forward  walk 110 1 0.545  17.291  right  2
        """,
    ),
    "a turn of one's own": Case(
        ("4 forward, turn 20s, 4 backward",), 34.582, 4, 4, 1, 4,
        READY + """
        move forward  walk 110 4 2.182  10      right  1
        turn -        -    -   - 20     12.182  -      1
        move backward walk 100 4 2.4    32.182  right  1
        """,
    ),
    "cadences of one's own": Case(
        ("6 forward, 3 backward", "--forward-cadence", "120", "--backward-cadence", "90"),
        15, 6, 3, 1, 3,
        READY + """
        move forward  walk 120 6 3  10  right  1
        move backward walk 90  3 2  13  right  1
        """,
    ),
    # An open rest takes the planned times from what follows, but not its steps and feet.
    "an open rest": Case(
        ("7 backward run, rest until key, 2 forward",), None, 2, 7, 1, 4,
        READY + """
        move backward run  170 7 2.471  10      right  1
        rest -        -    -   - -      12.471  -      1
        move forward  walk 110 2 1.091  -       left   1
        """,
    ),
    "without end": Case(
        ("forever(1 forward)",), None, None, None, None, 1000,
        READY + """
        move forward walk 110 1 0.545  10      right  1
        move forward walk 110 1 0.545  10.545  left   2
        """,
    ),
}  # fmt: skip


def row(phase: dict[str, Any]) -> list[str]:
    keys = ("kind", "direction", "gait", "cadence", "steps", "seconds", "start", "foot")
    return [
        "-" if phase[key] is None else f"{phase[key]:.10g}" if _number(phase[key]) else phase[key]
        for key in (*keys, "repetition")
    ]


def _number(value: object) -> bool:
    return isinstance(value, int | float)


@pytest.mark.parametrize("name", CASES)
def test_the_numbers_are_those_worked_out_by_hand(backcue, name) -> None:
    case = CASES[name]
    shown = json.loads(backcue("show", "--json", *case.arguments).out)
    wanted = [line.split() for line in case.phases.strip().splitlines() if line.strip()]
    assert [row(phase) for phase in shown["phases"][: len(wanted)]] == wanted
    assert shown["seconds"] == case.seconds
    assert shown["steps"] == {"forward": case.forward, "backward": case.backward}
    assert shown["repetitions"] == case.repetitions
    assert len(shown["phases"]) == case.count
    assert shown.get("endless", False) is (name == "without end")


def test_the_incline_and_the_end_of_a_ramp_are_told(backcue) -> None:
    words = "20s backward @ 100..120spm incline -2.5%"
    move = json.loads(backcue("show", "--json", words).out)["phases"][1]
    assert (move["cadence"], move["cadence_end"], move["incline"]) == (100, 120, -2.5)


def test_hints_are_there_only_where_there_are_any(backcue) -> None:
    assert "hints" not in json.loads(backcue("show", "--json", "balance").out)
    even = "2x(4 forward, hold 2s, 4 backward, hold 2s)"
    assert json.loads(backcue("show", "--json", even).out)["hints"] == [
        {"id": "same-leg", "message": "every hold is on the same leg; make one count odd"}
    ]
    short = json.loads(backcue("show", "--json", "5 forward, 1 backward, 5 forward").out)
    assert [hint["id"] for hint in short["hints"]] == ["voice"]
    assert short["phases"][short["hints"][0]["phase"]]["steps"] == 1
    silent = backcue("show", "--json", "--no-voice", "5 forward, 1 backward, 5 forward")
    assert "hints" not in json.loads(silent.out)


def test_show_tells_hints_and_what_distances_become_in_words(backcue) -> None:
    out = backcue("show", "2x(300m forward run, 0.7m forward, 100m backward)").out
    assert "  300m forward run = 300 steps\n" in out
    assert "  0.7m forward = 1 step\n" in out
    assert "  100m backward = 182 steps\n" in out
    assert "  hint: 1 forward, 0.55 s: too short" in out


def test_a_step_length_of_the_settings_or_the_preset_changes_the_steps(backcue, own_home) -> None:
    config = own_home / "backcue-config"
    (config / "presets").mkdir(parents=True)
    (config / "settings.toml").write_text(
        "[pace]\nforward_walk_step = 0.5\nforward_walk = 120\nbackward_walk = 80\n"
    )
    file = 'id = "mine"\nname = "Mine"\nsequence = "100m forward, 10 backward"\n[pace]\n'
    (config / "presets" / "mine.toml").write_text(file + "forward_step = 0.8\nforward = 100\n")

    def move(*arguments: str) -> tuple[Any, ...]:
        shown = json.loads(backcue("show", "--json", *arguments).out)
        return tuple(shown["phases"][1][key] for key in ("steps", "cadence"))

    assert move("100m forward") == (200, 120)
    assert move("mine") == (125, 100)
    assert move("mine", "--forward-cadence", "90") == (125, 90)
    assert "100m forward = 125 steps" in backcue("show", "mine").out
