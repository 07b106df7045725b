"""The form of a preset file, and what it becomes."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

from msgspec import Meta, Struct, structs

from backcue.toml.document import MOST_TOLD, Document, TomlFileError, read_text
from backcue.toml.plain_words import SEEN, WORD
from backcue.toml.quantities import CadenceSpm, StepLength
from backcue.workout import notation
from backcue.workout.model import Surface, Workout
from backcue.workout.preset import LAST, PaceChange, Preset

T = TypeVar("T")

Id = Annotated[str, Meta(pattern=WORD, max_length=60)]
Line = Annotated[str, Meta(max_length=500, pattern=SEEN)]


class PresetError(TomlFileError):
    """A preset file that makes no preset; `messages` has a line for each thing that is wrong."""


class PaceTable(Struct, frozen=True, forbid_unknown_fields=True):
    """The table [pace] of a preset file."""

    forward: CadenceSpm | None = None
    backward: CadenceSpm | None = None
    forward_run: CadenceSpm | None = None
    backward_run: CadenceSpm | None = None
    forward_step: StepLength | None = None
    backward_step: StepLength | None = None
    forward_run_step: StepLength | None = None
    backward_run_step: StepLength | None = None


class PresetFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A preset file, key by key."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=80, pattern=SEEN)]
    sequence: str
    summary: Line = ""
    repeat: str | None = None
    surfaces: Annotated[tuple[Surface, ...], Meta(min_length=1)] = tuple(Surface)
    technique: tuple[Line, ...] = ()
    source: Line = ""
    tags: tuple[Line, ...] = ()
    order: Annotated[int, Meta(ge=0, lt=LAST)] = LAST
    pace: PaceTable = PaceTable()


def load_file(path: Path, *, built_in: bool = False, each_item: bool = False) -> Preset:
    """Read a preset file.

    PresetError: it cannot be read or makes no preset; all that is wrong is told at once, but of
    its words only the first error, unless those of `each_item` are wanted.
    """
    text = read_text(path, PresetError)
    return read_preset(text, path, built_in=built_in, each_item=each_item)


def read_preset(
    text: str, path: Path, *, built_in: bool = False, each_item: bool = False
) -> Preset:
    """Read a preset from the text of a preset file; `path` is where the text is from.

    PresetError: it makes no preset; what is wrong is told as by `load_file`.
    """
    document = Document(text, path, PresetError)
    file = document.into(PresetFile)
    workout = _workout(document, most=MOST_TOLD if each_item else 1)
    if file is None or workout is None or document.problems:
        raise document.error()
    known = structs.asdict(file) | {
        "surfaces": tuple(dict.fromkeys(file.surfaces)),
        "pace": PaceChange(**structs.asdict(file.pace)),
    }
    del known["sequence"], known["repeat"]
    return Preset(workout=workout, path=path, built_in=built_in, **known)


def from_words(words: str) -> Preset:
    """Returns a preset of words alone, without id or file; NotationError: they are wrong."""
    workout = notation.parse(words)
    return Preset("", notation.format_workout(workout), workout)


def from_formatted(words: str) -> Preset:
    """Returns the same of words in their long form, as a history has them; NotationError."""
    return Preset("", words, notation.parse_formatted(words))


def wrong(path: Path, key: str, message: str) -> TomlFileError:
    """Returns the error of a preset file that is well but for what stands under a key."""
    try:
        document = Document(read_text(path, PresetError), path, PresetError)
    except PresetError as error:
        return error
    document.add((key,), message)
    return document.error()


def _workout(document: Document, most: int) -> Workout | None:
    """Read the words of a document, whatever else is wrong with it."""
    workout = _words(document, "sequence", notation.parse, most)
    until = _words(document, "repeat", notation.parse_repeat)
    return notation.repeated(workout, until) if workout and until else workout


def _words(document: Document, key: str, read: Callable[[str], T], most: int = 1) -> T | None:
    """Read the words under a key; None where there are none or they are wrong."""
    words = document.data.get(key)
    if not isinstance(words, str):
        return None
    try:
        return read(words)
    except notation.NotationError as first:
        errors = [first] if most == 1 else notation.every_error(words, most)
        for error in errors:
            document.add_if_told((key,), error.one_line, inside=error.start)
        return None
