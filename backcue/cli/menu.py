"""`backcue` alone: the menu on the screen; and a workout there."""

import gc

from backcue.app_context import AppContext
from backcue.cli.second_screen import ScreenChoices
from backcue.cli.wiring import app_context
from backcue.display.second_screen import SecondScreen
from backcue.workout.preset import Preset


def menu() -> int:
    """Open the menu; returns the exit status."""
    # What is made while starting stays: looking for garbage in it takes a tenth of the time.
    gc.disable()
    with app_context() as context:
        return on_screen(context)


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
