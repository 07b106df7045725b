"""The command palette: what can be done here, found by its name."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import LoadingIndicator

from backcue.keys.actions_and_keys import BY_ID, Action
from backcue.keys.names import key_sign
from backcue.ui.screens.base import KeyedScreen
from backcue.ui.screens.closing import ClosesItself
from backcue.ui.widgets.lines import KeyLine, KeyShown
from backcue.ui.widgets.paged_list import Paged

_KEYS = (
    ("enter", "take it", "nothing"),
    (key_sign("escape"), "close", "nothing"),
    (f"{key_sign('up')} {key_sign('down')}", "mark", "nothing"),
)
"""What stands below while something is looked for."""
Command = tuple[Action, str, Callable[[], Awaitable[bool]]]


class Commands(CommandList, Paged, can_focus=False):
    """The list of the palette."""


class Palette(CommandPalette, ClosesItself[None]):
    """Textual's palette, that takes keys before it has a list, and fits into any terminal."""

    SCOPE = "where actions are looked for"

    def compose(self) -> ComposeResult:
        """Lay it out as Textual does, with a list of ours."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Commands()
                yield LoadingIndicator()

    def on_mount(self) -> None:
        """Let the line of keys beneath say which keys do something here."""
        _say_keys(self.app.screen_stack[-2], _KEYS)

    def on_unmount(self) -> None:
        """Give it back."""
        if self._calling_screen is not None:
            _say_keys(self._calling_screen, ())

    def _action_command_list(self, action: str) -> None:
        with suppress(NoMatches):
            super()._action_command_list(action)

    def _action_cursor_down(self) -> None:
        with suppress(NoMatches):
            super()._action_cursor_down()


class ActionProvider(Provider):
    """Offers the actions of the table that work on the screen beneath."""

    async def discover(self) -> Hits:
        """Returns all of them."""
        for action, key, run in self._here():
            yield DiscoveryHit(_display(action, key), run, action.label, action.description)

    async def search(self, query: str) -> Hits:
        """Returns those whose label or description fits."""
        matcher = self.matcher(query)
        for action, key, run in self._here():
            score = max(matcher.match(action.label), matcher.match(action.description))
            if score > 0:
                shown = _display(action, key)
                yield Hit(score, shown, run, action.label, action.description)

    def _here(self) -> Iterator[Command]:
        screen = self.screen
        if not isinstance(screen, KeyedScreen):
            return
        seen: set[str] = set()
        for node, binding, enabled, _ in screen.active_bindings.values():
            action = BY_ID.get(binding.id or "")
            if action is None or not enabled or action.id in {"palette", *seen}:
                continue
            seen.add(action.id)
            # The key that the footer names, too.
            key = screen.keymap.first(action.id)
            yield action, key, partial(self.app.run_action, binding.action, node)


def _say_keys(screen: Screen[Any], keys: tuple[KeyShown, ...]) -> None:
    for line in screen.query(KeyLine):
        line.instead = keys


def _display(action: Action, key: str) -> Text:
    return Text(action.label).append(f"   {key}", "dim")
