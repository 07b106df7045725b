import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

from backcue.system.wake_lock import CANNOT, WakeLock


class Desktop:
    """A desktop that keeps the screen awake, refuses, or breaks."""

    def __init__(self, *, active: bool = True, broken: bool = False) -> None:
        self.entered, self.left = threading.Event(), threading.Event()
        self._active, self._broken = active, broken

    @contextmanager
    def __call__(self):  # type: ignore[no-untyped-def]
        self.entered.set()
        if self._broken:
            raise RuntimeError("no session bus")
        yield SimpleNamespace(active=self._active)
        self.left.set()


def test_the_screen_is_kept_awake_from_beginning_to_end_and_again() -> None:
    desktop = Desktop()
    lock = WakeLock(desktop)
    for _ in range(2):
        desktop.entered.clear()
        desktop.left.clear()
        lock.begin()
        assert desktop.entered.wait(5)
        assert not desktop.left.is_set()
        lock.end()
        assert desktop.left.wait(5)
    assert lock.error is None


def test_a_desktop_that_refuses_or_breaks_is_told_quietly() -> None:
    for desktop in (Desktop(active=False), Desktop(broken=True)):
        lock = WakeLock(desktop)
        lock.begin()
        assert desktop.entered.wait(5)
        lock.wait()
        assert lock.error == CANNOT


def test_a_desktop_that_is_slow_to_let_go_holds_nobody_up() -> None:
    letting_go = threading.Event()

    @contextmanager
    def slow():  # type: ignore[no-untyped-def]
        yield SimpleNamespace(active=True)
        letting_go.wait(5)

    lock = WakeLock(slow)
    lock.begin()
    begun = time.monotonic()
    lock.end()
    assert time.monotonic() - begun < 0.5
    letting_go.set()
    lock.wait()


def test_ending_without_having_begun_does_nothing() -> None:
    desktop = Desktop()
    lock = WakeLock(desktop)
    lock.end()
    assert lock.error is None
    assert not desktop.entered.is_set()
