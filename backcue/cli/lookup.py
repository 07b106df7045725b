"""What a person named on the command line: a preset, a file, or words."""

import os
import re
from pathlib import Path

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput, told_as
from backcue.presets.library import Library
from backcue.presets.preset_file import from_words, load_file
from backcue.session_setup import SessionSetup
from backcue.text.nearest import did_you_mean
from backcue.toml.document import TomlFileError
from backcue.workout.notation import NotationError
from backcue.workout.preset import Preset
from backcue.workout.suitability import needs_belt

_A_NAME = re.compile(r"[A-Za-z][\w-]*")


def find_workout(name: str, library: Library) -> Preset:
    """Returns the preset of this id, in this file, or with these words; WrongInput for none."""
    preset = library.find(name)
    if preset is not None:
        return preset
    # Path.is_file raises where a name is too long for the system.
    a_file = ("/" in name or "\\" in name) and os.path.isfile(name)  # noqa: PTH113
    if name.endswith(".toml") or a_file:
        with told_as(WrongInput, TomlFileError):
            return load_file(Path(name))
    try:
        return from_words(name)
    except NotationError as error:
        if _A_NAME.fullmatch(name):
            raise WrongInput(_no_such_preset(name, library)) from error
        raise WrongInput(f"the words of the workout do not fit\n{error.pretty()}") from error


def to_be_led(name: str, context: AppContext) -> SessionSetup:
    """Returns how this workout would be led now; WrongInput where it cannot be."""
    setup = context.setup(find_workout(name, context.library))
    if setup.refusal is not None:
        off = "" if needs_belt(setup.course.preset) else "--surface floor leads it off the belt; "
        raise WrongInput(
            f"{setup.refusal}\n{off}--holds-on-rails leads it with the holds on the rails, as does "
            "session.holds_on_rails = true in the settings"
        )
    return setup


def _no_such_preset(name: str, library: Library) -> str:
    for path, error in library.broken:
        if path.stem == name:
            return f"the preset {name} cannot be used\n{error}"
    hint = did_you_mean(name, (preset.id for preset in library.presets), most=3)
    return (
        f"there is no preset called {name}{hint}\n"
        'backcue list shows them all; words such as "5 forward, hold 2s" work too'
    )
