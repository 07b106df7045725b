"""What Textual and Rich would keep of screens that are closed; all of it would add up over a day.

Their own names are used: where one is gone, so most likely is what it kept.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from rich import cells
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.app import App
from textual.color import Color
from textual.css.scalar import Scalar
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

_REMEMBERING = (
    ANSIToTruecolor, Color, Region, RichStyle, Scalar, Segment, Strip, Style, cells
)  # fmt: skip
"""What remembers its last results, some thousands of each."""


def forget_painted(widgets: Iterable[Widget]) -> None:
    """Let go of all lines that these have painted.

    Textual remembers colours by widget, and a widget that is left keeps the one that it was made
    or last told something from, until it is told something else. A thousand blank lines that it
    remembers for all widgets come to 4 MB, with all that was cut from each.
    """
    with suppress(ImportError, AttributeError):
        from textual import _segment_tools  # noqa: PLC0415 - it may go
        from textual._styles_cache import StylesCache  # noqa: PLC0415 - it may go

        for owner in (*_REMEMBERING, StylesCache, _segment_tools):
            _forget_results(owner)
        for widget in widgets:
            widget._styles_cache.clear()  # noqa: SLF001
            widget._layout_cache.clear()  # noqa: SLF001


def _forget_results(owner: object) -> None:
    """Empty what is kept of the results of the functions of a class or module."""
    for each in vars(owner).values():
        # A class method and a property have theirs inside.
        for function in (each, getattr(each, "__func__", None), getattr(each, "fget", None)):
            if forget := getattr(function, "cache_clear", None):
                forget()


def forget_listeners(app: App[Any]) -> None:
    """Let go of the widgets that are gone and were to be told of another theme.

    They would be told nothing, and kept until there is another.
    """
    with suppress(AttributeError):
        signal = app.theme_changed_signal
        for node in list(signal._subscriptions):  # noqa: SLF001
            if node._closing:  # noqa: SLF001
                signal.unsubscribe(node)
        for watchers in getattr(app, "__watchers", {}).values():
            watchers[:] = [each for each in watchers if not each[0]._closing]  # noqa: SLF001
