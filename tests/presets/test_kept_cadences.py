import asyncio
from pathlib import Path

from backcue.presets.kept_cadences import NONE, KeptCadences, found
from backcue.session_setup import RunOptions, set_up
from backcue.settings.schema import PaceSettings, Settings
from backcue.workout.model import Direction, Gait
from backcue.workout.notation import parse
from backcue.workout.pace import Pace
from backcue.workout.preset import PaceChange, Preset
from tests.test_coach import leading
from tests.workouts import balance, course, forward, times

FORWARD, BACKWARD = (Direction.FORWARD, Gait.WALK), (Direction.BACKWARD, Gait.WALK)


def test_nothing_is_found_where_nothing_was_changed() -> None:
    assert found(course(balance(1)), {}) is None
    assert found(course(balance(1)), {FORWARD: 0.0}) is None


def test_the_cadences_at_the_end_are_found_of_the_ways_that_were_changed() -> None:
    assert found(course(balance(1)), {BACKWARD: -6.0}) == PaceChange(backward_walk=94)
    run = (Direction.BACKWARD, Gait.RUN)
    both = course(parse("5min backward, 1min backward run"))
    assert found(both, {BACKWARD: 2.0, run: 4.0}) == PaceChange(backward_walk=102, backward_run=174)


def test_a_cadence_that_stands_in_the_workout_is_not_found() -> None:
    assert found(course(parse("5min backward @ 90spm")), {BACKWARD: 2.0}) is None
    mixed = course(parse("2x(1min forward @ 90spm, 5min backward), 1min backward @ 80..90spm"))
    assert found(mixed, {FORWARD: 2.0, BACKWARD: 2.0}) == PaceChange(backward_walk=102)


def test_of_ways_that_were_not_changed_the_settings_and_the_preset_decide(tmp_path: Path) -> None:
    paces = KeptCadences(tmp_path / "paces.json")
    paces.keep("p", PaceChange(backward_walk=94))
    preset = Preset("p", "P", balance(1), pace=PaceChange(forward_run=150))
    own = Settings(pace=PaceSettings(forward_walk=125))
    pace = set_up(preset, own, None, paces.of("p")).course.conditions.pace
    assert (pace.forward_walk, pace.backward_walk) == (125, 94)
    assert (pace.forward_run, pace.backward_run) == (150, Pace().backward_run)


def test_kept_cadences_come_back_and_others_stay(tmp_path: Path) -> None:
    paces = KeptCadences(tmp_path / "new" / "paces.json")
    assert paces.of("balance") == NONE
    paces.keep("balance", PaceChange(forward=120, backward=90))
    paces.keep("stairs", PaceChange(forward=60))
    paces.keep("balance", PaceChange(forward=122))
    again = KeptCadences(tmp_path / "new" / "paces.json").of("balance")
    assert again == PaceChange(forward=122, backward=90)
    assert paces.of("stairs") == PaceChange(forward=60)


def test_what_is_forgotten_is_gone_and_others_stay(tmp_path: Path) -> None:
    paces = KeptCadences(tmp_path / "paces.json")
    paces.forget("balance")
    assert not (tmp_path / "paces.json").exists()
    paces.keep("balance", PaceChange(forward=120))
    paces.keep("stairs", PaceChange(forward=60))
    paces.forget("balance")
    assert paces.of("balance") == NONE
    assert paces.of("stairs") == PaceChange(forward=60)


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    file = tmp_path / "paces.json"
    for damaged in ('{"balance": ', "[1]", '{"balance": {"forward": "fast"}}', "\udcff"):
        file.write_bytes(damaged.encode(errors="surrogateescape"))
        assert KeptCadences(file).of("balance") == NONE


def test_settings_preset_kept_and_command_line_go_before_each_other_in_this_order() -> None:
    workout = balance(1)
    own = Settings(pace=PaceSettings(forward_walk=101, backward_walk=91, forward_run=151))
    preset = Preset("p", "P", workout, pace=PaceChange(backward=92))
    kept = PaceChange(backward=93, backward_run=163)
    chosen = RunOptions(pace=PaceChange(forward=104))

    def pace(*given: object) -> tuple[float, ...]:
        planned = set_up(preset, *given).course.conditions.pace  # type: ignore[arg-type]
        return (
            planned.forward_walk,
            planned.backward_walk,
            planned.forward_run,
            planned.backward_run,
        )

    assert pace(Settings()) == (110, 92, 160, 92)
    assert pace(own) == (101, 92, 151, 92)
    assert pace(own, None, kept) == (101, 93, 151, 163)
    assert pace(own, chosen, kept) == (104, 93, 104, 163)


async def test_a_session_tells_the_cadences_that_were_found_in_it() -> None:
    async with leading(course(times(1, forward(100)))) as led:
        await led.clock.advance(5)
        led.coach.perform("faster")
        led.coach.perform("faster")
        await asyncio.sleep(0)
    assert led.kept is not None
    assert led.kept.pace is not None
    assert led.kept.pace == PaceChange(forward_walk=114)
