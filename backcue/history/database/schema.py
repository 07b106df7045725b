"""The tables of the history, and how older ones become these."""

from typing import Final

APPLICATION: Final = 0x42434B31
"""What marks a database as a history of backcue, in its header."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            token TEXT NOT NULL UNIQUE,
            workout TEXT NOT NULL,
            name TEXT NOT NULL,
            sequence TEXT NOT NULL,
            surface TEXT NOT NULL,
            started TEXT NOT NULL,
            moment REAL NOT NULL,
            state TEXT CHECK (state IN ('completed', 'stopped', 'interrupted')),
            seconds REAL NOT NULL,
            active_seconds REAL NOT NULL,
            forward_steps INTEGER NOT NULL,
            backward_steps INTEGER NOT NULL,
            left_holds INTEGER NOT NULL,
            left_hold_seconds REAL NOT NULL,
            right_holds INTEGER NOT NULL,
            right_hold_seconds REAL NOT NULL,
            repetitions INTEGER NOT NULL,
            moved_json TEXT NOT NULL DEFAULT '[]',
            planned_seconds REAL,
            done_seconds REAL,
            alive REAL,
            seen REAL,
            stretch TEXT,
            effort INTEGER CHECK (effort BETWEEN 1 AND 10),
            note TEXT,
            deleted REAL
        ) STRICT
        """,
        "CREATE INDEX sessions_by_moment ON sessions (moment)",
        "CREATE INDEX sessions_under_way ON sessions (id) WHERE state IS NULL",
        """
        CREATE TABLE logs (
            session INTEGER PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
            head TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE entries (
            session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            told REAL NOT NULL,
            event TEXT NOT NULL,
            data TEXT NOT NULL,
            PRIMARY KEY (session, number)
        ) STRICT, WITHOUT ROWID
        """,
    ),
)
"""What leads from each version to the next; the first makes the tables of version 1.

`sessions` is what is listed, and follows from the log. `moment` is `started` in seconds since
1970, to sort by. `alive` is the last sign of life on the session's clock, `seen` the same in
seconds since 1970, and `stretch` what was being walked then (JSON): a sign of life writes one
page. `deleted` is when a session was deleted, seconds since 1970, for as long as that can be
undone. `logs` has what was decided before each session (`head`, JSON), `entries` what happened,
one row each, never changed.
"""

VERSION: Final = len(MIGRATIONS)
"""The schema that this backcue writes."""
