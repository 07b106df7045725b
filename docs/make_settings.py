"""Writes docs/settings.md from the table of settings."""

from pathlib import Path

from backcue.display.wording import setting_value
from backcue.settings.schema import SETTINGS, Setting
from backcue.settings.values import allowed

PAGE = Path(__file__).with_name("settings.md")

_HEAD = """# Settings

This page is made from the table that the program itself uses (`make docs`). What you do not set is
as it comes; there need be no file at all.

## On the screen

`F2` in the menu, or after a workout, lists them all. Type to search, enter changes the marked one,
delete sets it back to its default, escape leaves. What you change is kept, and in force
at once. Changed settings are marked. Where an option of this run goes before a setting, as
in `backcue run balance --volume 30`, that is said beside it.

Keys are there too: enter lists those of an action; there enter again and the key adds one, and
delete takes the marked one away. A key that another action has is refused, and it is said which.
Below `audio_offset_ms` is the measuring of the sound's delay.

## On the command line

```
backcue settings                         # all: value, default, what it is, where the file lies
backcue settings sound                   # those of one table
backcue settings sound.volume            # one of them
backcue settings sound.volume 60         # set it; comments of the file stay
backcue settings --unset sound.volume    # back to the default
backcue settings keys.next "j, right"    # the keys of an action; none: no key
```

Numbers are plain decimal ones. A wrong key or value exits with status 2, says what would be right,
and changes nothing.

`--json` writes one object. Without a key: `file` (where the file lies), `problems` (what is wrong
in it, each as `file:line:column: key: message`) and `settings`, a list. Each has `key`, `value`,
`default`, `help`, `type` (`boolean`, `integer`, `number`, `text` or `keys`) and, where it has them,
`choices`, `minimum`, `maximum` and `unit`. A number with `choices` may be one of these words too;
`null` is: not set. With a key, that object alone, and `file` in it.

## The file

`backcue settings` says where it lies: `settings.toml` in `~/.config/backcue` on Linux,
`~/Library/Application Support/backcue` on macOS, `%APPDATA%\\backcue` on Windows, or in the folder
that `BACKCUE_CONFIG_DIR` names.

```toml
[pace]
backward_walk = 92      # measured on Sunday

[sound]
voice = false

[keys]
next = ["j", "right"]
```

A file with mistakes is never written over. Each mistake is named with its line; what is wrong
counts as not set, the rest counts; where the file is no TOML nothing of it does. What you change on
the screen holds until you leave then, and a command that sets something is refused, unless it mends
a mistake: a wrong volume is put right by `backcue settings sound.volume 60`, and taken out by
`--unset`. Two programs that change settings at once wait for each other.
"""


def page() -> str:
    """Returns the whole page."""
    parts = [_HEAD]
    tables = dict.fromkeys(setting.table for setting in SETTINGS if setting.kind is not tuple)
    for table in tables:
        parts.append(
            f"\n## `[{table}]`\n\n| setting | what it is | can be | default |\n|---|---|---|---|\n"
        )
        parts += [_row(setting) for setting in SETTINGS if setting.table == table]
    parts.append(
        "\n## `[keys]`\n\n`keys.ACTION` gives an action other keys: a list of names. The actions, "
        "their usual keys\nand how keys are called: [keys](keys.md).\n"
    )
    return "".join(parts)


def _row(setting: Setting) -> str:
    default = setting_value(setting, setting.default)
    return f"| `{setting.name}` | {setting.help} | {allowed(setting)} | {default} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
