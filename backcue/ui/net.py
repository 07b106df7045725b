"""The net under the screens: whatever is raised in one ends that screen at most."""

import asyncio
import sys
import threading
import traceback
from abc import abstractmethod
from collections import deque
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from textual._context import active_message_pump
from textual.app import App, ReturnType
from textual.dom import NoScreen
from textual.driver import Driver
from textual.message import Message
from textual.notifications import Notify
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget
from textual.worker import WorkerFailed

from backcue.system.faults import Faults
from backcue.system.log import logger
from backcue.system.signals import hang_up
from backcue.ui.leftovers import forget_listeners, forget_painted
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.terminal_file import KeyboardDecoder, TerminalFile

MANY, SOON = 6, 10.0
"""So many failures within so many seconds, and the app ends: nothing would get better."""
FAILED = 1
"""Exit status then."""
_LOG = logger(__name__)
_TOLD_SECONDS, _MOST_TOLD = 12.0, 3
"""How long a failure is told, and how many messages stand at once."""
_FILE, _READER = "_file", "_key_thread"
"""Attributes of Textual's drivers: what they write to, and the thread that reads the keyboard."""
_POSIX_DRIVER, _DECODER = "textual.drivers.linux_driver", "getincrementaldecoder"


class NetApp(App[ReturnType]):
    """An app that closes a screen that failed, tells so in a line, and goes on.

    Textual ends the queue of a widget that raised; that of the app itself lives on.
    """

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self.faults = faults
        self._failed: list[Screen[Any]] = []
        self._failures: deque[float] = deque(maxlen=MANY)

    @abstractmethod
    def leave(self, status: int) -> None:
        """End the app; a session that is under way ends first and is kept."""

    @abstractmethod
    def terminal_lost(self) -> None:
        """Do without the terminal, which takes nothing more."""

    def screen_failed(self, screen: Screen[Any]) -> None:
        """Put something in the place of a screen that failed and was closed, if there must be."""

    def is_fit(self, screen: Screen[Any]) -> bool:
        """Whether a screen is open and has not failed."""
        return screen in self.screen_stack and screen not in self._failed

    def failed(self, error: Exception) -> None:
        """Take what was raised where Textual does not see it."""
        self._handle_exception(error)

    # What is told.

    def on_load(self) -> None:
        """Tell what fails, in whatever thread, as long as there is a screen for it."""
        self.faults.listener = self._tell_from_anywhere

    def on_unmount(self) -> None:
        """Leave it to whoever comes next to tell what fails."""
        self.faults.listener = None

    def _tell_from_anywhere(self, line: str) -> None:
        self._soon(self._tell, line)

    def _soon(self, does: Any, *arguments: Any) -> None:  # noqa: ANN401 - as the loop has it
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with suppress(RuntimeError):  # it is closed at this moment
                loop.call_soon_threadsafe(does, *arguments)

    def _tell(self, line: str) -> None:
        if self.is_running and self.screen_stack:
            self.notify(line, severity="error", timeout=_TOLD_SECONDS, markup=False)

    def on_notify(self, event: Notify) -> None:
        """Let a message take the place of the one before: of what was done, or in the same words.

        Problems stand beside one another, but few of them.
        """
        new, told = event.notification, self._notifications
        for old in [*told]:
            if old.message == new.message or old.severity == new.severity == "information":
                del told[old]
        for old in [*told][: 1 - _MOST_TOLD]:
            del told[old]

    # What is waited for.

    # No screen has a name here, for which Textual would take a word.
    async def push_screen_wait(  # type: ignore[override]
        self, screen: Screen[ScreenResultType], *, mode: str | None = None
    ) -> ScreenResultType:
        """Open a screen, and wait for its result; only from a worker.

        Textual lets the worker do first what comes next for the app, such as to close the screen
        that the worker belongs to: that cancels it, and whatever it waits for.
        """
        if self._next_callbacks:
            await asyncio.shield(self._flush_next_callbacks())
        return await super().push_screen_wait(screen, mode=mode)

    # What is closed.

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """Let go of a screen once it stands: the queue of one that is closed before ends too early.

        Nothing would ever take it out of the app.
        """
        stands: asyncio.Event = screen._mounted_event  # noqa: SLF001 - Textual's
        await stands.wait()
        shown = [screen, *screen.walk_children(Widget)]
        gone = await super()._replace_screen(screen)
        if not screen.is_attached:
            forget_painted(shown)
            forget_listeners(self)
        return gone

    # What is raised.

    async def _dispatch_message(self, message: Message) -> None:
        if self._failed:
            self._close_failed()
        try:
            await super()._dispatch_message(message)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - that is what the net is for
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        cause = cause if isinstance(cause, Exception) else error
        owner = self._owner_of(cause)
        if not self.is_running or self._exit:
            _LOG.info("failed at the end", exc_info=cause)
            return
        if owner is not None and (owner._closing or owner._pruning):  # noqa: SLF001 - Textual's
            # Its screen was closed while it was at work: nobody waits for that any more.
            _LOG.info("failed while it was closed", exc_info=cause)
            return
        if self._exception is None:  # tests take it from here
            self._exception = error
            self._exception_event.set()
        screen = self._screen_of(owner)
        self._tell(self.faults.note(f"something failed {_where(screen)}".rstrip(), cause))
        if self._is_too_much() or (screen is None and not self.screen_stack[1:]):
            self.leave(FAILED)
        elif screen is not None:
            self._failed.append(screen)
            self.call_later(self._close_failed)

    def _is_too_much(self) -> bool:
        now = monotonic()
        self._failures.append(now)
        return len(self._failures) == MANY and now - self._failures[0] < SOON

    def _owner_of(self, error: Exception) -> Widget | None:
        """Returns the screen or widget in whose code, or for which, something was raised."""
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        owners = [frame.f_locals.get("self") for frame in reversed(frames)]
        around = (*owners, active_message_pump.get(None))
        return next((owner for owner in around if isinstance(owner, Widget)), None)

    def _screen_of(self, owner: Widget | None) -> Screen[Any] | None:
        """Returns the screen on which a widget is; None where it is on none that is open."""
        with suppress(NoScreen):
            if owner is not None and owner.screen in self.screen_stack[1:]:
                return owner.screen
        return None

    def _close_failed(self) -> None:
        """Close the screens that failed, with what lies on top of them to ask something.

        One under another that goes on by itself is closed when it comes to light again.
        """
        for screen in self._failed[:]:
            stack = self.screen_stack
            at = stack.index(screen) if screen in stack else 0
            if at and not all(isinstance(each, ModalScreen) for each in stack[at + 1 :]):
                continue
            self._failed.remove(screen)
            if at:
                for each in reversed(stack[at:]):
                    if isinstance(each, KeyedScreen):
                        each.keep()
                    each.dismiss(None)
                self.screen_failed(screen)

    # The terminal.

    def _build_driver(self, *arguments: Any, **named: Any) -> Driver:  # noqa: ANN401 - Textual's
        """Returns what draws on the terminal; when that takes no more, nothing waits for it."""
        driver = super()._build_driver(*arguments, **named)
        if (module := sys.modules.get(_POSIX_DRIVER)) is not None:
            setattr(module, _DECODER, lambda name: partial(KeyboardDecoder, name, self._unheard))
        if (file := getattr(driver, _FILE, None)) is not None:
            setattr(driver, _FILE, TerminalFile(file, lambda: self._soon(self.terminal_lost)))
        return driver

    def _unheard(self) -> None:
        """End as where the terminal is closed, for so it is; from the thread that reads."""
        if not hang_up():
            self._soon(self.terminal_lost)

    def panic(self, *renderables: Any) -> None:  # noqa: ANN401 - Textual's own
        """Read the keyboard anew: what Textual calls this for is that reading it failed."""
        told = str(renderables[0]) if renderables else ""
        read = getattr(self._driver, "_run_input_thread", None)
        if read is None or self._is_too_much():
            self.faults.note("the keyboard cannot be read", RuntimeError(told))
            self.leave(FAILED)
            return
        thread = threading.Thread(target=read, name="textual-input", daemon=True)
        setattr(self._driver, _READER, thread)
        thread.start()


def _where(screen: Screen[Any] | None) -> str:
    """Returns where something happened: `in the editor`; empty where nobody knows."""
    scope = getattr(screen, "SCOPE", None)
    if scope is None and screen is not None:
        return f"in {type(screen).__name__}"
    return str(scope or "")
