"""What a person has, and what they named on the command line: a preset, a file, or words."""

import re
from pathlib import Path

from backcue.cli.errors import WrongInput
from backcue.presets.kept_cadences import KeptCadences
from backcue.presets.library import Library
from backcue.presets.preset_file import from_words, load_file
from backcue.session_setup import RunOptions, course_for
from backcue.settings import file as settings
from backcue.settings.file import Settings
from backcue.sound.samples.bank import Bank
from backcue.system import paths
from backcue.toml.document import TomlFileError
from backcue.workout.course import Course
from backcue.workout.notation import NotationError
from backcue.workout.preset import Preset

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


def bank_for(settings: Settings) -> Bank:
    """Returns the person's sounds and voice, built-in ones where they have none of their own."""
    return Bank(paths.sounds_dir(), settings.sound.voice_pack)


def find_workout(name: str) -> Preset:
    """Returns the preset of this id, in this file, or with these words."""
    library = load_library()
    preset = library.find(name)
    if preset is not None:
        return preset
    if name.endswith(".toml") or (("/" in name or "\\" in name) and Path(name).is_file()):
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


def planned(preset: Preset, settings: Settings, choices: RunOptions | None = None) -> Course:
    """Say how a preset would be walked now, with the cadences that were kept for it."""
    kept = KeptCadences(paths.kept_cadences_file()).of(preset.id) if preset.id else None
    return course_for(preset, settings, choices, kept)


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
