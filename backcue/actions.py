"""The keys: one table from which bindings, footer, key page and documents are made.

Key names are those that terminals' key libraries use: `space`, `right`, `page_down` is
`pagedown`, and a character's Unicode name (`question_mark`) or the character itself.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum


class Place(StrEnum):
    """Where a key works."""

    WORKOUT = "in a workout"
    MENU = "in the menu"
    SUMMARY = "in the summary"
    QUESTION = "in a question"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do with a key."""

    id: str
    """The name under which `keys` in the settings gives it other keys."""
    keys: tuple[str, ...]
    label: str
    """One word or two, for the footer."""
    description: str
    """One line, for the key page and the documents."""
    place: Place = Place.WORKOUT
    rank: int = 0
    """Place in the footer: 1 is dropped last where there is little room; 0 is never there."""


ACTIONS: tuple[Action, ...] = (
    Action(
        "pause",
        ("space", "enter", "p", "k", "pagedown"),
        "pause",
        "pause and resume; on a turn or an open phase: go on",
        rank=1,
    ),
    Action("next", ("right", "n"), "next", "to the next phase", rank=4),
    Action(
        "back",
        ("left", "b", "pageup"),
        "back",
        "to the start of this phase, then to the one before",
        rank=5,
    ),
    Action("faster", ("plus", "equals_sign"), "faster", "cadence 2 steps/min up", rank=6),
    Action("slower", ("minus",), "slower", "cadence 2 steps/min down", rank=7),
    Action("tap", ("t",), "tap", "tap the tempo: from the fourth tap on it sets the cadence"),
    Action("quieter", ("left_square_bracket",), "quieter", "volume down"),
    Action("louder", ("right_square_bracket",), "louder", "volume up"),
    Action("mute", ("m", "full_stop"), "mute", "sound off and on", rank=8),
    Action("voice", ("v",), "voice", "voice on and off"),
    Action("lock", ("l",), "lock", "only the pause key works until pressed twice"),
    Action("keys", ("question_mark",), "keys", "show the keys", rank=3),
    Action("end", ("q", "escape"), "end", "end: asks once, keeps what was done", rank=2),
    Action(
        "menu-start", ("enter", "f5", "shift+f5"), "start", "start the marked workout",
        Place.MENU, 1,
    ),
    Action("menu-filter", ("slash",), "filter", "to the filter; any letter goes there too",
           Place.MENU, 2),
    Action("menu-keys", ("question_mark", "f1"), "keys", "show the keys", Place.MENU, 3),
    Action("menu-leave", ("escape",), "leave", "clear the filter; with none, leave",
           Place.MENU, 4),
    Action("summary-done", ("enter", "space", "escape", "q"), "done", "back to the menu",
           Place.SUMMARY, 1),
    Action("summary-again", ("r",), "again", "the same workout again", Place.SUMMARY, 2),
    Action("yes", ("y", "enter"), "yes", "yes", Place.QUESTION, 1),
    Action("no", ("n", "escape", "space"), "no", "no", Place.QUESTION, 2),
)  # fmt: skip
"""Everything that has a key."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_SIGNS = {
    "space": "space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
    "full_stop": ".",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
_SEQUENCES = {
    "\r": "enter",
    "\n": "enter",
    " ": "space",
    "\t": "tab",
    "\x1b": "escape",
    "\x7f": "backspace",
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1bOD": "left",
    "\x1b[5~": "pageup",
    "\x1b[6~": "pagedown",
    "\x1b[15~": "f5",
    "\x1b[15;2~": "shift+f5",
}


def key_name(typed: str) -> str:
    """Give the name of a key from what a terminal sends for it, or from a person's spelling."""
    if typed in _SEQUENCES:
        return _SEQUENCES[typed]
    if len(typed) != 1:
        return typed.strip().lower()
    if typed.isalnum():
        return typed
    name = unicodedata.name(typed, typed).lower().replace("-", "_").replace(" ", "_")
    return _NAMES.get(name, name)


def key_sign(name: str) -> str:
    """Write a key as it stands on a keyboard: `→` for `right`, `?` for `question_mark`."""
    if name in _SIGNS:
        return _SIGNS[name]
    if name.startswith("f") and name[1:].isdigit():
        return name.upper()
    if "+" in name:
        return "+".join(key_sign(part) for part in name.split("+"))
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys do what, once the person's own choices are in."""

    keys: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {action.id: action.keys for action in ACTIONS}
    )
    """By the action's id; empty where nothing is left for it."""
    problems: tuple[str, ...] = ()
    """What is wrong with the person's choices, one line each."""

    def action(self, key: str, place: Place = Place.WORKOUT) -> Action | None:
        """Give what this key does there."""
        for action in ACTIONS:
            if action.place is place and key in self.keys[action.id]:
                return action
        return None

    def first(self, action_id: str) -> str:
        """Write the first key of an action, for hints such as `space to go on`."""
        keys = self.keys[action_id]
        return key_sign(keys[0]) if keys else "(no key)"

    def footer(self, place: Place) -> list[tuple[str, Action]]:
        """Give the actions of a footer, the ones to keep longest first, each with its key."""
        shown = [a for a in ACTIONS if a.place is place and a.rank and self.keys[a.id]]
        return [(self.first(a.id), a) for a in sorted(shown, key=lambda a: a.rank)]


def keymap(changed: Mapping[str, Sequence[str]]) -> Keymap:
    """Put a person's own keys in.

    `changed` gives keys by the action's id. A key that the person gave to one action is
    taken from another that has it by default; one that they gave to two stays with the first
    of them. Each such clash, and each unknown id, is a problem.
    """
    problems = []
    for unknown in changed.keys() - BY_ID.keys():
        near = get_close_matches(unknown, BY_ID, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        problems.append(f"keys: there is no action {unknown}{hint}")
    keys: dict[str, tuple[str, ...]] = {}
    for place in Place:
        taken: dict[str, str] = {}
        here = [action for action in ACTIONS if action.place is place]
        for action in sorted(here, key=lambda action: action.id not in changed):
            wanted = dict.fromkeys(map(key_name, changed.get(action.id, action.keys)))
            for key in wanted.keys() & taken.keys():
                other = taken[key]
                problems.append(
                    f"keys: {key_sign(key)} is set for {other} and for {action.id}; {other} has it"
                )
            keys[action.id] = tuple(key for key in wanted if key not in taken)
            taken |= dict.fromkeys(keys[action.id], action.id)
    return Keymap(keys, tuple(sorted(problems)))
