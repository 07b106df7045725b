"""Histories of every schema there has been, kept in schemas/, become the one of today."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from backcue.history.database import connection as connections
from backcue.history.database.connection import open_database
from backcue.history.database.schema import MIGRATIONS, VERSION
from backcue.history.phases import done_phases
from backcue.session.redo import redo
from tests.kept import store_in

SCHEMAS = Path(__file__).parent / "schemas"


def tables(file: Path) -> set[tuple[str, str]]:
    """Returns every table and index, as words with a single blank between them."""
    with closing(sqlite3.connect(file)) as database:
        made = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(name, " ".join(sql.split())) for name, sql in made}


def test_every_schema_is_kept_here() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == {str(n + 1) for n in range(VERSION)}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_history_of_each_version_is_brought_up_to_date_with_all_in_it(
    version: int, tmp_path: Path
) -> None:
    store = store_in(tmp_path)
    with closing(sqlite3.connect(store.place.database)) as database:
        database.executescript((SCHEMAS / f"{version}.sql").read_text())
    [record] = store.sessions()
    assert (record.id, record.name, record.state) == (1, "Balance walk", "stopped")
    assert (record.effort, record.note, record.steps["forward"]) == (4, "windy", 5)
    log = store.log(1)
    assert log is not None
    assert [phase.steps for phase in done_phases(log.entries)] == [5, None]
    assert redo(log.head.course, [told.entry for told in log.entries]).walk.ended
    fresh = store_in(tmp_path / "fresh").place.database
    open_database(fresh).close()
    assert tables(store.place.database) == tables(fresh)


def test_a_step_that_fails_leaves_the_history_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_in(tmp_path)
    open_database(store.place.database).close()
    before = tables(store.place.database)
    steps = (*MIGRATIONS, ("CREATE TABLE more (a INTEGER) STRICT", "CREATE TABLE more (b)"))
    monkeypatch.setattr(connections, "MIGRATIONS", steps)
    monkeypatch.setattr(connections, "VERSION", len(steps))
    with pytest.raises(connections.HistoryError):
        open_database(store.place.database)
    monkeypatch.undo()
    assert tables(store.place.database) == before
    assert store.sessions() == []
