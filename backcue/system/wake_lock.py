"""Keeps the screen from going to sleep while somebody trains in front of it."""

import atexit
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from backcue.system.log import logger

CANNOT = "the screen may go to sleep: this system cannot be told not to"
_LEAVING = 1.0
"""Seconds that letting go may take before it is left to itself."""

_LOG = logger(__name__)

Keep = Callable[[], AbstractContextManager[Any]]
"""Gives something that keeps the screen awake while entered, with `active` as its success."""


def _keep() -> AbstractContextManager[Any]:
    from wakepy import keep  # noqa: PLC0415 - imported in a thread of its own: 40 ms

    return keep.presenting(on_fail="pass")


class WakeLock:
    """Keeps the screen awake between `begin` and `end`.

    The desktop is asked in a thread of its own: a session bus that does not answer must
    not hold up a workout.
    """

    def __init__(self, keep: Keep = _keep) -> None:
        self.error: str | None = None
        """Why the screen may go to sleep all the same, in a few words."""
        self._keep = keep
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Keep it awake from now on; gives no error, whatever the desktop answers."""
        self._over = threading.Event()
        self._thread = threading.Thread(
            target=self._hold, args=(self._over,), name="backcue-wake-lock", daemon=True
        )
        self._thread.start()
        atexit.register(self.wait)

    def end(self) -> None:
        """Let it sleep again; returns at once, however slow the desktop is."""
        self._over.set()

    def wait(self) -> None:
        """Wait until the desktop was told, for a second at most."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(_LEAVING)

    def _hold(self, over: threading.Event) -> None:
        try:
            with self._keep() as kept:
                self.error = None if kept.active else CANNOT
                _LOG.info("wake lock %s", "granted" if kept.active else "not granted")
                over.wait()
        except Exception:  # noqa: BLE001 - whatever the desktop does, the workout goes on
            self.error = CANNOT
            _LOG.warning("wake lock failed", exc_info=True)
        finally:
            atexit.unregister(self.wait)
