"""A preset file as fields that a person fills in, and written back keeping its comments."""

import re
import tomllib
import unicodedata
from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from backcue.toml.editing import Value, edited
from backcue.workout.model import Surface
from backcue.workout.notation import MAX_TEXT, format_workout, parse

LONGEST_ID = 60
"""Characters."""
_HEADER = "# A workout for backcue.\n\n"
_BACKUP_ID = "workout"
_TEXTS = ("id", "name", "summary", "sequence", "repeat")
_CADENCES = ("forward", "backward")
_KEYS = (*_TEXTS, "surfaces", *(f"pace.{name}" for name in _CADENCES))
"""Keys of the fields, in the order of a new file."""


class Fields(Struct, frozen=True):
    """What there is to fill in, each as it is typed; empty where it is left out."""

    id: str = ""
    name: str = ""
    summary: str = ""
    sequence: str = ""
    """The words, over several lines if they were."""
    repeat: str = ""
    surfaces: tuple[Surface, ...] = tuple(Surface)
    forward: str = ""
    """Cadence forward, steps per minute."""
    backward: str = ""
    """Cadence backward, steps per minute."""


def fields_of(text: str) -> Fields:
    """Read the fields of a preset file, however wrong what they say is.

    tomllib.TOMLDecodeError: the text is no TOML at all.
    """
    data = tomllib.loads(text.replace("\r\n", "\n"))
    pace = data.get("pace")
    cadences = pace if isinstance(pace, dict) else {}
    said = data.get("surfaces")
    surfaces = tuple(each for each in Surface if isinstance(said, list) and each in said)
    return Fields(
        **{name: _text(data.get(name)).strip("\n") for name in _TEXTS},
        **{name: _text(cadences.get(name)) for name in _CADENCES},
        surfaces=surfaces or tuple(Surface),
    )


def written(wanted: Fields, text: str = "") -> str:
    """Returns the text of a preset file with these fields in it.

    What `text` has besides, comments and keys that are no field, stays; so does every
    field that is as it was. What is no number where one belongs is written as it was typed.
    """
    before = fields_of(text)
    changes: dict[str, Value] = {}
    for key in _KEYS:
        name = key.rpartition(".")[2]
        value = getattr(wanted, name)
        if value != getattr(before, name):
            changes[key] = _as_value(name, value)
    return edited(text or _HEADER, changes, _KEYS)


def tidied(words: str) -> str:
    """Returns words in their long form; with lines and comments of their own, as they are.

    So are those whose long form is more than a file may have. NotationError: they make no workout.
    """
    formatted = format_workout(parse(words))
    return words if "\n" in words or "#" in words or len(formatted) > MAX_TEXT else formatted


def id_from(name: str, taken: Collection[str] = ()) -> str:
    """Returns an id that says the name and is not `taken` (in small letters) yet."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    return _free("-".join(words)[: LONGEST_ID - 4].strip("-") or _BACKUP_ID, "-", taken)


def copy_of(original: Fields, ids: Collection[str], names: Collection[str]) -> Fields:
    """Returns the fields of a copy, with a name and an id that are free."""
    name = _free(original.name or "Workout", " ", {each.casefold() for each in names} | {""})
    return replace(original, name=name, id=id_from(name, ids))


def _free(wanted: str, joint: str, taken: Collection[str]) -> str:
    candidate, number = wanted, 2
    while candidate.casefold() in taken:
        candidate, number = f"{wanted}{joint}{number}", number + 1
    return candidate


def _text(value: object) -> str:
    """Returns a value as one would type it."""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    return ""


def _as_value(name: str, typed: str | tuple[Surface, ...]) -> Value:
    """Returns what a key of the file is set to; None where nothing is filled in."""
    if isinstance(typed, tuple):
        return [str(surface) for surface in typed]
    # A half of a pair of code units, which a terminal may send, has no place in a file.
    typed = typed.encode(errors="replace").decode()
    return _number(typed) if name in _CADENCES else typed.replace("\r\n", "\n") or None


def _number(typed: str) -> Value:
    """Returns a number as a file has it; what is none stays text, and is refused as such."""
    typed = typed.strip().replace(",", ".")
    if not typed:
        return None
    if re.fullmatch(r"[0-9]{1,6}", typed):
        return int(typed)
    if re.fullmatch(r"[0-9]{0,6}\.[0-9]{1,6}|[0-9]{1,6}\.", typed):
        return float(typed)
    return typed
