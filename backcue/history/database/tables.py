"""Sessions and their logs, into the tables and out of them."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any, Final, NamedTuple

import msgspec

from backcue.history.carried import Carried, goes_on
from backcue.history.database.errors import DamagedError
from backcue.history.entries import Row
from backcue.history.record import Ending, Record

RECORD_COLUMNS: Final = tuple(
    f"COALESCE(state, '{Ending.INTERRUPTED}')" if name == "state" else name
    for name in Record.__struct_fields__
)
"""What is read for a Record, in the order of its fields; what has no ending was interrupted."""


class KeptLog(NamedTuple):
    """A session's log as it is kept."""

    token: str
    head: str
    alive: float
    """The last sign of life, on the session's clock."""
    seen: float
    """The same in seconds since 1970."""
    stretch: str | None
    """What was being walked then, as data of an entry."""
    rows: tuple[Row, ...]


def signs_of_life(alive: float, stretch: str | None) -> dict[str, Any]:
    """Returns the columns that say that a session was at `alive` just now, on its own clock."""
    return {"alive": alive, "seen": time.time(), "stretch": stretch}


def put_session(
    connection: sqlite3.Connection,
    token: str,
    head: str | None,
    columns: Mapping[str, Any],
    number: int | None = None,
) -> int:
    """Add a session, or bring one that is there up to date; returns its number.

    One that is new gets `number`, or else the next. `head` begins its log, if it has any.
    """
    known = connection.execute("SELECT id FROM sessions WHERE token = ?", (token,)).fetchone()
    if known is not None:
        here: int = known[0]
        change_session(connection, here, columns)
    else:
        moment = datetime.fromisoformat(columns["started"]).timestamp()
        values = {**columns, "moment": moment, "token": token, "id": number}
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO sessions ({', '.join(values)}) VALUES ({marks}) RETURNING id"  # noqa: S608 - names of our own columns
        with closing(connection.execute(sql, tuple(values.values()))) as cursor:
            here = cursor.fetchone()[0]
    if head is not None:
        connection.execute("INSERT OR REPLACE INTO logs VALUES (?, ?)", (here, head))
    return here


def change_session(connection: sqlite3.Connection, number: int, columns: Mapping[str, Any]) -> bool:
    """Bring a session up to date; whether it is there."""
    sets = ", ".join(f"{name} = ?" for name in columns)
    sql = f"UPDATE sessions SET {sets} WHERE id = ?"  # noqa: S608 - names of our own columns
    return connection.execute(sql, (*columns.values(), number)).rowcount > 0


def put_entries(
    connection: sqlite3.Connection, session: int, first: int, rows: Iterable[Row]
) -> None:
    """Add entries to a log, the first of them with this number; those that are there stay."""
    connection.executemany(
        "INSERT OR IGNORE INTO entries (session, number, told, event, data) VALUES (?, ?, ?, ?, ?)",
        ((session, number, *row) for number, row in enumerate(rows, first)),
    )


def put_carried(
    connection: sqlite3.Connection,
    carried: Carried,
    columns: Mapping[str, Any],
    is_live: Callable[[str], bool],
) -> bool:
    """Add a session from elsewhere with its log; whether anything of it was not here.

    Of one that is here what was walked since it was interrupted is taken in, unless `is_live` says
    of its token that it is under way.
    """
    known = _known(connection, carried, columns["started"])
    if known is None:
        number = put_session(connection, carried.token, carried.head, columns)
        put_entries(connection, number, 0, carried.rows)
        return True
    number, deleted, state = known
    kept = kept_log(connection, number) if state in (None, Ending.INTERRUPTED) else None
    if kept is not None and goes_on(carried, kept.head, kept.rows) and not is_live(kept.token):
        said_here = {name for name in ("effort", "note") if columns[name] is None}
        since = {name: value for name, value in columns.items() if name not in said_here}
        change_session(connection, number, {**since, "stretch": None, "deleted": None})
        connection.execute("DELETE FROM entries WHERE session = ?", (number,))
        put_entries(connection, number, 0, carried.rows)
        return True
    return deleted is not None and change_session(connection, number, {"deleted": None})


def _known(
    connection: sqlite3.Connection, carried: Carried, started: str
) -> tuple[int, float | None, str | None] | None:
    """Returns number, deletion and state of a session as it is here; None where it is not."""
    what = "SELECT id, deleted, state FROM sessions"
    found: tuple[int, float | None, str | None] | None = connection.execute(
        f"{what} WHERE token = ?", (carried.token,)
    ).fetchone()
    if found is None and carried.head is not None:
        # One that was rescued may have lost its token; no two begin alike.
        moment = datetime.fromisoformat(started).timestamp()
        found = connection.execute(
            f"{what} JOIN logs ON session = id WHERE moment = ? AND head = ?",
            (moment, carried.head),
        ).fetchone()
    return found


def token_of(connection: sqlite3.Connection, session: int) -> str:
    """Returns what tells a session from all others."""
    found = connection.execute("SELECT token FROM sessions WHERE id = ?", (session,)).fetchone()
    return str(found[0])


def records(
    connection: sqlite3.Connection,
    where: str = "deleted IS NULL",
    *values: object,
    limit: int = -1,
    known: Mapping[int, Record] | None = None,
) -> Iterator[Record]:
    """Returns the sessions for which this is so, the newest first; -1: no limit.

    One that is as it is `known`, by its number, is that very one: whoever has it, it is there
    once. DamagedError: there is one that cannot be.
    """
    cursor = connection.execute(
        f"SELECT {', '.join(RECORD_COLUMNS)} FROM sessions "  # noqa: S608 - our own words
        f"WHERE {where} ORDER BY moment DESC, id DESC LIMIT ?",
        (*values, limit),
    )
    known, texts = known or {}, dict[str, str]()
    for row in cursor:
        before = known.get(row[0])
        is_same = before is not None and msgspec.structs.astuple(before) == row
        yield before if before is not None and is_same else _checked(row, texts)


def _checked(row: Sequence[object], texts: dict[str, str]) -> Record:
    """Returns a record as no file but a damaged one has it otherwise.

    Of equal texts it takes the one that is in `texts`: most sessions say the same.
    """
    try:
        record = msgspec.convert(_sharing(row, texts), Record)
        datetime.fromisoformat(record.started)
        Ending(record.state)
    except (msgspec.ValidationError, ValueError) as error:
        raise DamagedError("it is damaged") from error
    return record


def _sharing(row: Sequence[object], texts: dict[str, str]) -> list[object]:
    return [texts.setdefault(each, each) if isinstance(each, str) else each for each in row]


def kept_log(connection: sqlite3.Connection, session: int) -> KeptLog | None:
    """Returns the log of a session; None where it has none, as those of the first version."""
    found = connection.execute(
        "SELECT token, head, COALESCE(alive, 0), COALESCE(seen, 0), stretch "
        "FROM sessions JOIN logs ON session = id WHERE id = ?",
        (session,),
    ).fetchone()
    if found is None:
        return None
    rows = connection.execute(
        "SELECT told, event, data FROM entries WHERE session = ? ORDER BY number", (session,)
    )
    token, head, alive, seen, stretch = found
    return KeptLog(token, head, alive, seen, stretch, tuple(Row(*row) for row in rows))
