"""Where a workout is led: what the person said, what this run says, and what cannot be led."""

import json
from pathlib import Path

import pytest

from backcue.cli.wiring import app_context, load_settings
from backcue.session_setup import RunOptions
from backcue.settings import file as settings
from backcue.system import paths
from backcue.workout.model import Surface

HOLDS = "It has holds, and nobody should balance on a moving belt."


def test_who_has_not_said_where_they_walk_is_led_as_on_the_floor_until_they_do() -> None:
    with app_context() as context:
        assert (context.surface, context.is_surface_unasked) == (Surface.FLOOR, True)
        assert context.choose_surface(Surface.TREADMILL) is None
        assert (context.surface, context.is_surface_unasked) == (Surface.TREADMILL, False)
    assert load_settings().settings.session.surface is Surface.TREADMILL
    with app_context() as context:
        assert (context.surface, context.is_surface_unasked) == (Surface.TREADMILL, False)


def test_a_run_overrides_where_one_walks_until_another_surface_is_chosen_in_it() -> None:
    settings.change(paths.settings_file(), **{"session.surface": "track"})
    with app_context(RunOptions(surface=Surface.TREADMILL)) as context:
        assert context.surface is Surface.TREADMILL
        context.choose_surface(Surface.FLOOR)
        assert context.surface is Surface.FLOOR


def test_a_run_that_says_where_it_is_has_nothing_to_ask() -> None:
    with app_context(RunOptions(surface=Surface.FLOOR)) as context:
        assert not context.is_surface_unasked


def test_a_surface_that_cannot_be_kept_holds_for_this_run(own_home: Path) -> None:
    with app_context() as context:
        (own_home / "backcue-config").write_text("a file where a folder should be")
        problem = context.choose_surface(Surface.TREADMILL)
        assert problem is not None
        assert problem.startswith("this holds until you leave: it could not be kept: ")
        assert (context.surface, context.is_surface_unasked) == (Surface.TREADMILL, False)


@pytest.mark.parametrize(
    "command",
    [["show"], ["run", "--plain", "--output", "none"], ["render", "-o", "a.wav"]],
)
def test_holds_on_a_moving_belt_are_refused_with_the_remedy(backcue, command, tmp_path) -> None:
    name, *options = command
    result = backcue(name, "5 forward, hold 2s", *options, "--surface", "treadmill")
    assert (result.status, result.out) == (2, "")
    reason, remedy = result.err.splitlines()
    assert reason.startswith(f"Error: {HOLDS} Do it off the belt")
    assert remedy.startswith("--surface floor leads it off the belt; --holds-on-rails")
    assert not list(tmp_path.glob("**/*.wav"))


def test_the_surface_of_the_settings_refuses_too_and_a_run_overrides_it(backcue) -> None:
    settings.change(paths.settings_file(), **{"session.surface": "treadmill"})
    words = "5 forward, hold 2s"
    assert backcue("show", words).status == 2
    assert backcue("show", words, "--surface", "floor").status == 0
    assert backcue("show", words, "--holds-on-rails").status == 0
    settings.change(paths.settings_file(), **{"session.holds_on_rails": True})
    assert backcue("show", words).status == 0


def test_a_preset_that_is_led_off_the_belt_takes_both_options_to_be_led_on_it(backcue) -> None:
    settings.change(paths.settings_file(), **{"session.surface": "treadmill"})

    def surface(*options: str) -> str:
        return json.loads(backcue("show", "balance", "--json", *options).out)["surface"]

    assert surface() == surface("--holds-on-rails") == "floor"
    assert backcue("show", "balance", "--surface", "treadmill").status == 2
    assert surface("--surface", "treadmill", "--holds-on-rails") == "treadmill"


NEEDS = "It needs a treadmill: it is walked at the belt's speed."
AS_ON = "It will be led as on a treadmill with a motor."


def test_what_needs_a_belt_says_so_wherever_it_is_shown(backcue, tmp_path) -> None:
    name = "treadmill-warmup"
    [line] = [line for line in backcue("list").out.splitlines() if line.startswith(name)]
    assert line.endswith(", on a treadmill with a motor")
    [listed] = [each for each in json.loads(backcue("list", "--json").out) if each["id"] == name]
    assert (listed["surface"], listed["caution"]) == ("treadmill", f"{NEEDS} {AS_ON}")
    assert f"  {NEEDS} {AS_ON}\n" in backcue("show", name).out
    shown = json.loads(backcue("show", name, "--json").out)
    assert (shown["surface"], shown["caution"]) == ("treadmill", f"{NEEDS} {AS_ON}")
    settings.change(paths.settings_file(), **{"session.turn": 20})
    file = str(tmp_path / "warmup.wav")
    assert backcue("render", name, "-o", file).err == f"{NEEDS} {AS_ON}\n"


def test_what_is_led_as_on_the_floor_says_so_in_the_list_too(backcue) -> None:
    def listed() -> str:
        [line] = [line for line in backcue("list").out.splitlines() if line.startswith("balance ")]
        return line

    assert ", on " not in listed()
    settings.change(paths.settings_file(), **{"session.surface": "treadmill"})
    assert listed().endswith(", on the floor")
    settings.change(paths.settings_file(), **{"session.surface": "track"})
    assert ", on " not in listed()


def test_a_run_on_a_belt_says_so_in_its_first_line(backcue) -> None:
    options = ("--plain", "--output", "none", "--ready", "0", "--surface", "treadmill")
    told = backcue("run", "1 backward run", *options).out.splitlines()
    assert told[0] == "0:00 start, as on a treadmill with a motor"
    told = backcue("run", "1 backward run", *options[1:], "--json").out.splitlines()
    assert json.loads(told[0])["surface"] == "treadmill"


def test_who_has_a_belt_of_their_own_is_led_on_that_one(backcue) -> None:
    settings.change(paths.settings_file(), **{"session.surface": "manual-treadmill"})
    shown = json.loads(backcue("show", "treadmill-warmup", "--json").out)
    assert shown["surface"] == "manual-treadmill"
    assert "caution" not in shown
    assert {phase["kind"] for phase in shown["phases"]} == {"ready", "move"}


def preset(tmp_path: Path, surfaces: str) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(
        'id = "mine"\nname = "Mine"\nsequence = "5 forward, hold 2s"\n' + f"surfaces = {surfaces}\n"
    )
    return file


def test_holds_in_a_preset_for_a_moving_belt_alone_are_an_error_of_its_file(
    backcue, tmp_path
) -> None:
    file = preset(tmp_path, '["treadmill"]')
    result = backcue("check", str(file))
    assert result.status == 1
    assert result.out.startswith(f"{file}:3:12: sequence: {HOLDS}")
    settings.change(paths.settings_file(), **{"session.holds_on_rails": True})
    assert backcue("check", str(file)).status == 0


def test_holds_in_a_preset_that_can_be_done_elsewhere_are_none(backcue, tmp_path) -> None:
    file = preset(tmp_path, '["treadmill", "floor"]')
    result = backcue("check", str(file))
    assert (result.status, result.out) == (0, "")
    settings.change(paths.settings_file(), **{"session.surface": "treadmill"})
    result = backcue("check", str(file))
    assert result.status == 0
    assert result.out.startswith(f"{file}: hint: {HOLDS} Do it off the belt")


def test_an_own_preset_that_is_not_led_is_listed_with_the_reason(backcue, tmp_path) -> None:
    file = preset(tmp_path, '["treadmill"]')
    paths.presets_dir().mkdir(parents=True)
    file.rename(paths.presets_dir() / "mine.toml")
    [line] = [line for line in backcue("list").out.splitlines() if line.startswith("mine")]
    assert line.split(maxsplit=1)[1] == "Mine (own), not led on a moving belt: it has holds"
