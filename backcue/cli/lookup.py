"""What a person has, and what they named on the command line: a preset, a file, or words."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from backcue.cli.errors import WrongInput
from backcue.presets.kept_cadences import KeptCadences
from backcue.presets.library import Library
from backcue.presets.preset_file import from_words, load_file
from backcue.session_setup import RunOptions, SessionSetup, set_up
from backcue.settings import file as settings
from backcue.settings.schema import Settings
from backcue.system import paths
from backcue.toml.document import TomlFileError
from backcue.workout.notation import NotationError
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.sound.samples.bank import Bank

_A_NAME = re.compile(r"[A-Za-z][\w-]*")


def load_settings() -> Settings:
    """Read the person's settings; WrongInput where they are wrong."""
    try:
        return settings.load(paths.settings_file())
    except TomlFileError as error:
        raise WrongInput(f"the settings cannot be used\n{error}") from error


def load_library() -> Library:
    """Read all presets."""
    return Library(paths.presets_dir())


def bank_for(settings: Settings) -> "Bank":
    """Returns the person's sounds and voice, built-in ones where they have none of their own."""
    from backcue.sound.samples.bank import Bank  # noqa: PLC0415 - only where sounds are asked for

    return Bank(paths.sounds_dir(), settings.sound.voice_pack)


def find_workout(name: str, library: Library | None = None) -> Preset:
    """Returns the preset of this id, in this file, or with these words."""
    library = library or load_library()
    preset = library.find(name)
    if preset is not None:
        return preset
    # Path.is_file raises where a name is too long for the system.
    a_file = ("/" in name or "\\" in name) and os.path.isfile(name)  # noqa: PTH113
    if name.endswith(".toml") or a_file:
        try:
            return load_file(Path(name))
        except TomlFileError as error:
            raise WrongInput(str(error)) from error
    try:
        return from_words(name)
    except NotationError as error:
        if _A_NAME.fullmatch(name):
            raise WrongInput(_no_such_preset(name, library)) from error
        raise WrongInput(f"the words of the workout do not fit\n{error.pretty()}") from error


def find_setup(name: str, settings: Settings, options: RunOptions) -> SessionSetup:
    """Returns how a workout would be walked now, with the cadences that were kept for it."""
    preset = find_workout(name)
    return set_up(preset, settings, options, KeptCadences(paths.kept_cadences_file()).of(preset.id))


def _no_such_preset(name: str, library: Library) -> str:
    for path, error in library.broken:
        if path.stem == name:
            return f"the preset {name} cannot be used\n{error}"
    near = library.nearest(name)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return (
        f"there is no preset called {name}{hint}\n"
        'backcue list shows them all; words such as "5 forward, hold 2s" work too'
    )
