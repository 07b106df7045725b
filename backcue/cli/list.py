"""`backcue list`: the presets."""

import click

from backcue.cli.printing import say, say_json, tell_some
from backcue.cli.wiring import app_context
from backcue.display.json_forms import preset_values
from backcue.display.wording import length
from backcue.text.printable import visible
from backcue.workout.totals import Totals


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
def list_presets(*, as_json: bool) -> None:
    """Show the presets, built-in and own."""
    with app_context() as context:
        library = context.library
        courses = [context.setup(preset).course for preset in library.presets]
    if as_json:
        listed = [preset_values(course) for course in courses]
        say_json(listed, indent=2)
        return
    width = max(len(preset.id) for preset in library.presets)
    for course in courses:
        preset = course.preset
        own = "" if preset.built_in else " (own)"
        say(f"{preset.id:{width}}  {_length(course.totals()):>7}  {preset.name}{own}")
    broken = (f"{visible(path.name)} cannot be used: {e.messages[0]}" for path, e in library.broken)
    tell_some([*broken])


def _length(totals: Totals) -> str:
    if totals.endless:
        return "endless"
    return "open" if totals.seconds is None else length(totals.seconds)
