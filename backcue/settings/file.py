"""The settings file: read with every error at its place, written keeping comments."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
from msgspec import Struct, structs

from backcue.settings.schema import Settings
from backcue.system import atomic
from backcue.system.lock import locked
from backcue.toml.document import Document, TomlFileError, read_text
from backcue.toml.editing import Value, edited

_LOG = logging.getLogger(__name__)
_HEADER = "# Settings of backcue. What is left out stays as it comes.\n\n"


class SettingsError(TomlFileError):
    """Settings that are wrong; `messages` has a line for each thing that is."""


class FileRead(Struct, frozen=True):
    """What a settings file says, as far as it is right."""

    settings: Settings
    """What is wrong in the file stands at its default here."""
    error: TomlFileError | None = None
    """All that is wrong."""

    @property
    def wrong(self) -> int:
        """How many things are wrong."""
        return self.error.count if self.error else 0


def load(path: Path) -> Settings:
    """Read the settings; where there is no file, all is as it comes.

    SettingsError: the file cannot be read or is wrong; all that is wrong is told at once.
    """
    read = read_file(path)
    if read.error is not None:
        raise read.error
    return read.settings


def read_file(path: Path) -> FileRead:
    """Read what is right in a settings file, and gather what is not."""
    try:
        return _read(read_text(path, SettingsError, missing=""), path)
    except SettingsError as refused:
        _LOG.info("refused: %s", refused.messages[0])
        refused.whole = True
        return FileRead(Settings(), refused)


def change(path: Path, **dotted: Value) -> Settings:
    """Set keys by their dotted names, as `change(path, **{"sound.volume": 60})`; keep the rest.

    Programs that do so at the same time wait for one another. Returns the settings as they are
    then. SettingsError: the file would be wrong after it, and is not touched; one that is wrong
    already is changed only where that mends something. OSError: it cannot be written.
    """
    with locked(path):
        text = read_text(path, SettingsError, missing="")
        before = _read(text, path)
        changed = edited(text or _HEADER, dotted)
        after = _read(changed, path)
        if after.error is not None and after.wrong >= (before.wrong or 1):
            raise before.error or after.error
        if changed != (text or _HEADER):
            atomic.write_text(path, changed)
            _LOG.info("changed %s in %s", ", ".join(dotted), path)
    return after.settings


def _read(text: str, path: Path) -> FileRead:
    """Returns what a text says; SettingsError where it is no TOML."""
    document = Document(text, path, SettingsError)
    settings = document.into(Settings)
    if settings is not None:
        return FileRead(settings)
    error = document.error()
    _LOG.info("wrong: %s", error.messages[0])
    return FileRead(msgspec.convert(_fitting(document.data, Settings), Settings), error)


def _fitting(data: Mapping[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Returns all of the data of a table that fits."""
    right: dict[str, Any] = {}
    for field in structs.fields(kind):
        value = data.get(field.name)
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            right[field.name] = _fitting(value if isinstance(value, dict) else {}, field.type)
        elif get_origin(field.type) is dict and isinstance(value, dict):
            one = get_args(field.type)[1]
            right[field.name] = {name: item for name, item in value.items() if _fits(item, one)}
        elif value is not None and _fits(value, field.type):
            right[field.name] = value
    return right


def _fits(value: object, kind: Any) -> bool:  # noqa: ANN401
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True
