"""`backcue list`: the presets."""

import json

import click

from backcue.cli.lookup import load_library, load_settings
from backcue.display.times import clock_time
from backcue.presets.kept_cadences import KeptCadences
from backcue.session_setup import set_up
from backcue.system import paths
from backcue.workout.notation import format_workout
from backcue.workout.totals import Totals


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
def list_presets(*, as_json: bool) -> None:
    """Show the presets, built-in and own."""
    library, settings = load_library(), load_settings()
    kept = KeptCadences(paths.kept_cadences_file())
    rows = [
        (preset, set_up(preset, settings, kept=kept.of(preset.id)).course.totals())
        for preset in library.presets
    ]
    if as_json:
        listed = [
            {
                "id": preset.id,
                "name": preset.name,
                "summary": preset.summary,
                "sequence": format_workout(preset.workout),
                "surfaces": list(preset.surfaces),
                "tags": list(preset.tags),
                "seconds": None if totals.seconds is None else round(totals.seconds, 3),
                "built_in": preset.built_in,
                "overrides": preset.overrides,
            }
            for preset, totals in rows
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    width = max(len(preset.id) for preset, _ in rows)
    for preset, totals in rows:
        own = "" if preset.built_in else " (own)"
        click.echo(f"{preset.id:{width}}  {_length(totals):>7}  {preset.name}{own}")
    for path, error in library.broken:
        click.echo(f"{path.name} cannot be used: {error.messages[0]}", err=True)


def _length(totals: Totals) -> str:
    if totals.endless:
        return "endless"
    return "open" if totals.seconds is None else clock_time(totals.seconds)
