"""What a person named on the command line: a preset, a file, or words."""

import os
import re
from pathlib import Path

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput, told_as
from backcue.presets.library import Library
from backcue.presets.preset_file import from_words, load_file
from backcue.session_setup import SessionSetup
from backcue.text.brief import brief
from backcue.text.nearest import did_you_mean
from backcue.toml.document import TomlFileError, read_text
from backcue.workout.notation import NotationError
from backcue.workout.preset import Preset
from backcue.workout.suitability import needs_belt

_A_NAME = re.compile(r"[A-Za-z][\w-]*")
FOREIGN = (".zwo", ".txt")
"""How the names of other programs' files end that `convert` reads."""
_SUFFIXES = {".toml", ".words", ".fit", *FOREIGN}
_SEPARATORS = {"/", "\\"}


def find_workout(name: str, library: Library) -> Preset:
    """Returns the preset of this id, in this file, or with these words; WrongInput for none."""
    preset = library.find(name)
    if preset is not None:
        return preset
    has_separator, has_suffix = bool(_SEPARATORS & {*name}), Path(name).suffix.lower() in _SUFFIXES
    # Path's own questions raise where a name is too long for the system.
    if (has_separator or has_suffix) and os.path.exists(name):  # noqa: PTH110
        return _in_file(Path(name))
    try:
        return from_words(name)
    except NotationError as error:
        if name.endswith(".toml"):
            return _in_file(Path(name))
        is_path = has_suffix or (has_separator and not re.search(r"\s", name))
        if is_path or os.path.isdir(name):  # noqa: PTH112
            raise WrongInput(_no_such_file(name)) from error
        if _A_NAME.fullmatch(name):
            raise WrongInput(_no_such_preset(name, library)) from error
        raise WrongInput(words_wrong(error)) from error


def _in_file(path: Path) -> Preset:
    """Returns the workout in a file; WrongInput, with the remedy, where it is none to be led."""
    suffix = path.suffix.lower()
    if os.path.isdir(path):  # noqa: PTH112
        raise WrongInput(_no_such_file(str(path)))
    if suffix in FOREIGN:
        raise WrongInput(
            f"{path} is a workout of another program\n"
            f'backcue convert "{path}" --to words makes words of it'
        )
    if suffix == ".fit":
        raise WrongInput(
            f"{path} is for watches: a FIT file is not read as a workout\n"
            "name what it was made of: a preset, a preset file, or words"
        )
    with told_as(WrongInput, TomlFileError):
        if suffix != ".words":
            return load_file(path)
        words = read_text(path, TomlFileError)
    try:
        return from_words(words)
    except NotationError as error:
        raise WrongInput(f"{path}: {words_wrong(error)}") from error


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


def _no_such_file(name: str) -> str:
    if os.path.isdir(name):  # noqa: PTH112
        return f"{name} is a folder\nname a preset file in it; backcue check reads all of them"
    return f"there is no file {brief(name)}\nbackcue list shows the presets; words want quotes"


def words_wrong(error: NotationError) -> str:
    """Returns what is told of words that make no workout."""
    return f"the words of the workout do not fit\n{error.pretty()}"


def _no_such_preset(name: str, library: Library) -> str:
    for path, error in library.broken:
        if path.stem == name:
            return f"the preset {name} cannot be used\n{error}"
    hint = did_you_mean(name, (preset.id for preset in library.presets), most=3)
    return (
        f"there is no preset called {name}{hint}\n"
        'backcue list shows them all; words such as "5 forward, hold 2s" work too'
    )
