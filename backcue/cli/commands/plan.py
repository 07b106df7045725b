"""`backcue plan`: what to do today, why, and the way so far; a rung pinned, and let go of."""

import click
from click.shell_completion import CompletionItem

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput, told_as
from backcue.cli.printing import say, say_json, tell
from backcue.cli.sessions import failed, tell_notices
from backcue.cli.wiring import app_context
from backcue.display.plan import plan_lines, plan_values
from backcue.history.database.errors import HistoryError
from backcue.session_setup import USUAL_SURFACE
from backcue.settings.file import SettingsError, change, read_file
from backcue.system import paths
from backcue.text.nearest import did_you_mean
from backcue.toml.plain_words import short
from backcue.training.advice import stages
from backcue.training.rungs import Rung
from backcue.training.ways import OFF, rungs_of

_OFF = "no advice is wanted: backcue settings training.path ladder brings it back"


def _rungs(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Returns the rungs of the person's path that a word may become, for the shell's completion."""
    # Nothing is told of wrong settings here: it would stand in the middle of a line.
    own = read_file(paths.settings_file()).settings
    way = rungs_of(own.training.path, own.session.surface or USUAL_SURFACE)
    return [CompletionItem(each.id) for each in way if each.id.startswith(incomplete)]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_context
def plan(context: click.Context, *, as_json: bool) -> None:
    """Say what to do today, why, and the way so far.

    It is advice: nothing is locked, and nothing is promised. Settings training.path and
    training.sessions_per_rung say which way it takes, and how fast.
    """
    if context.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError("--json is for the plan itself")
        return
    with app_context() as run:
        _show(run, as_json=as_json)


def _show(run: AppContext, *, as_json: bool) -> None:
    wanted = run.settings.training
    with told_as(failed, HistoryError):
        sessions = run.history.sessions()
    tell_notices(run.history)
    advised = run.advice(sessions)
    if advised is None:
        if as_json:
            say_json({"date": run.day().isoformat(), "today": None, "path": OFF})
        tell(_OFF)
        return
    if wanted.pinned and not advised.pinned:
        tell(f"{wanted.pinned} is pinned and no rung of this path: backcue plan unpin lets it go")
    names = {preset.id: preset.name for preset in run.library.presets}
    done = stages(sessions, advised.way)
    if as_json:
        say_json(plan_values(advised, done, names, run.day()), indent=2)
        return
    for line in plan_lines(advised, done, names):
        say(line)


@plan.command()
@click.argument("rung", shell_complete=_rungs)
def pin(rung: str) -> None:
    """Stay on RUNG: a workout of your path, or its number there."""
    with app_context() as run:
        way = rungs_of(run.settings.training.path, run.surface)
    found = _rung(rung, way)
    _keep(found.id)
    say(f"{found.id} is pinned: it is advised until backcue plan unpin")


@plan.command()
def unpin() -> None:
    """Let the plan go on by its rules."""
    _keep(None)
    say("nothing is pinned: the plan goes on by its rules")


def _rung(word: str, way: tuple[Rung, ...]) -> Rung:
    if not way:
        raise WrongInput(_OFF)
    named = {str(number): each for number, each in enumerate(way, 1)}
    named |= {each.id: each for each in way}
    found = named.get(word.casefold())
    if found is None:
        ids = [each.id for each in way]
        raise WrongInput(
            f"there is no rung {short(word)} on your path{did_you_mean(word, ids)}\n"
            f"it has {', '.join(ids)}; training.path in the settings chooses another"
        )
    return found


def _keep(rung: str | None) -> None:
    file = paths.settings_file()
    try:
        change(file, **{"training.pinned": rung})
    except SettingsError as error:
        raise WrongInput(f"it is not kept: the settings file is wrong\n{error}") from error
    except OSError as error:
        told = f"it is not kept: {file}: {error.strerror or error}"
        raise click.ClickException(told) from error
