"""`backcue list`: the presets."""

import json

import click

from backcue.cli.wiring import app_context
from backcue.display.json_forms import preset_values
from backcue.display.wording import length
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
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    width = max(len(preset.id) for preset in library.presets)
    for course in courses:
        preset = course.preset
        own = "" if preset.built_in else " (own)"
        click.echo(f"{preset.id:{width}}  {_length(course.totals()):>7}  {preset.name}{own}")
    for path, error in library.broken:
        click.echo(f"{path.name} cannot be used: {error.messages[0]}", err=True)


def _length(totals: Totals) -> str:
    if totals.endless:
        return "endless"
    return "open" if totals.seconds is None else length(totals.seconds)
