"""`backcue` alone: the menu on the screen; and a workout there."""

import gc

from backcue.app_context import AppContext
from backcue.cli.wiring import app_context
from backcue.workout.preset import Preset


def menu() -> int:
    """Open the menu; returns the exit status."""
    # What is made while starting stays: looking for garbage in it takes a tenth of the time.
    gc.disable()
    with app_context() as context:
        return on_screen(context)


def on_screen(context: AppContext, start: Preset | None = None) -> int:
    """Open the screen, straight in a workout where one is given; returns the exit status."""
    from backcue.ui.app import BackcueApp  # noqa: PLC0415 - Textual is heavy

    app = BackcueApp(context, start)
    gc.freeze()
    gc.enable()
    app.run()
    return app.return_code or 0
