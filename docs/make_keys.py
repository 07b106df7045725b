"""Writes docs/keys.md from the table of keys."""

from pathlib import Path

from backcue.keys.actions_and_keys import ACTIONS, BOTTOM_ROW, Scope
from backcue.keys.names import key_name, key_sign

PAGE = Path(__file__).with_name("keys.md")

_HEAD = """# Keys

This page is made from the table that the program itself uses (`make docs`). `?` or F1 shows the
same with your own keys in it, those of the screen you are on first; `ctrl+p` finds an action by its
name and does it.

Every key can be changed: in the app (`F2`, the settings), with `backcue settings keys.next j`, or
in the [settings file](settings.md), by the name of its action:

```toml
[keys]
next = ["j", "right"]     # these instead of the usual ones
voice = []                # no key
```

A key that another action has, where both would work, is refused in the app and by
`backcue settings`, which say the other: give that one another key first. In the settings file a key
that you give to an action is taken from those that have it by default, and of two that you give it
to one has it; either is told at the start.

A key is written as it is typed (`j`, `?`, `+`) or by its name: `space`, `ctrl+k`, `f5`. The tables
call some as they stand on a keyboard; these are written so, behind `ctrl+` and `shift+` too:

"""
_TAIL = f"""
## Hands on the rails

- **Presenter remotes** send page down, page up, `.`, F5 or shift+F5, and escape: go on or pause,
  back, mute, start in the menu, end (which asks).
- **The bottom row** of the keyboard pauses, whichever key of it you hit, with

  ```toml
  [session]
  bottom_row_pauses = true
  ```

  These are {", ".join(f"`{key_sign(key)}`" for key in BOTTOM_ROW)}; in a workout they win over what
  they do otherwise. A key that you gave to an action yourself stays with it.
- **A numeric keypad** works with num lock: `0` pauses, `4` and `6` go back and on, `2` and `8` are
  the volume, `5` taps the tempo, `+` and `-` change it.
- **Media keys** work where the terminal passes them on: terminals that speak the kitty keyboard
  protocol, and only while the desktop does not keep them for itself.
"""


def page() -> str:
    """Returns the whole page."""
    parts = [_HEAD, "| called | written |\n|---|---|\n"]
    parts += [f"| `{sign}` | `{name}` |\n" for sign, name in _written_otherwise().items()]
    for scope in Scope:
        parts += [f"\n## {scope.capitalize()}\n\n| keys | does | action |\n|---|---|---|\n"]
        parts += [
            f"| {' '.join(map(_code, action.keys))} | {action.description} | `{action.id}` |\n"
            for action in ACTIONS
            if action.scope is scope
        ]
    return "".join((*parts, _TAIL))


def _written_otherwise() -> dict[str, str]:
    """Returns the names of the keys that a person cannot write as the tables call them."""
    pressed = [key for action in ACTIONS for key in action.keys]
    keys = dict.fromkeys(key.rpartition("+")[2] for key in pressed)
    return {key_sign(key): key for key in keys if key_name(key_sign(key)) != key}


def _code(key: str) -> str:
    return f"`{key_sign(key)}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
