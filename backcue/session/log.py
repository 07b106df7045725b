"""The log of a session: what happened, in order. Everything else is read from it."""

import logging
from collections.abc import Callable
from typing import TypeVar

from backcue.session.counter import Counter
from backcue.session.events import Entry, Event

_LOG = logging.getLogger(__name__)

Listener = Callable[[Event], None]
Follower = Callable[[Entry], None]


class SessionLog:
    """Takes what happens, counts it, and tells the events to whoever listens.

    A listener that raises is told to nobody but the program's log: it ends neither the session
    nor what others hear of it.
    """

    def __init__(self) -> None:
        self.counter = Counter()
        self._followers: list[Follower] = []
        self._listeners: list[Listener] = []

    def follow(self, follower: Follower) -> None:
        """Tell this one every entry from here on, at once and before all listeners."""
        self._followers.append(follower)

    def unfollow(self, follower: Follower) -> None:
        """Tell this one nothing more."""
        self._followers.remove(follower)

    def listen(self, listener: Listener) -> None:
        """Tell this listener every event from here on, at once and in order."""
        self._listeners.append(listener)

    def append(self, entry: Entry) -> None:
        """Take an entry."""
        self.counter.take(entry)
        for follower in self._followers:
            _tell(follower, entry)
        if isinstance(entry, Event):
            for listener in self._listeners:
                _tell(listener, entry)


T = TypeVar("T", bound=Entry)


def _tell(hears: Callable[[T], None], entry: T) -> None:
    try:
        hears(entry)
    except Exception:  # noqa: BLE001 - whoever hears it, the session goes on
        _LOG.exception("a listener failed at %s", type(entry).__name__)
