"""What can be read of a damaged history: row by row, whatever of it is gone."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

TABLES: Final = ("sessions", "logs", "entries")
BESIDE: Final = ("-wal", "-shm")
"""What SQLite has beside a database, by how the names end."""
_WANTED: Final = (
    ("sessions", "id", "id"),
    ("logs", "session", "session"),
    ("entries", "session", "number"),
)
"""What is looked for of each session: the table, its key, and the order from the other end."""
_UNREADABLE: Final = (sqlite3.Error, UnicodeDecodeError)
"""What is raised where something cannot be read: SQLite quotes damaged text in its messages."""
_FAR: Final = 300
"""How many numbers beyond each that was found are looked for."""


def take(connection: sqlite3.Connection, damaged: Path, columns: dict[str, list[str]]) -> bool:
    """Take in the rows of a damaged file that can be read; whether its tables could all be."""
    with closing(sqlite3.connect(damaged, isolation_level=None)) as source:
        # A file that was cut short says more pages than it has, and is read all the same.
        with suppress(*_UNREADABLE):
            source.execute("PRAGMA writable_schema = ON")
        source.text_factory = lambda raw: raw.decode(errors="replace")
        there = {table: columns_of(source, table) for table in TABLES}
        shared = {
            table: [name for name in columns[table] if name in there[table]] for table in there
        }
        for row in _readable(source, shared):
            names, marks = ", ".join(row.values), ", ".join("?" * len(row.values))
            # What is no value for its column was damaged too.
            with suppress(sqlite3.IntegrityError):
                connection.execute(
                    f"INSERT OR IGNORE INTO {row.table} ({names}) VALUES ({marks})",  # noqa: S608
                    tuple(row.values.values()),
                )
    return shared == columns


def give_schema(damaged: Path, empty: bytes) -> None:
    """Give a damaged file the first page of an empty one: its tables begin on the same pages."""
    page = int.from_bytes(empty[16:18], "big")
    header = bytearray(empty[:page])
    # No log beside it, as many pages as there are, no free ones.
    header[18:20] = b"\x01\x01"
    header[28:32] = (damaged.stat().st_size // page).to_bytes(4, "big")
    header[32:40] = bytes(8)
    header[92:96] = header[24:28]
    for beside in BESIDE:
        Path(f"{damaged}{beside}").unlink(missing_ok=True)
    with damaged.open("r+b") as file:
        file.write(header)


class _Found(NamedTuple):
    """A row that could be read."""

    table: str
    values: dict[str, Any]


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Returns the columns of a table; none where they cannot be read."""
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    except _UNREADABLE:
        return []


def _readable(connection: sqlite3.Connection, columns: dict[str, list[str]]) -> Iterator[_Found]:
    """Returns the rows of a damaged file that can be read, with these columns."""
    for identity in _identities(connection):
        for table, key, order in _WANTED:
            names = columns[table]
            what = f"{', '.join(names)} FROM {table} WHERE {key} = ?"
            rows, whole = _rows(connection, what, identity) if names else ([], True)
            if not whole:
                rows += _rows(connection, f"{what} ORDER BY {order} DESC", identity)[0]
            yield from (_Found(table, dict(zip(names, row, strict=True))) for row in rows)


def _identities(connection: sqlite3.Connection) -> Iterable[int]:
    """Returns the numbers of sessions to look for one by one: some pages may be gone."""
    found = {
        row[0]
        for table, key, _ in _WANTED
        for order in ("ASC", "DESC")
        for row in _rows(connection, f"{key} FROM {table} ORDER BY {key} {order}")[0]
        if isinstance(row[0], int)
    }
    near: set[int] = set()
    for number in sorted(found | {0}):
        # Between two that were found there may be more, but not without end.
        if number not in near:
            near.update(range(max(1, number - _FAR), number + _FAR))
        elif number + _FAR - 1 not in near:
            near.update(range(number, number + _FAR))
    return sorted(near)


def _rows(
    connection: sqlite3.Connection, what: str, *values: object
) -> tuple[list[tuple[Any, ...]], bool]:
    """Returns the rows until one cannot be read, and whether these are all."""
    rows: list[tuple[Any, ...]] = []
    try:
        rows.extend(connection.execute(f"SELECT {what}", values))
    except _UNREADABLE:
        return rows, False
    return rows, True
