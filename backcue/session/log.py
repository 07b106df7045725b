"""The log of a session: what happened, in order. Everything else is read from it."""

import logging
from collections.abc import Callable

from backcue.session.counter import Counter
from backcue.session.events import Entry, Event, Walked

_LOG = logging.getLogger(__name__)

Listener = Callable[[Event], None]


class SessionLog:
    """Takes what happens, counts it, and tells the events to whoever listens.

    A listener that raises is told to nobody but the program's log: it ends neither the session
    nor what others hear of it.
    """

    def __init__(self) -> None:
        self.counter = Counter()
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Tell this listener every event from here on, at once and in order."""
        self._listeners.append(listener)

    def append(self, entry: Entry) -> None:
        """Take an entry."""
        self.counter.take(entry)
        if isinstance(entry, Walked):
            return
        for listener in self._listeners:
            try:
                listener(entry)
            except Exception:  # noqa: BLE001 - whatever listens, the session goes on
                _LOG.exception("a listener failed at %s", type(entry).__name__)
