"""`backcue history`: the sessions that are kept; one of them; its log once more; away with it."""

import sys

import click

from backcue.cli.errors import WrongInput, told_as
from backcue.cli.options import Whole
from backcue.cli.printing import say, say_json, tell
from backcue.cli.sessions import failed, log_of, session_of, tell_notices
from backcue.cli.wiring import load_settings
from backcue.console.lines import json_line
from backcue.display.energy import energy_values
from backcue.display.history import (
    done_phase_values,
    in_short,
    session_lines,
    session_table,
    session_values,
)
from backcue.history.database.errors import HistoryError, WrongLogError
from backcue.history.phases import done_phases, with_beginning
from backcue.history.place import own_place
from backcue.history.store import Store
from backcue.session.events import Event, PhaseStarted
from backcue.training.energy import energy

_NUMBER = Whole(1, 2**62)
_session = click.argument("number", metavar="ID", type=_NUMBER)


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As a JSON array.")
@click.option("--limit", type=Whole(1, 10_000_000), help="No more than so many, the newest.")
@click.pass_context
def history(context: click.Context, *, as_json: bool, limit: int | None) -> None:
    """List the sessions that are kept, newest first."""
    if context.invoked_subcommand is not None:
        if as_json or limit is not None:
            raise click.UsageError("--json and --limit are for the list; put --json behind the ID")
        return
    store = Store(own_place())
    with told_as(failed, HistoryError):
        sessions = store.sessions(limit)
    tell_notices(store)
    if as_json:
        values = [session_values(record) for record in sessions]
        say_json(values, indent=2)
        return
    if not sessions:
        tell("no sessions are kept yet")
        return
    for line in session_table(sessions):
        say(line)


@history.command()
@_session
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def show(number: int, *, as_json: bool) -> None:
    """Show one session, phase by phase."""
    store = Store(own_place())
    with told_as(failed, HistoryError):
        record, log, damage = session_of(store, number), None, None
        try:
            log = store.log(number)
        except WrongLogError as error:
            damage = str(error)
    tell_notices(store)
    if damage := damage or (log and log.damage):
        tell(damage)
    phases = [] if log is None else done_phases(log.entries)
    mass, took = load_settings().settings.person.body_mass_kg, None
    if mass is not None and log is not None:
        took = energy(phases, log.head.course.conditions.pace, mass)
    if as_json:
        values = session_values(record)
        if took is not None:
            values["energy"] = energy_values(took)
        values["phases"] = [done_phase_values(phase) for phase in phases]
        say_json(values)
        return
    for line in session_lines(record, phases, took):
        say(line)
    if log is None and not damage:
        tell("its phases were not kept: it is of an earlier version")


@history.command()
@_session
def replay(number: int) -> None:
    """Write the log of a session as run --json told it, at once."""
    store = Store(own_place())
    with told_as(failed, HistoryError):
        log = log_of(store, number)
    tell_notices(store)
    phase = 0
    for (told, entry), began in with_beginning(log.entries):
        if isinstance(entry, PhaseStarted):
            phase = entry.phase.index
        if isinstance(entry, Event):
            say(json_line(log.head.course, told - began, phase, entry))


@history.command()
@click.argument("number", metavar="[ID]", type=_NUMBER, required=False)
@click.option("--all", "everything", is_flag=True, help="Erase the whole history.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def delete(number: int | None, *, everything: bool, yes: bool) -> None:
    """Delete a session, or with --all the whole history.

    On a terminal it asks first.
    """
    if everything and number is not None:
        raise click.UsageError("an ID and --all say two different things; give one of them")
    if not everything and number is None:
        raise click.UsageError("say which session by its ID, or --all")
    store, asks = Store(own_place()), not yes and sys.stdin.isatty()
    with told_as(failed, HistoryError):
        if number is None:
            _erase(store, asks=asks, yes=yes)
            return
        record = session_of(store, number)
        if asks and not _is_sure(f"Delete session {in_short(record)}?"):
            return
        store.delete(number)
    tell_notices(store)
    say(f"deleted {in_short(record)}")


def _is_sure(question: str) -> bool:
    """Ask on standard error; click.Abort at ctrl+c and ctrl+d."""
    sure = click.confirm(question, err=True)
    if not sure:
        tell("nothing was deleted")
    return sure


def _erase(store: Store, *, asks: bool, yes: bool) -> None:
    if not asks and not yes:
        raise WrongInput("to erase the whole history without being asked, add --yes")
    if asks and not _is_sure("Erase the whole history for good?"):
        return
    files = store.erase()
    for file in files:
        say(f"erased {file}")
    if not files:
        tell("there is no history")
