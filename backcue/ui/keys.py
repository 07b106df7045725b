"""The table of keys as Textual wants it."""

from collections.abc import Mapping

from textual.binding import Binding, BindingType
from textual.binding import Keymap as TextualKeymap

from backcue.keys.actions_and_keys import ACTIONS, Action, Scope
from backcue.keys.changed_keys import Keymap
from backcue.ui.widgets.lines import KeyShown

_NOTHING = "unbound"
"""The name of no key: Textual takes an empty list of keys for the default ones."""


_BY_NAME = {Scope.WORKOUT: "perform", Scope.HEARING: "play", Scope.SURFACE: "choose"}
"""Places where one method of the screen does what most keys do, told what by a name."""
_OF_THE_SCREEN = {
    *("lock", "screen", "end"),
    *("hearing-next", "hearing-leave", "surface-take", "surface-leave"),
}
"""What has a method of its own in those places all the same."""


def name(action: Action) -> str:
    """Returns what Textual calls it: `again` for `summary-again`, `perform('next')` for `next`."""
    own = action.id.removeprefix(f"{action.scope.name.lower()}-")
    if action.scope in _BY_NAME and action.id not in _OF_THE_SCREEN:
        return f"{_BY_NAME[action.scope]}('{own}')"
    return own.replace("-", "_")


def bindings(place: Scope, does: Mapping[str, str] | None = None) -> list[BindingType]:
    """Returns the bindings of a place, each with the action's id so that its keys can change.

    `does` gives the Textual action of those that are wanted by their id, where it is not the
    screen's own.
    """
    return [
        Binding(
            ",".join(action.keys), does[action.id] if does else name(action), action.label,
            show=False, id=action.id, priority=action.id == "leave",
        )
        for action in ACTIONS
        if action.scope is place and (does is None or action.id in does)
    ]  # fmt: skip


def textual_keymap(keymap: Keymap) -> TextualKeymap:
    """Returns the person's keys in Textual's form."""
    return {action: ",".join(keys) or _NOTHING for action, keys in keymap.keys.items()}


def footer(keymap: Keymap, place: Scope) -> tuple[KeyShown, ...]:
    """Returns key, label and Textual action for each place in a footer."""
    return tuple(
        (key, action.label, f"screen.{name(action)}") for key, action in keymap.footer(place)
    )


def workout_keys(
    keymap: Keymap, *, paused: bool, is_open: bool, locked: bool
) -> tuple[KeyShown, ...]:
    """Returns what stands below a workout; `is_open` where the person ends the phase."""
    goes_on = paused or is_open
    pause = (keymap.first("pause"), "go on" if goes_on else "pause", "screen.perform('pause')")
    if locked:
        lock = keymap.first("lock")
        return (pause, (f"{lock} {lock}", "unlock", "screen.lock"))
    halt = (keymap.first("halt"), "pause", "screen.perform('halt')")
    stands = (halt,) if is_open and not paused and keymap.keys["halt"] else ()
    return (pause, *stands, *footer(keymap, Scope.WORKOUT)[1:])


def menu_keys(
    keymap: Keymap, *, starts: bool, edits: bool, typed: bool, words: bool, undo: bool
) -> tuple[KeyShown, ...]:
    """Returns what stands below the menu.

    `starts`, `edits`: what is marked can be begun, or edited at least; `typed`: something stands
    in the filter line; `words`: it makes a workout; `undo`: there is something to bring back.
    """
    first = {"new"} if words else set()
    labels = {"new": "write it down"} if words else {}
    if typed:
        first.add("leave")
        labels["leave"] = "clear"
    start, others = footer(keymap, Scope.MENU)[:1], [*footer(keymap, Scope.MENU)[1:]]
    if not edits:
        others = [shown for shown in others if _does(shown[2]) != "edit"]
    if undo:
        others.insert(0, (keymap.first("menu-undo"), "undo", "screen.undo"))
    others.sort(key=lambda shown: _does(shown[2]) not in first)
    named = ((key, labels.get(_does(action), label), action) for key, label, action in others)
    return (*(start if starts else ()), *named)


def history_keys(
    keymap: Keymap, *, typed: bool, any_there: bool, undo: bool
) -> tuple[KeyShown, ...]:
    """Returns what stands below the history.

    `typed`: something stands in the filter line; `any_there`: there are sessions; `undo`: there is
    one to bring back.
    """
    shown = [*footer(keymap, Scope.HISTORY)]
    leave = next((each for each in shown if _does(each[2]) == "leave"), None)
    if not any_there:
        shown = [each for each in shown if _does(each[2]) in {"leave", "help"}]
    elif typed and leave is not None:
        shown.remove(leave)
        shown.insert(1, (leave[0], "clear", leave[2]))
    if undo:
        shown.insert(1, (keymap.first("history-undo"), "undo", "screen.undo"))
    return tuple(shown)


def _does(action: str) -> str:
    return action.removeprefix("screen.")
