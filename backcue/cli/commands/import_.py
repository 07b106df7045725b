"""`backcue import`: sessions from an export, of this machine or another."""

import sys
from pathlib import Path

import click

from backcue.cli.errors import WrongInput, told_as
from backcue.cli.printing import say
from backcue.cli.sessions import failed, tell_notices
from backcue.exchange.errors import ExchangeError
from backcue.exchange.sessions_json import read_sessions
from backcue.history.carried import WrongSession
from backcue.history.database.errors import HistoryError
from backcue.history.place import own_place
from backcue.history.store import Store


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(*, file: Path) -> None:
    """Take the sessions of a JSON export into the history.

    Those that are here already stay as they are, so twice does no harm; one that was interrupted is
    taken as it went on since. Where anything in FILE is wrong, none are taken.
    """
    store = Store(own_place())
    new = here = 0
    bar = click.progressbar(
        length=_size(file), file=sys.stderr, hidden=not sys.stderr.isatty(), show_pos=False
    )

    def wrong(why: str) -> WrongInput:
        return WrongInput(f"{file}: {why}\nnothing was taken from it")

    with told_as(failed, HistoryError), told_as(wrong, ExchangeError, WrongSession), bar:
        for is_new in store.bring_in(read_sessions(file, bar.update)):
            new, here = new + is_new, here + (not is_new)
    tell_notices(store)
    were = "" if not here else f"; {_sessions(here)} {'was' if here == 1 else 'were'} here already"
    say(f"{_sessions(new)} brought in{were}")


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count:,} sessions"


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise WrongInput(f"{file}: {error.strerror or error}") from error
