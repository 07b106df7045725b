import asyncio
from pathlib import Path

from backcue.presets.kept_cadences import NONE, KeptCadences, found
from backcue.session_setup import RunOptions, set_up
from backcue.settings.schema import PaceSettings, Settings
from backcue.workout.model import Direction, Gait
from backcue.workout.pace import Pace
from backcue.workout.preset import PaceChange, Preset
from tests.test_coach import leading
from tests.workouts import balance, course, forward, times


def test_nothing_is_found_where_nothing_was_changed() -> None:
    assert found(Pace(), {}) is None
    assert found(Pace(), {(Direction.FORWARD, Gait.WALK): 0.0}) is None


def test_the_cadences_at_the_end_are_found() -> None:
    change = found(Pace(), {(Direction.BACKWARD, Gait.WALK): -6.0})
    assert change == PaceChange(forward=110, backward=94, forward_run=160, backward_run=170)


def test_kept_cadences_come_back_and_others_stay(tmp_path: Path) -> None:
    paces = KeptCadences(tmp_path / "new" / "paces.json")
    assert paces.of("balance") == NONE
    paces.keep("balance", PaceChange(forward=120, backward=90))
    paces.keep("stairs", PaceChange(forward=60))
    paces.keep("balance", PaceChange(forward=122))
    assert KeptCadences(tmp_path / "new" / "paces.json").of("balance") == PaceChange(forward=122)
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
    assert led.kept.pace.forward == 114
