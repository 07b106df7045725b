"""Where backcue's files live. Asking never creates anything."""

import os
from pathlib import Path

import platformdirs

CONFIG_VARIABLE = "BACKCUE_CONFIG_DIR"
"""Environment variable that takes the place of the platform's own configuration folder."""
DATA_VARIABLE = "BACKCUE_DATA_DIR"
"""Environment variable that takes the place of the platform's own data folder."""


class NoFolder(ValueError):  # noqa: N818 - what is missing is in its name
    """There is no telling where files live; the message says what to set."""


def config_dir() -> Path:
    """Returns the folder of what a person sets and writes: settings, presets, sounds; NoFolder."""
    platforms_own = platformdirs.user_config_path("backcue", appauthor=False, roaming=True)
    return _folder(CONFIG_VARIABLE, platforms_own)


def data_dir() -> Path:
    """Returns the folder of what backcue keeps: sessions and the words typed last; NoFolder."""
    platforms_own = platformdirs.user_data_path("backcue", appauthor=False)
    return _folder(DATA_VARIABLE, platforms_own)


def _folder(variable: str, platforms_own: Path) -> Path:
    named = os.environ.get(variable)
    try:
        folder = Path(named or platforms_own).expanduser()
    except RuntimeError as error:
        raise NoFolder(
            f"{variable}: there is no home folder for {named or platforms_own}"
        ) from error
    if not named and not folder.is_absolute():
        raise NoFolder(f"you have no home folder: set {variable} to a folder of yours")
    return folder


def settings_file() -> Path:
    """Returns the person's settings."""
    return config_dir() / "settings.toml"


def presets_dir() -> Path:
    """Returns the folder of the person's own presets."""
    return config_dir() / "presets"


def sounds_dir() -> Path:
    """Returns the folder of the person's own sounds, laid out as the built-in `sounds`."""
    return config_dir() / "sounds"


def kept_cadences_file() -> Path:
    """Returns the file with the cadences kept for presets."""
    return data_dir() / "paces.json"


def recent_file() -> Path:
    """Returns the file with the workouts typed in last, as words."""
    return data_dir() / "recent.json"


def drafts_dir() -> Path:
    """Returns the folder of what is being written in editors."""
    return data_dir() / "drafts"
