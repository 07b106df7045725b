"""`backcue list`: the presets."""

import click

from backcue.cli.printing import say, say_json, tell_some
from backcue.cli.wiring import app_context
from backcue.display.wording import length
from backcue.session_setup import SessionSetup
from backcue.text.printable import visible
from backcue.workout.suitability import SURFACE_NAMES, needs_belt
from backcue.workout.totals import Totals


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
def list_presets(*, as_json: bool) -> None:
    """Show the presets, built-in and own."""
    with app_context() as context:
        library = context.library
        setups = [context.setup(preset) for preset in library.presets]
    if as_json:
        from backcue.display.json_forms import preset_values  # noqa: PLC0415 - only for this

        say_json([preset_values(setup) for setup in setups], indent=2)
        return
    width = max(len(setup.course.preset.id) for setup in setups)
    for setup in setups:
        course, preset = setup.course, setup.course.preset
        own = "" if preset.built_in else " (own)"
        say(
            f"{preset.id:{width}}  {_length(course.totals()):>7}  {preset.name}{own}{_where(setup)}"
        )
    broken = (f"{visible(path.name)} cannot be used: {e.messages[0]}" for path, e in library.broken)
    tell_some([*broken])


def _where(setup: SessionSetup) -> str:
    """Say where a preset is led that needs a belt, and that one cannot be led."""
    if setup.refusal:
        return ", not led on a moving belt: it has holds"
    surface = setup.course.surface
    return f", on {SURFACE_NAMES[surface]}" if needs_belt(setup.course.preset) else ""


def _length(totals: Totals) -> str:
    if totals.endless:
        return "endless"
    return "open" if totals.seconds is None else length(totals.seconds)
