"""Which keys do what, once a person's own choices are put in."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from backcue.keys.actions_and_keys import ACTIONS, BOTTOM_ROW, BY_ID, Action, Scope
from backcue.keys.names import NAMED, is_key, key_name, key_sign
from backcue.text.nearest import did_you_mean
from backcue.text.printable import printable

_SHOWN = 40
"""Longest piece of a person's text that is repeated, in characters."""


class Clash(Struct, frozen=True, order=True):
    """A key that two actions of one place are to have."""

    key: str
    has: str
    """The id of the action that has it."""
    wants: str
    """The id of the one that does not get it."""

    def __str__(self) -> str:
        """Returns it as a line for the person."""
        sign = key_sign(self.key)
        return f"keys: {sign} is set for {self.has} and for {self.wants}; {self.has} has it"


_TYPES_NOTHING = re.compile(r"escape|f\d+|.*\+.*")
_ON_THEIR_OWN = (Scope.QUESTION, Scope.HELP)
"""Places whose footer has only what works nowhere else."""
_TYPED_IN = (Scope.EDITOR, Scope.SETTINGS)
"""Places where a sign is typed, and no key for what works anywhere."""


class Keymap(Struct, frozen=True):
    """The keys of every action."""

    keys: Mapping[str, tuple[str, ...]]
    """By the action's id; empty where nothing is left for it."""
    clashes: tuple[Clash, ...]
    unknown: tuple[str, ...]
    """Words of the person's that are no action or no key, one line each."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the person's choices, one line each."""
        return tuple(sorted((*map(str, self.clashes), *self.unknown)))

    def action(self, key: str, scope: Scope = Scope.WORKOUT) -> Action | None:
        """Returns what this key does there, be it because it does so anywhere."""
        does = {action.scope: action for action in reversed(ACTIONS) if key in self.keys[action.id]}
        return does.get(scope) or does.get(Scope.ANYWHERE)

    def first(self, action_id: str) -> str:
        """Write the first key of an action, for hints such as `space to go on`."""
        keys = self.keys[action_id]
        return key_sign(keys[0]) if keys else "(no key)"

    def while_typing(self, action_id: str) -> str:
        """Write the first key of an action that types nothing itself: `F1`, `ctrl+n`."""
        keys = (key for key in self.keys[action_id] if _TYPES_NOTHING.fullmatch(key))
        return key_sign(next(keys, "")) or "(no key)"

    def is_changed(self, action: Action) -> bool:
        """Whether it has other keys than it comes with."""
        return self.keys[action.id] != action.keys

    def footer(self, scope: Scope) -> list[tuple[str, Action]]:
        """Returns the actions of a footer, the ones to keep longest first, each with its key."""
        typed = (Scope.ANYWHERE,) if scope in _TYPED_IN else ()
        places = (scope,) if scope in _ON_THEIR_OWN else (scope, Scope.ANYWHERE)
        shown = [a for a in ACTIONS if a.scope in places and a.rank and self.keys[a.id]]
        return [
            (self.while_typing(a.id) if a.scope in typed else self.first(a.id), a)
            for a in sorted(shown, key=lambda a: a.rank)
        ]


def keymap(changed: Mapping[str, Sequence[str]], *, bottom_row: bool = False) -> Keymap:
    """Put a person's own keys in.

    `changed` gives keys by the action's id. A key that the person gave to one action is
    taken from another that has it by default; one that they gave to two stays with the first
    of them. Each such clash, and each unknown id, is a problem. `bottom_row`: in a workout
    every key of `BOTTOM_ROW` that the person did not give to something else pauses.
    """
    given = {each: [*map(key_name, changed[each])] for each in BY_ID if each in changed}
    chosen = {key: each for each in reversed(given) for key in given[each]}
    row = _row(given) if bottom_row else []
    keys: dict[str, tuple[str, ...]] = {}
    taken: dict[Scope, dict[str, str]] = {Scope.ANYWHERE: {}}
    clashes: list[Clash] = []
    for action in sorted(ACTIONS, key=lambda a: (a.scope is not Scope.ANYWHERE, a.id not in given)):
        # What a person chose for anywhere is taken in every scope; what works anywhere by
        # default gives way to what they chose in any.
        gives_way = action.scope is Scope.ANYWHERE and action.id not in given
        here = taken.setdefault(action.scope, dict(taken[Scope.ANYWHERE]))
        elsewhere = chosen | here if gives_way else dict(here)
        wanted = dict.fromkeys(_wanted(action, given, row))
        keys[action.id] = tuple(key for key in wanted if key not in elsewhere)
        clashes += [Clash(key, elsewhere[key], action.id) for key in wanted if key in elsewhere]
        if not gives_way:
            here |= dict.fromkeys(keys[action.id], action.id)
    return Keymap(keys, tuple(sorted(clashes)), (*_unknown_actions(changed), *_unknown_keys(given)))


def no_such_key(name: str) -> str | None:
    """Say that there is no key of this name, and which was meant; None where there is one."""
    if is_key(name):
        return None
    return f"there is no key {printable(name)[:_SHOWN]}{did_you_mean(name, NAMED)}"


def _unknown_actions(changed: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        f"keys: there is no action {each}{did_you_mean(each, BY_ID)}"
        for each in changed.keys() - BY_ID.keys()
    ]


def _unknown_keys(given: Mapping[str, Sequence[str]]) -> list[str]:
    said = ((each, no_such_key(key)) for each, keys in given.items() for key in keys)
    return [f"keys: {wrong} (for {each})" for each, wrong in said if wrong is not None]


def _wanted(
    action: Action, given: Mapping[str, Sequence[str]], row: Sequence[str]
) -> Sequence[str]:
    """Returns the keys of an action where no other has any of them."""
    own = given.get(action.id, action.keys)
    if action.id == "pause":
        return [*own, *row]
    in_row = row if action.scope is Scope.WORKOUT and action.id not in given else ()
    return [key for key in own if key not in in_row]


def _row(given: Mapping[str, Sequence[str]]) -> list[str]:
    """Returns the keys of the bottom row that the person gave to nothing in a workout."""
    elsewhere = {
        key
        for each, keys in given.items()
        if BY_ID[each].scope in (Scope.WORKOUT, Scope.ANYWHERE)
        for key in keys
    }
    return [key for key in BOTTOM_ROW if key not in elsewhere]
