"""`backcue list`: the presets."""

import click

from backcue.cli.printing import say, say_json, tell_some
from backcue.cli.wiring import app_context
from backcue.display.wording import time_short
from backcue.session_setup import SessionSetup
from backcue.text.printable import visible
from backcue.workout.model import Surface
from backcue.workout.suitability import SURFACE_NAMES, needs_belt


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
def list_presets(*, as_json: bool) -> None:
    """Show the presets, built-in and own."""
    with app_context() as context:
        library, here = context.library, context.surface
        setups = [context.setup(preset) for preset in library.presets]
    if as_json:
        from backcue.display.json_forms import preset_values  # noqa: PLC0415 - only for this

        say_json([preset_values(setup) for setup in setups], indent=2)
        return
    width = max(len(setup.course.preset.id) for setup in setups)
    for setup in setups:
        course, preset = setup.course, setup.course.preset
        own = "" if preset.built_in else " (own)"
        # How long one takes that is refused depends on how it will be led.
        time = "" if setup.refusal else time_short(course.totals())
        say(f"{preset.id:{width}}  {time:>7}  {preset.name}{own}{_where(setup, here)}")
    broken = (f"{visible(path.name)} cannot be used: {e.messages[0]}" for path, e in library.broken)
    tell_some([*broken])


def _where(setup: SessionSetup, here: Surface) -> str:
    """Say where a preset is led that is not led as where the person walks, or needs a belt.

    And of one that cannot be led say why.
    """
    if setup.refusal:
        return ", not led on a moving belt: it has holds"
    surface = setup.course.surface
    elsewhere = surface is not here or needs_belt(setup.course.preset)
    return f", on {SURFACE_NAMES[surface]}" if elsewhere else ""
