"""Writes docs/keys.md from the table of keys."""

from pathlib import Path

from backcue.keys.actions_and_keys import ACTIONS, BOTTOM_ROW, Scope
from backcue.keys.names import key_sign

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

A key is written as it is typed (`j`, `?`, `+`) or by its name: `space`, `right`, `pagedown`, `f5`,
`ctrl+k`, `media_play_pause`, `add` (the keypad's `+`).

A key that you give to one action is taken from another that has it by default; a clash is told at
the start.
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
    parts = [_HEAD]
    for scope in Scope:
        parts += [f"\n## {scope.capitalize()}\n\n| keys | does | action |\n|---|---|---|\n"]
        parts += [
            f"| {' '.join(map(_code, action.keys))} | {action.description} | `{action.id}` |\n"
            for action in ACTIONS
            if action.scope is scope
        ]
    return "".join((*parts, _TAIL))


def _code(key: str) -> str:
    return f"`{key_sign(key)}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
