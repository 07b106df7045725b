"""A second screen as the other surfaces know it: where it is, who watches, what it may do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from backcue.coach import Coach
    from backcue.display.notices import Notice


MAY_PRESS = "It may press keys: it moves the workout, never a belt."
"""What a remote may do."""


class SecondScreenError(Exception):
    """It cannot be served; the message says why, and what would be right."""


def _no() -> bool:
    return False


def _nothing() -> "Notice | None":
    return None


class Controls(Struct, frozen=True):
    """How a second screen reaches who has the session in hand; always in the session's thread."""

    press: Callable[[str], None]
    """Does what a remote asks for: the id of an action of the table."""
    go_on: str = "space"
    """The key that goes on, as it is called."""
    begin: str = "enter"
    """The key that begins, as it is called."""
    waits: Callable[[], bool] = _no
    """Whether the session waits for a key before it begins."""
    locked: Callable[[], bool] = _no
    """Whether only the pause key works."""
    asks: Callable[[], bool] = _no
    """Whether the person is asked if the workout is to end."""
    notice: "Callable[[], Notice | None]" = _nothing
    """What is told large for a moment."""


class SecondScreen(Protocol):
    """A page that shows the running session on other screens."""

    @property
    def url(self) -> str | None:
        """Where the page is; None while nothing is served."""
        ...

    @property
    def reached_from(self) -> str:
        """Where the page can be opened, in a line for a person."""
        ...

    @property
    def viewers(self) -> int:
        """How many screens show it now."""
        ...

    @property
    def remote(self) -> bool:
        """Whether they may press keys."""
        ...

    def open(self) -> str:
        """Begin to serve, if it does not yet; returns where. SecondScreenError."""
        ...

    def set_remote(self, *, remote: bool) -> None:
        """Let the screens press keys, or only show."""
        ...

    def show(self, coach: "Coach", controls: Controls) -> None:
        """Show this session from now on."""
        ...

    def refresh(self) -> None:
        """Send what has changed beside the session: that it is locked, or waits no more."""
        ...

    def close(self) -> None:
        """Serve nothing any more; it can be opened anew, at another place."""
        ...
