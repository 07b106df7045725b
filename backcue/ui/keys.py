"""The table of keys as Textual wants it."""

from collections.abc import Mapping

from textual.binding import Binding, BindingType
from textual.binding import Keymap as TextualKeymap

from backcue.keys.actions_and_keys import ACTIONS, Action, Scope
from backcue.keys.changed_keys import Keymap
from backcue.keys.names import key_sign
from backcue.ui.widgets.lines import KeyShown

_NOTHING = "unbound"
"""The name of no key: Textual takes an empty list of keys for the default ones."""


_OF_THE_SCREEN = ("lock", "screen", "keys", "end")
"""What the workout screen does by itself; all else there the coach does."""


def name(action: Action) -> str:
    """Returns what Textual calls it: `again` for `summary-again`, `perform('next')` for `next`."""
    if action.scope is Scope.WORKOUT and action.id not in _OF_THE_SCREEN:
        return f"perform('{action.id}')"
    return action.id.removeprefix(f"{action.scope.name.lower()}-")


def bindings(place: Scope, does: Mapping[str, str] | None = None) -> list[BindingType]:
    """Returns the bindings of a place, each with the action's id so that its keys can change.

    `does` gives the Textual action of each by its id, where it is not the screen's own.
    """
    return [
        Binding(
            ",".join(action.keys), does[action.id] if does else name(action), action.label,
            show=False, id=action.id, priority=action.id == "leave",
        )
        for action in ACTIONS
        if action.scope is place
    ]  # fmt: skip


def textual_keymap(keymap: Keymap) -> TextualKeymap:
    """Returns the person's keys in Textual's form."""
    return {action: ",".join(keys) or _NOTHING for action, keys in keymap.keys.items()}


def footer(keymap: Keymap, place: Scope) -> tuple[KeyShown, ...]:
    """Returns key, label and Textual action for each place in a footer."""
    return tuple(
        (key, action.label, f"screen.{name(action)}") for key, action in keymap.footer(place)
    )


def menu_keys(keymap: Keymap, *, undo: bool) -> tuple[KeyShown, ...]:
    """Returns what stands below the menu; `undo` where there is something to undo."""
    start, *others = footer(keymap, Scope.MENU)
    back = [(keymap.first("menu-undo"), "undo", "screen.undo")] if undo else []
    return (start, *back, *others, ("↑ ↓", "choose", "screen.nothing"))


def filter_keys(keymap: Keymap, *, words: bool) -> tuple[KeyShown, ...]:
    """Returns what stands below the menu while one types; `words` where they make a workout."""
    # Letters are letters there; only a key with ctrl can do more.
    deep = [key_sign(key) for key in keymap.keys["menu-new"] if "+" in key]
    write = [(deep[0], "write it down", "screen.new")] if words and deep else []
    start = (keymap.first("menu-start"), "start", "screen.start")
    leave = (keymap.first("menu-leave"), "clear", "screen.leave")
    return (start, *write, ("tab", "list", "app.focus_next"), leave)
