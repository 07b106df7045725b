"""`backcue` alone: the menu on the screen; and a workout there."""

from backcue.cli.lookup import load_library, load_settings
from backcue.cli.wiring import Gear
from backcue.session_setup import RunOptions
from backcue.workout.preset import Preset


def menu() -> int:
    """Open the menu; returns the exit status."""
    with Gear(load_settings(), RunOptions()) as gear:
        return on_screen(gear, start=None)


def on_screen(gear: Gear, start: Preset | None) -> int:
    """Open the screen, straight in a workout where one is given; returns the exit status."""
    from backcue.ui.app import BackcueApp  # noqa: PLC0415 - Textual is heavy

    own = gear.settings
    app = BackcueApp(
        load_library(),
        own.keys,
        gear.coach,
        gear.course,
        start=start,
        bottom_row=own.session.bottom_row_pauses,
        caution=gear.caution,
        accept_safety=gear.accept_safety if gear.unread_safety else None,
        keep_pace=gear.paces.keep,
        delay=gear,
        lengths=gear.lengths if own.sound.voice else None,
        forget_pace=gear.paces.forget,
    )
    app.run()
    return app.return_code or 0
