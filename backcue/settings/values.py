"""Values of settings as a person writes and reads them, and their place in the settings."""

from typing import Any

import msgspec
from msgspec import structs

from backcue.keys.actions_and_keys import BY_ID
from backcue.keys.changed_keys import Clash, keymap, no_such_key
from backcue.keys.names import key_name, key_sign
from backcue.settings.schema import BY_KEY, SETTINGS, Setting, Settings
from backcue.text.nearest import did_you_mean
from backcue.text.numbers import is_plain
from backcue.toml.editing import Value
from backcue.toml.plain_words import plain, short

TRUE, FALSE = ("true", "on", "yes"), ("false", "off", "no")
NO_KEY = "none"
"""Stands for an action without a key."""
NOT_SET = "not set"


class WrongValue(ValueError):  # noqa: N818 - the value is wrong, not the program
    """A key that is no setting, or a value that it cannot have; the message says what it can."""


def find_setting(key: str) -> Setting:
    """Returns the setting of this key; WrongValue, with the nearest ones, where there is none."""
    if setting := BY_KEY.get(key):
        return setting
    by_name = {setting.name: setting.key for setting in reversed(SETTINGS)}
    near = by_name.get(key.rpartition(".")[2])
    hint = f"; did you mean {near}?" if near else did_you_mean(key, BY_KEY, most=2)
    raise WrongValue(f"there is no setting {short(key)}{hint}")


def allowed(setting: Setting) -> str:
    """Say what a setting can be: `a whole number from 0 to 100`."""
    if setting.kind is tuple:
        return f"names of keys with commas between, as space, ctrl+k; or {NO_KEY}"
    if setting.kind is bool:
        return f"{TRUE[0]} or {FALSE[0]}"
    words = list(setting.choices)
    if setting.kind in (int, float):
        number = "a whole number" if setting.kind is int else "a number"
        words.append(f"{number} from {setting.low:g} to {setting.high:g} {setting.unit}".rstrip())
    *most, last = words or ["a name of letters, digits, - and _"]
    return f"{', '.join(most)} or {last}" if most else last


def written(value: object) -> str:
    """Returns a value as a person types it: `80`, `true`, `space, p`."""
    if value is None:
        return NOT_SET
    if isinstance(value, bool):
        return (TRUE if value else FALSE)[0]
    if isinstance(value, int | float):
        return f"{value:.10g}"
    if isinstance(value, tuple | list):
        return ", ".join(value) or NO_KEY
    return str(value)


def read_value(setting: Setting, text: str) -> Value:
    """Returns the value that a person typed; WrongValue where the setting cannot have it."""
    # Half a character, as Python makes it of bytes that are no UTF-8, fits no setting.
    text = text.encode(errors="backslashreplace").decode()
    value = _parsed(setting, text.strip())
    try:
        msgspec.convert(value, setting.value_type)
    except msgspec.ValidationError as error:
        if setting.kind is str and not setting.choices:
            why = plain(str(error), value, setting.value_type)
            raise WrongValue(f"{setting.key}: {why}") from error
        hint = _with_point(setting, text) or did_you_mean(text, setting.choices)
        told = f"{setting.key} must be {allowed(setting)}, not {short(text.strip()) or 'nothing'}"
        raise WrongValue(told + hint) from error
    return value


def _with_point(setting: Setting, text: str) -> str:
    """Say how a number with a decimal comma is written; empty where it is none."""
    number = text.strip().replace(",", ".")
    is_number = setting.kind is float and "," in text and is_plain(number)
    return f"; write {number}" if is_number else ""


def _parsed(setting: Setting, text: str) -> Value:
    """Returns what a text says; the text itself where it says nothing of the setting's kind."""
    if setting.kind is tuple:
        return _keys(setting, text)
    if setting.kind is bool and text.lower() in (*TRUE, *FALSE):
        return text.lower() in TRUE
    if setting.kind in (int, float) and is_plain(text):
        number = float(text)
        # The file has 5 where it can, not 5.0.
        return (
            int(number)
            if number.is_integer() and (setting.kind is float or "." not in text)
            else number
        )
    folded = {choice.casefold(): choice for choice in setting.choices}
    return folded.get(text.casefold(), text)


def _keys(setting: Setting, text: str) -> list[str]:
    """Returns the names of the keys in a text; WrongValue where one is no key."""
    if text.lower() == NO_KEY:
        return []
    written_keys = [","] if text == "," else text.replace(",", " ").split()
    keys = list(dict.fromkeys(map(key_name, written_keys)))
    wrong = next(filter(None, map(no_such_key, keys)), None)
    if wrong is not None or not keys:
        raise WrongValue(f"{setting.key}: {wrong or 'must be ' + allowed(setting)}")
    return keys


def value_of(settings: Settings, setting: Setting) -> Any:  # noqa: ANN401 - of any kind
    """Returns the value that a setting has."""
    if setting.kind is tuple:
        return tuple(map(key_name, settings.keys.get(setting.name, setting.default)))
    return getattr(getattr(settings, setting.table), setting.name)


def with_value(settings: Settings, setting: Setting, value: Value) -> Settings:
    """Returns settings in which one has this value; None: its default."""
    if setting.kind is tuple:
        keys = {name: keys for name, keys in settings.keys.items() if name != setting.name}
        given = {} if value is None else {setting.name: msgspec.convert(value, tuple[str, ...])}
        return structs.replace(settings, keys={**keys, **given})
    one = setting.default if value is None else msgspec.convert(value, setting.value_type)
    table = structs.replace(getattr(settings, setting.table), **{setting.name: one})
    return structs.replace(settings, **{setting.table: table})


def check_change(settings: Settings, setting: Setting, value: Value) -> None:
    """Raise WrongValue where a change of keys gives one key to two actions of one place."""
    found = _clashes(with_value(settings, setting, value)) - _clashes(settings)
    for clash in sorted(found):
        other = clash.wants if clash.has == setting.name else clash.has
        raise WrongValue(
            f"{key_sign(clash.key)} is the key of {other} already ({BY_ID[other].description}); "
            f"give that another one first"
        )


def _clashes(settings: Settings) -> set[Clash]:
    bottom_row = settings.session.bottom_row_pauses
    return set(keymap(settings.keys, bottom_row=bottom_row).clashes)
