"""`backcue settings`: every setting, one of them, and a change that keeps the file's comments."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

import click
from click.shell_completion import CompletionItem

from backcue.cli.errors import WrongInput, told_as
from backcue.cli.known_names import check_name, known_names
from backcue.cli.printing import say, say_json, tell, tell_some
from backcue.cli.wiring import load_settings
from backcue.display.json_forms import setting_values
from backcue.display.wording import setting_value
from backcue.settings.file import FileRead, SettingsError, change, read_file
from backcue.settings.schema import BY_KEY, SETTINGS, Setting, Settings
from backcue.settings.values import (
    FALSE,
    TRUE,
    WrongValue,
    allowed,
    check_change,
    find_setting,
    read_value,
    value_of,
    written,
)
from backcue.sound.outputs.choose import unusable
from backcue.sound.samples.bank import Bank
from backcue.system import paths
from backcue.toml.editing import Value

_TABLES = tuple(dict.fromkeys(setting.table for setting in SETTINGS))
_LEAST = 16
"""Columns that a line of help has at least."""


def _keys(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Returns the settings that a key may become, for the shell's completion."""
    return [
        CompletionItem(setting.key, help=setting.help)
        for setting in SETTINGS
        if setting.key.startswith(incomplete)
    ]


def _values(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Returns the words that the value of the setting typed before may become."""
    setting = BY_KEY.get(context.params.get("key") or "")
    words = setting.choices or known_names(setting) if setting else ()
    if setting is not None and setting.kind is bool:
        words = (TRUE[0], FALSE[0])
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


# A value may begin with a minus, or be one: the key `-`.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("key", required=False, metavar="[KEY]", shell_complete=_keys)
@click.argument("value", nargs=-1, metavar="[VALUE]", shell_complete=_values)
@click.option("--unset", is_flag=True, help="Set KEY back to its default.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def settings(*, key: str | None, value: tuple[str, ...], unset: bool, as_json: bool) -> None:
    """Show the settings, or set one.

    Without KEY all are shown, changed ones marked with *. KEY alone shows one, or a whole table
    such as sound; KEY VALUE sets it at once and keeps the comments of the file. Keys are settings
    too: backcue settings keys.next "j, right".
    """
    if key is None:
        if unset:
            raise click.UsageError("--unset wants a KEY")
        _show_all(SETTINGS, load_settings(), as_json=as_json)
        return
    if key.startswith("-"):
        raise click.NoSuchOption(key)
    if key in _TABLES and not value and not unset:
        table = [setting for setting in SETTINGS if setting.table == key]
        _show_all(table, load_settings(), as_json=as_json)
        return
    with told_as(WrongInput, WrongValue):
        setting = find_setting(key)
        new = _new_value(setting, value, unset=unset)
    now = _set(setting, new) if unset or value else load_settings().settings
    _show_one(setting, now, as_json=as_json)


def _new_value(setting: Setting, value: tuple[str, ...], *, unset: bool) -> Value:
    """Returns what is asked for; WrongValue where the setting cannot have it. None: its default."""
    if unset and value:
        raise click.UsageError("a VALUE and --unset say two different things; give one of them")
    if len(value) > 1 and setting.kind is not tuple:
        raise WrongValue(f"{setting.key} has one value; several words want quotes")
    return read_value(setting, " ".join(value)) if value else None


def _set(setting: Setting, value: Value) -> Settings:
    """Set it; returns the settings then. WrongInput, with the remedy, where the file is wrong."""
    file = paths.settings_file()
    with told_as(WrongInput, WrongValue):
        check_name(setting, value)
        check_change(read_file(file).settings, setting, value)
    if setting.key == "sound.output" and (problem := unusable(str(value))):
        tell(problem)
    if setting.key == "sound.voice_pack" and value is not None:
        tell_some(Bank(paths.sounds_dir(), str(value)).problems)
    try:
        return change(file, **{setting.key: value})
    except SettingsError as error:
        raise WrongInput(
            f"{setting.key} is not set: the settings file is wrong, and stays as it is\n{error}\n"
            f"{_remedy(error)}"
        ) from error
    except OSError as error:
        raise click.ClickException(
            f"{setting.key} is not set: {file}: {error.strerror or error}"
        ) from error


def _remedy(error: SettingsError) -> str:
    """Say what puts a wrong file right."""
    wrong = next((problem.key for problem in error.problems if problem.key in BY_KEY), None)
    by_hand = "put it right with a text editor"
    return f"{by_hand}, or: backcue settings --unset {wrong}" if wrong else by_hand


def _show_all(shown: Iterable[Setting], read: FileRead, *, as_json: bool) -> None:
    file = paths.settings_file()
    values = [(setting, value_of(read.settings, setting)) for setting in shown]
    if as_json:
        _write_json(
            {
                "file": str(file),
                "problems": read.error.messages if read.error else [],
                "settings": [setting_values(*each) for each in values],
            }
        )
        return
    for line in _lines(values):
        say(line)
    say(f"\nThey lie in {file}{'' if os.path.lexists(file) else ', which is not there yet'}.")


def _lines(values: list[tuple[Setting, Any]]) -> Iterator[str]:
    """Returns a line for each setting, longer ones broken where somebody reads them."""
    figures = [each for each in values if each[0].kind is not tuple]
    cells = [
        (
            _marked(setting, value),
            setting_value(setting, value),
            setting_value(setting, setting.default),
            setting.help,
        )
        for setting, value in figures
    ]
    if cells:
        cells.insert(0, ("  setting", "value", "default", "what it is"))
    yield from _columns(cells)
    # Keys are long, and few of them are ever changed.
    keys = [each for each in values if each[0].kind is tuple]
    told = [each for each in keys if not figures or each[1] != each[0].default]
    if told and figures:
        yield ""
    yield from _columns([(_marked(*each), _keys_told(*each)) for each in told])
    if as_they_come := len(keys) - len(told):
        yield f"\n  {as_they_come} actions have their usual keys: backcue settings keys"


def _marked(setting: Setting, value: object) -> str:
    return f"{' ' if value == setting.default else '*'} {setting.key}"


def _keys_told(setting: Setting, value: object) -> str:
    usual = "" if value == setting.default else f" Default {written(setting.default)}."
    return f"{written(value)} · {setting.help}{usual}"


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Put cells below one another; the last of each row is broken into lines."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for *cells, last in rows:
        start = "".join(f"{cell:{width}}  " for cell, width in zip(cells, widths, strict=True))
        yield from _hanging(start, last)


def _hanging(start: str, words: str) -> Iterator[str]:
    if not sys.stdout.isatty():
        yield start + words
        return
    room = max(_LEAST, shutil.get_terminal_size().columns - len(start) - 1)
    first, *others = wrap(words, room)
    yield start + first
    yield from (" " * len(start) + line for line in others)


def _show_one(setting: Setting, now: Settings, *, as_json: bool) -> None:
    value, file = value_of(now, setting), paths.settings_file()
    if as_json:
        _write_json({**setting_values(setting, value), "file": str(file)})
        return
    say(f"{setting.key} = {setting_value(setting, value)}")
    say(f"  {setting.help}")
    say(f"  Default {setting_value(setting, setting.default)}; {allowed(setting)}.")
    say(f"  In {file}")


def _write_json(values: dict[str, Any]) -> None:
    say_json(values, indent=2)
