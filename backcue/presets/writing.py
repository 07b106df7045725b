"""A preset file as fields that a person fills in, and written back keeping its comments."""

import re
import tomllib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from backcue.workout.model import Surface
from backcue.workout.notation import format_workout, parse

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

LONGEST_ID = 60
"""Characters."""
_HEADER = "# A workout for backcue.\n\n"
_BACKUP_ID = "workout"
_KEYS = (
    "id", "name", "summary", "sequence", "repeat", "surfaces", "pace.forward", "pace.backward"
)  # fmt: skip

Value = str | float | list[str] | None
"""What a key of a preset file is set to; None: it is taken out."""


@dataclass(frozen=True, slots=True)
class Fields:
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
    pace = pace if isinstance(pace, dict) else {}
    said = data.get("surfaces")
    surfaces = tuple(each for each in Surface if isinstance(said, list) and each in said)
    return Fields(
        id=_text(data.get("id")),
        name=_text(data.get("name")),
        summary=_text(data.get("summary")),
        sequence=_text(data.get("sequence")).strip("\n"),
        repeat=_text(data.get("repeat")),
        surfaces=surfaces or tuple(Surface),
        forward=_text(pace.get("forward")),
        backward=_text(pace.get("backward")),
    )


def written(wanted: Fields, text: str = "") -> str:
    """Returns the text of a preset file with these fields in it.

    What `text` has besides, comments and keys that are no field, stays; so does every
    field that is as it was. What is no number where one belongs is written as it was typed.
    """
    changes = _changes(wanted, text)
    if not text:
        return _new(changes)
    # Imported here: 20 ms that only writing needs.
    import tomlkit  # noqa: PLC0415

    # A key put behind a last line without an end would join it.
    document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    for key, value in changes.items():
        table, _, name = key.rpartition(".")
        if table:
            _put_cadence(document, name, value)
        elif value is None:
            document.remove(key)
        elif key in document:
            document[key] = tomlkit.value(_literal(value))
        else:
            document = tomlkit.parse(_with_line(document, key, value))
    return document.as_string()


def tidied(words: str) -> str:
    """Returns words in their long form; with lines and comments of their own, as they are.

    NotationError: they make no workout.
    """
    workout = parse(words)
    return words if "\n" in words or "#" in words else format_workout(workout)


def id_from(name: str, taken: Collection[str] = ()) -> str:
    """Returns an id that says the name and is not `taken` (in small letters) yet."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    return _free("-".join(words)[: LONGEST_ID - 4].strip("-") or _BACKUP_ID, "-", taken)


def copy_of(original: Fields, ids: Collection[str], names: Collection[str]) -> Fields:
    """Returns the fields of a copy, with a name and an id that are free."""
    name = _free(original.name or "Workout", " ", {each.casefold() for each in names} | {""})
    copied = {field.name: getattr(original, field.name) for field in fields(Fields)}
    return Fields(**{**copied, "name": name, "id": id_from(name, ids)})


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


def _changes(wanted: Fields, text: str) -> dict[str, Value]:
    """Returns what is to be put into a file, key by key; None: to be taken out."""
    before = fields_of(text)
    changes: dict[str, Value] = {}
    for key in _KEYS:
        name = key.rpartition(".")[2]
        value = getattr(wanted, name)
        if text and value == getattr(before, name):
            continue
        if name == "surfaces":
            everywhere = not text and set(value) == set(Surface)
            changes[key] = None if everywhere else [str(each) for each in value]
        elif name in ("forward", "backward"):
            changes[key] = _number(value)
        else:
            needed = name in ("id", "name", "sequence")
            changes[key] = value.replace("\r\n", "\n") if value or needed else None
    return changes


def _new(changes: dict[str, Value]) -> str:
    """Write a file that was not there before."""
    parts: dict[str, list[str]] = {"": [], "pace": []}
    for key, value in changes.items():
        table, _, name = key.rpartition(".")
        if value not in (None, ""):
            parts[table].append(f"{name} = {_literal(value)}\n")
    pace = ["\n[pace]\n", *parts["pace"]] if parts["pace"] else []
    return "".join((_HEADER, *parts[""], *pace))


def _literal(value: Value) -> str:
    """Write a value as TOML; a text of several lines with each on a line of its own."""
    import tomlkit  # noqa: PLC0415

    if not isinstance(value, str) or "\n" not in value:
        return tomlkit.item(value).as_string()
    lines = (tomlkit.string(line).as_string()[1:-1] for line in value.split("\n"))
    return '"""\n' + "\n".join(lines) + '\n"""'


def _with_line(document: "TOMLDocument", key: str, value: Value) -> str:
    """Returns a file with a new key behind the one that stands before it in a new file."""
    from tomlkit.items import Array, String  # noqa: PLC0415

    line = f"{key} = {_literal(value)}\n"
    for before in reversed(_KEYS[: _KEYS.index(key)]):
        item = document.item(before) if before in document else None
        if isinstance(item, String | Array):
            item.trivia.trail = (item.trivia.trail or "\n") + line
            return document.as_string()
    return line + document.as_string()


def _put_cadence(document: "TOMLDocument", key: str, value: Value) -> None:
    import tomlkit  # noqa: PLC0415

    table: Any = document.get("pace")
    if not isinstance(table, dict) and value is not None:
        document["pace"] = tomlkit.table()
        table = document["pace"]
    if value is not None:
        table[key] = value
        return
    table.remove(key)
    if not table.as_string().strip():
        document.remove("pace")


def _number(typed: str) -> Value:
    """Returns a number as a file has it; what is none stays text, and is refused as such."""
    typed = typed.strip().replace(",", ".")
    if not typed:
        return None
    if re.fullmatch(r"\d{1,6}", typed):
        return int(typed)
    if re.fullmatch(r"\d{0,6}\.\d{1,6}|\d{1,6}\.", typed):
        return float(typed)
    return typed
