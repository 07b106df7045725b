"""Writes the log of a session into the history while it is walked, in a thread of its own."""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from backcue.history import head as heads
from backcue.history.database import side_file
from backcue.history.database.errors import HistoryError
from backcue.history.entries import Row, row
from backcue.history.figures import Figures, head_columns, record
from backcue.history.head import Head
from backcue.history.place import Place
from backcue.history.record import Record
from backcue.session.events import Entry, Walked
from backcue.system.lock import HeldFile
from backcue.system.log import logger

if TYPE_CHECKING:
    from backcue.history.database.saving import Saving

CLOSING = 1.5
"""Seconds that the end of a session waits for the history; then it gets a file of its own."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 10.0
"""Seconds until the history is tried again where it could not be written; doubled each time."""
AGAIN, TRIES = 0.05, 10
"""Seconds between two tries once the session is over, and how many there are."""
NOT_BEGUN: Final = "not kept: it ended before it had begun"
_LOG = logger(__name__)


class Kept(NamedTuple):
    """What became of a session that is over."""

    record: Record
    where: Path | None
    """The file that it is in; None: in none."""
    problem: str | None
    """Why it is not in the history, or what else there is to say about that."""
    lost: bool = False
    """Whether it was to be kept and could not be, anywhere."""


class State(NamedTuple):
    """How a session stands."""

    entries: int
    """How many there are so far."""
    columns: Mapping[str, Any]
    """What it came to so far, as columns of the table."""
    alive: float
    """The last sign of life, on the session's clock."""
    stretch: str | None
    """What is being walked, as data of an entry."""


class LogWriter:
    """Keeps one session. Whoever walks it never waits, but at its end, and then not for long.

    All entries stay in memory: where the history cannot be written they go in later, and at the
    end into a file of their own. A session that has not left its lead-in is not kept.
    """

    def __init__(
        self,
        place: Place | None,
        head: Head,
        *,
        token: str | None = None,
        rows: Sequence[Row] = (),
        figures: Figures | None = None,
        held: HeldFile | None = None,
    ) -> None:
        """Begin a log; `token`, `rows`, `figures` and the lock `held` are of one that goes on.

        Without a place it is counted and not kept.
        """
        self.token = token or os.urandom(10).hex()
        """What it is called until it has a number."""
        self.error: str | None = None
        """Why it is not in the history yet, in one quiet line; None while all is well."""
        self.notices: list[str] = []
        """What else the person should know of the history."""
        self._place, self._head = place, head
        self._head_text = heads.written(head)
        self._fixed = head_columns(head)
        self._rows = list(rows)
        self._figures = figures or Figures(head)
        self._held = held
        self._open: Walked | None = None
        self._latest: State | None = None
        self._saved: State | None = None
        self._session: int | None = None
        self._wake, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="backcue-history", daemon=True)

    def begin(self) -> None:
        """Make ready, in the background."""
        if self._place is not None:
            self._thread.start()

    def write(self, entry: Entry, told: float) -> None:
        """Add an entry, told at this time on the session's clock."""
        self._figures.take(entry)
        if self._place is None:
            return
        self._rows.append(row(entry, told))
        if isinstance(entry, Walked):
            # What closed the stretch comes right behind: both are written, or none.
            self._open = None
        else:
            self._set(entry.at)

    def alive(self, now: float, stretch: Walked | None) -> None:
        """Note that the session is at `now`, and what is being walked."""
        if self._place is not None:
            self._open = stretch
            self._set(now)

    def finish(self) -> Kept:
        """Close the log: its last entry is written."""
        self._over.set()
        self._wake.set()
        place, latest = self._place, self._latest
        if place is None or latest is None:
            problem = None if place is None else NOT_BEGUN
            return Kept(record(self._head, self._figures), None, problem)
        self._thread.join(CLOSING)
        if self._saved is latest:
            _LOG.info("session %s is kept in %s", self._session, place.database)
            kept = record(self._head, self._figures, self._session)
            return Kept(kept, place.database, "; ".join(self.notices) or None)
        return self._kept_beside(place, latest.alive)

    def _set(self, now: float) -> None:
        if not self._figures.beyond_lead_in:
            return
        stretch = self._open
        columns = self._figures.with_stretch(stretch).columns(now)
        walked = None if stretch is None else row(stretch, now).data
        self._latest = State(len(self._rows), columns, now, walked)
        self._wake.set()

    def _kept_beside(self, place: Place, alive: float) -> Kept:
        """Write the log into a file of its own, to be taken in at the next start."""
        came_to, why = record(self._head, self._figures), self.error or "it takes too long"
        try:
            path = side_file.write(
                place.side_folders, self.token, self._head_text, alive, self._rows
            )
        except OSError as error:
            _LOG.warning("the session is lost", exc_info=error)
            return Kept(came_to, None, f"not kept: {why}", lost=True)
        _LOG.info("session %s is kept in %s", self.token, path)
        return Kept(came_to, path, f"kept in {path} until the next start: {why}")

    # In the thread.

    def _work(self) -> None:
        if self._place is None:
            return
        try:
            from backcue.history.database.saving import Saving  # noqa: PLC0415 - with it comes SQLite
        except ImportError:
            self.error = "this Python has no SQLite"
            return
        saving = Saving(
            self._place,
            self.token,
            self._head_text,
            self._fixed,
            self.notices.append,
            held=self._held,
        )
        wait, tries, tidied = FIRST_WAIT, TRIES, False
        try:
            while True:
                self._wake.wait()
                self._wake.clear()
                over = self._over.is_set()
                if not self._save(saving):
                    if over and not tries:
                        return
                    if over:
                        tries -= 1
                        time.sleep(AGAIN)
                    else:
                        self._over.wait(wait)
                        wait = min(2 * wait, LONGEST_WAIT)
                    self._wake.set()
                    continue
                wait = FIRST_WAIT
                if not tidied and saving.session is not None:
                    saving.tidy()
                    tidied = True
                if over:
                    return
        finally:
            saving.close()
            saving.let_go()

    def _save(self, saving: "Saving") -> bool:
        """Write how the session stands; whether that went."""
        latest = self._latest
        if latest is None:
            return True
        try:
            saving.save(latest, self._rows)
        except HistoryError as error:
            self.error = str(error)
        except Exception as error:  # noqa: BLE001 - the session goes on, whatever happens to its log
            _LOG.exception("the history failed")
            self.error = str(error) or type(error).__name__
        else:
            self.error, self._session, self._saved = None, saving.session, latest
            return True
        saving.close()
        return False
