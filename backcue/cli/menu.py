"""`backcue` alone: the menu on the screen; and a workout there."""

import gc

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput
from backcue.cli.printing import tell
from backcue.cli.second_screen import ScreenChoices
from backcue.cli.wiring import app_context
from backcue.display.second_screen import SecondScreen
from backcue.system.terminal import sign_of_a_screen_reader, why_no_screen
from backcue.workout.preset import Preset

WITHOUT_THE_MENU = (
    "backcue list shows the workouts, backcue run WORKOUT --plain leads through one line by line"
)
"""What to do where there is no screen, or no use in one."""
WITHOUT_A_SCREEN = "with --plain it is led line by line, with --json one object to a line"
"""The same for a workout."""


def menu() -> int:
    """Open the menu; returns the exit status. WrongInput: there is no screen for it."""
    need_a_screen("the menu", WITHOUT_THE_MENU)
    # What is made while starting stays: looking for garbage in it takes a tenth of the time.
    gc.disable()
    with app_context() as context:
        return on_screen(context)


def need_a_screen(what: str, instead: str) -> None:
    """Raise WrongInput where no screen can be drawn; say what to do instead.

    Where one can, but a screen reader is likely, that is said as well: nobody is sure to have one.
    """
    if why := why_no_screen():
        raise WrongInput(f"{what} needs a screen, and {why}\n{instead}")
    if sign := sign_of_a_screen_reader():
        tell(f"for a screen reader ({sign}): {instead}")


def on_screen(
    context: AppContext, start: Preset | None = None, second: SecondScreen | None = None
) -> int:
    """Open the screen, straight in a workout where one is given; returns the exit status.

    `second` is served already; without it, the app makes one where it is asked for.
    """
    from backcue.ui.app import BackcueApp  # noqa: PLC0415 - Textual is heavy

    made = [second] if second is not None else []

    def second_screen() -> SecondScreen:
        if not made:
            made.append(ScreenChoices().screen(context))
        return made[0]

    app = BackcueApp(context, start, second_screen)
    gc.freeze()
    gc.enable()
    try:
        app.run()
    finally:
        for each in made:
            each.close()
    return app.return_code or 0
