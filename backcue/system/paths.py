"""Where backcue's files live. Asking never creates anything."""

import os
from pathlib import Path

import platformdirs

CONFIG_VARIABLE = "BACKCUE_CONFIG_DIR"
"""Environment variable that takes the place of the platform's own configuration folder."""
DATA_VARIABLE = "BACKCUE_DATA_DIR"
"""Environment variable that takes the place of the platform's own data folder."""


def config_dir() -> Path:
    """Returns the folder of what a person sets and writes: settings, presets, sounds."""
    platforms_own = platformdirs.user_config_path("backcue", appauthor=False, roaming=True)
    return Path(os.environ.get(CONFIG_VARIABLE) or platforms_own).expanduser()


def data_dir() -> Path:
    """Returns the folder of what backcue keeps: sessions and the words typed last."""
    platforms_own = platformdirs.user_data_path("backcue", appauthor=False)
    return Path(os.environ.get(DATA_VARIABLE) or platforms_own).expanduser()


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
