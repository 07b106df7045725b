"""Themes: backcue's own two and Textual's, kept from one time to the next."""

from textual.color import Color
from textual.command import CommandPalette

from backcue.display.colours import DARK, LEAST_CONTRAST, SIXTEEN, contrast
from backcue.settings.file import load
from backcue.system import paths
from backcue.ui.app import BackcueApp
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.themes import all_themes
from tests.ui import fakes


def paper(pilot) -> str:
    """Returns the background of the screen."""
    return Color.parse(pilot.app.screen.styles.background.hex6).hex6.lower()


async def test_the_colours_of_directions_are_those_of_backcue_in_every_theme(workout) -> None:
    async with workout() as (pilot, coach):
        assert pilot.app.theme == "backcue-dark"
        assert sorted(all_themes()) == sorted(pilot.app.available_themes)
        for name in sorted(pilot.app.available_themes):
            pilot.app.theme = name
            await pilot.pause()
            few = pilot.app.current_theme.ansi
            own = SIXTEEN if few else DARK
            coach.now = fakes.WALKING
            pilot.app.screen.read()
            assert paper(pilot) == own["forward"].paper, name
            variables = pilot.app.theme_variables
            for tone in ("rest", "ready", "hold", "paused", "turn"):
                outstanding = contrast(variables[tone], variables[f"{tone}-ink"])
                assert outstanding >= LEAST_CONTRAST, (name, tone)


async def test_a_theme_that_is_chosen_is_kept(workout) -> None:
    async with workout() as (pilot, _):
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CommandPalette)
        await pilot.press("escape")
        pilot.app.theme = "backcue-light"
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)
    assert load(paths.settings_file()).screen.theme == "backcue-light"


async def test_a_theme_that_is_not_there_is_told_and_the_usual_one_taken(monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(BackcueApp, "notify", lambda _, words, **__: told.append(words))
    wanted = fakes.settings()
    app = BackcueApp(fakes.context(settings=fakes.with_theme(wanted, "seagreen")))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == "backcue-dark"
        assert len(told) == 1
        assert "seagreen" in told[0]


async def test_a_terminal_of_sixteen_colours_gets_those(workout, monkeypatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with workout() as (pilot, _):
        assert paper(pilot) == SIXTEEN["forward"].paper
