"""The session that was named by its number, and what is said where there is none."""

import click

from backcue.cli.errors import WrongInput
from backcue.cli.printing import tell
from backcue.history.record import Record
from backcue.history.store import Log, Store


def failed(why: str) -> click.ClickException:
    """Returns what is said where the history cannot be used."""
    return click.ClickException(f"the history cannot be used: {why}")


def session_of(store: Store, number: int) -> Record:
    """Returns a session that is kept; WrongInput where there is none."""
    record = store.session(number)
    if record is None:
        raise WrongInput(f"there is no session {number}\nbackcue history lists them all")
    return record


def log_of(store: Store, number: int) -> Log:
    """Returns the whole log of a session; WrongInput where there is none."""
    session_of(store, number)
    log = store.log(number)
    if log is None:
        raise WrongInput(f"session {number} has no log: it is of an earlier version")
    if log.damage:
        raise click.ClickException(log.damage)
    return log


def tell_notices(store: Store) -> None:
    """Say what there is to say of the history itself, as that it was mended."""
    for notice in store.notices:
        tell(notice)
