"""Where a workout is led: what the person said, what this run says, and what cannot be led."""

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
    assert load_settings().session.surface is Surface.TREADMILL
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
    [["show"], ["run", "--plain", "--output", "none"], ["run"], ["render", "-o", "a.wav"]],
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
