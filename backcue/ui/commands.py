"""The command palette: what can be done here, found by its name."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from functools import partial

from rich.text import Text
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.css.query import NoMatches

from backcue.keys.actions_and_keys import BY_ID, Action
from backcue.ui.screens.base import KeyedScreen

Command = tuple[Action, str, Callable[[], Awaitable[bool]]]


class Palette(CommandPalette):
    """Textual's palette, that takes keys before it has a list, or one with lines to be seen."""

    SCOPE = "where actions are looked for"

    def _action_command_list(self, action: str) -> None:
        with suppress(LookupError, NoMatches):
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


def _display(action: Action, key: str) -> Text:
    return Text(action.label).append(f"   {key}", "dim")
