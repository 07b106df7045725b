"""The settings file: read with every error at its place, written keeping comments."""

import logging
from pathlib import Path

from backcue.settings.schema import Settings
from backcue.system import atomic
from backcue.system.lock import locked
from backcue.toml.document import Document, TomlFileError, read_text
from backcue.toml.editing import Value, edited

_LOG = logging.getLogger(__name__)
_HEADER = "# Settings of backcue. What is left out stays as it comes.\n\n"


class SettingsError(TomlFileError):
    """Settings that are wrong; `messages` has a line for each thing that is."""


def load(path: Path) -> Settings:
    """Read the settings; where there is no file, all is as it comes.

    SettingsError: the file cannot be read or is wrong; all that is wrong is told at once.
    """
    try:
        return _read(read_text(path, SettingsError, missing=""), path)
    except SettingsError as error:
        _LOG.info("refused: %s", error.messages[0])
        raise


def change(path: Path, **dotted: Value) -> Settings:
    """Set keys by their dotted names, as `change(path, **{"sound.volume": 60})`; keep the rest.

    Returns the settings as they are then. SettingsError: the file is wrong already, or would
    be: it is not touched then. OSError: it cannot be written.
    """
    with locked(path):
        text = read_text(path, SettingsError, missing="")
        _read(text, path)
        changed = edited(text or _HEADER, dotted)
        settings = _read(changed, path)
        if changed not in {text, _HEADER}:
            atomic.write_text(path, changed)
            _LOG.info("changed %s in %s", ", ".join(dotted), path)
    return settings


def _read(text: str, path: Path) -> Settings:
    document = Document(text, path, SettingsError)
    settings = document.into(Settings)
    if settings is None:
        raise document.error()
    return settings
