"""`backcue export`: sessions for spreadsheets, other programs, watches; or for another machine."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click

from backcue.cli import FAILED
from backcue.cli.errors import WrongInput, told_as
from backcue.cli.file_output import make_folder, new_file
from backcue.cli.options import Whole
from backcue.cli.printing import say, tell
from backcue.cli.sessions import failed, tell_notices
from backcue.exchange.errors import ExchangeError
from backcue.history.database.errors import HistoryError, WrongLogError
from backcue.history.phases import DonePhase, done_phases
from backcue.history.place import own_place
from backcue.history.record import Record
from backcue.history.store import Log, Store
from backcue.system.signals import exit_by_signal

_FORMATS = ("csv", "json", "fit")
_LONG = 50
"""Sessions from which on a bar shows how far it is."""


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...", type=Whole(1, 2**62))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Of the file; csv unless the name behind -o says otherwise.",
)
@click.option("--phases", is_flag=True, help="A row, or in FIT a lap, for each phase.")
@click.option(
    "-o",
    "path",
    type=click.Path(path_type=Path),
    help="The file, or for FIT a folder; without it standard output, for FIT this folder.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
def export(
    *, ids: tuple[int, ...], form: str | None, phases: bool, path: Path | None, force: bool
) -> int:
    """Write sessions for other programs.

    All of them, or those with these IDs. csv is for spreadsheets. json has everything: backcue
    import takes it back. fit is an activity for each session, for watches and training diaries;
    it needs the extra fit.
    """
    form = form or _form_of(path)
    if phases and form == "json":
        raise click.UsageError("--phases is for csv and fit; json has them always")
    store = Store(own_place())
    with told_as(failed, HistoryError):
        records = _wanted(store, ids)
        tell_notices(store)
        if not records:
            tell("no sessions are kept yet")
            if form == "fit":
                return 0
        hidden = len(records) < _LONG or not sys.stderr.isatty() or (path is None and form != "fit")
        bar = click.progressbar(records, file=sys.stderr, hidden=hidden)
        with (
            told_as(click.ClickException, ExchangeError),
            exit_by_signal() as end_if_told,
            bar as shown,
        ):
            wanted = _until_told(shown, end_if_told)
            if form == "fit":
                return _write_fit(store, wanted, len(records), path, each_phase=phases, force=force)
            _write_lines(_lines(store, wanted, form, phases=phases), path, force=force)
    return 0


def _form_of(path: Path | None) -> str:
    suffix = "" if path is None else path.suffix.lower().removeprefix(".")
    return suffix if suffix in _FORMATS else "csv"


def _wanted(store: Store, ids: Sequence[int]) -> list[Record]:
    """Returns the sessions that are asked for, the earliest first; WrongInput for one not there."""
    sessions = store.sessions()
    there = {record.id for record in sessions}
    for number in ids:
        if number not in there:
            raise WrongInput(f"there is no session {number}\nbackcue history lists them all")
    return [each for each in reversed(sessions) if not ids or each.id in ids]


def _until_told(records: Iterable[Record], end_if_told: Callable[[], None]) -> Iterator[Record]:
    for record in records:
        end_if_told()
        yield record


def _lines(store: Store, records: Iterable[Record], form: str, *, phases: bool) -> Iterator[str]:
    from backcue.exchange.sessions_csv import phases_csv, sessions_csv  # noqa: PLC0415 - one of them

    if form == "csv" and not phases:
        return sessions_csv(records)
    if form == "csv":
        return phases_csv((each, _phases(store, each)) for each in records)
    from backcue.exchange.sessions_json import sessions_json  # noqa: PLC0415

    carried = (
        (one, _phases(store, each))
        for each in records
        if each.id is not None and (one := store.carried(each.id)) is not None
    )
    return sessions_json(carried)


def _phases(store: Store, record: Record) -> list[DonePhase]:
    log = _log(store, record)
    return [] if log is None else done_phases(log.entries)


def _log(store: Store, record: Record) -> Log | None:
    """Returns the log of a session as far as it can be read; says what cannot."""
    try:
        log = store.log(record.id or 0)
    except WrongLogError as error:
        tell(str(error))
        return None
    if log is not None and log.damage:
        tell(log.damage)
    return log


def _write_lines(lines: Iterable[str], path: Path | None, *, force: bool) -> None:
    if path is None:
        for line in lines:
            say(line)
        return
    with (
        new_file(path, force=force) as draft,
        draft.open("w", encoding="utf-8", newline="") as file,
    ):
        for line in lines:
            file.write(f"{line}\r\n" if path.suffix.lower() == ".csv" else f"{line}\n")
    say(str(path))


def _write_fit(
    store: Store,
    records: Iterable[Record],
    count: int,
    path: Path | None,
    *,
    each_phase: bool,
    force: bool,
) -> int:
    """Write a file for each that FIT can hold, and tell of the others; returns the exit status."""
    from backcue.exchange.activity_fit import activity_fit  # noqa: PLC0415 - an extra
    from backcue.exchange.fit_file import check_installed  # noqa: PLC0415
    from backcue.workout.pace import Pace  # noqa: PLC0415

    check_installed()
    one = path is not None and path.suffix.lower() == ".fit" and not path.is_dir()
    if one and count > 1:
        raise WrongInput(
            f"{path}: a FIT file has one session, and there are {count:,}\nname a folder, or one ID"
        )
    folder = Path() if path is None else path
    if not one:
        make_folder(folder)
    status = 0
    for record in records:
        log = _log(store, record)
        pace = Pace() if log is None else log.head.course.conditions.pace
        entries = () if log is None else log.entries
        done = done_phases(entries)
        try:
            content = activity_fit(record, done, entries, pace, each_phase=each_phase)
        except ExchangeError as error:
            tell(f"session {record.id} is not written: {error}")
            status = FAILED
            continue
        file = path if one and path else folder / _name(record)
        with new_file(file, force=force) as draft:
            draft.write_bytes(content)
        say(str(file))
    return status


def _name(record: Record) -> str:
    return f"backcue-{record.started[:10]}-{record.id}.fit"
