"""Read a TOML file into a typed structure, with every error at its place."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar, get_args, get_origin

import msgspec

from backcue.text.nearest import did_you_mean
from backcue.workout.tomlplaces import Keys, Place, find_places, line_column, read_string

MAX_BYTES = 1_000_000
"""Larger than any file a person writes by hand; more is refused unread."""
WORD = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
"""Pattern of a name that may stand in a file name and on a command line."""

T = TypeVar("T", bound=msgspec.Struct)

_SHOWN = 40
"""Longest piece of a person's text that a message repeats, in characters."""
_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "date": "a date",
    "time": "a time of day",
    "datetime": "a date",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file; line and column count from 1, `key` may be empty."""

    line: int
    column: int
    key: str
    message: str

    def at(self, name: str) -> str:
        """Give it as one line: `file:line:column: key: message`."""
        key = f"{self.key}: " if self.key else ""
        return f"{name}:{self.line}:{self.column}: {key}{self.message}"


class TomlFileError(ValueError):
    """A file that does not say what it should; `problems` are in the order of the file."""

    def __init__(self, path: Path, problems: Iterable[Problem]) -> None:
        self.path = path
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(self.messages))

    @classmethod
    def unreadable(cls, path: Path, error: OSError) -> Self:
        """Give the error of a file that cannot be read at all."""
        return cls(path, [Problem(1, 1, "", f"cannot be read: {error.strerror}")])

    @property
    def messages(self) -> list[str]:
        """Each problem as `file:line:column: key: message`."""
        return [problem.at(str(self.path)) for problem in self.problems]


class Document:
    """A TOML text that was read, its data, and what is wrong with it so far."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.data: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._places: dict[Keys, Place] | None = None
        try:
            self.data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(_syntax_problem(self.text, str(error)))
        except RecursionError:
            self.problems.append(Problem(1, 1, "", "is nested too deeply"))
        except ValueError as error:
            self.problems.append(Problem(1, 1, "", str(error)))

    def add(self, keys: Keys, message: str, *, at_key: bool = False) -> None:
        """Note what is wrong with the value at `keys`, or with the key itself."""
        place = self._place(keys)
        offset = place.key if at_key else place.value
        self.problems.append(Problem(*line_column(self.text, offset), _dotted(keys), message))

    def add_inside(self, keys: Keys, offset: int, message: str) -> None:
        """Note what is wrong inside the text at `keys`, `offset` characters into what it says."""
        offsets = read_string(self.text, self._place(keys).value).offsets
        place = offsets[min(offset, len(offsets) - 1)]
        self.problems.append(Problem(*line_column(self.text, place), _dotted(keys), message))

    def into(self, kind: type[T]) -> T | None:
        """Give the data as `kind`; None, with every problem noted, where it does not fit."""
        return None if self.problems else self._struct(self.data, kind, ())

    def _place(self, keys: Keys) -> Place:
        if self._places is None:
            self._places = find_places(self.text)
        # What is missing is reported at the nearest thing around it that is there.
        while keys and keys not in self._places:
            keys = keys[:-1]
        return self._places.get(keys, Place(0, 0))

    def _struct(self, table: dict[str, Any], kind: type[T], keys: Keys) -> T | None:
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        before = len(self.problems)
        for name in table:
            if name not in fields:
                known = did_you_mean(name, fields) or f"; the keys are {', '.join(fields)}"
                self.add((*keys, name), f"unknown key{known}", at_key=True)
        values: dict[str, Any] = {}
        for name, field in fields.items():
            if name in table:
                values[field.name] = self._value(table[name], field.type, (*keys, name))
            elif field.required:
                self.add((*keys, name), "is missing", at_key=True)
        return kind(**values) if len(self.problems) == before else None

    def _value(self, value: Any, kind: Any, keys: Keys) -> Any:  # noqa: ANN401
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            if isinstance(value, dict):
                return self._struct(value, kind, keys)
            self.add(keys, f"must be a table, not {_shown(value)}")
            return None
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            before = len(self.problems)
            for key, part, part_kind in _parts(value, kind):
                self._value(part, part_kind, (*keys, key))
            if len(self.problems) == before:
                self.add(keys, _plain(str(error), value, kind))
            return None


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Give the text of a file, and what is wrong with it as a text.

    Raises OSError where it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return "", [Problem(1, 1, "", f"is larger than {MAX_BYTES:,} bytes")]
    try:
        return content.decode().removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        good = content[: error.start].decode()
        return "", [Problem(*line_column(good, len(good)), "", "is not UTF-8 text")]


def _parts(value: Any, kind: Any) -> list[tuple[str | int, Any, Any]]:  # noqa: ANN401
    """Give the items of a list or table, each with the type it should have."""
    if get_origin(kind) is Annotated:
        return _parts(value, get_args(kind)[0])
    arguments = get_args(kind)
    if isinstance(value, list) and get_origin(kind) in (tuple, list):
        return [(index, item, arguments[0]) for index, item in enumerate(value)]
    if isinstance(value, dict) and get_origin(kind) is dict:
        return [(name, item, arguments[1]) for name, item in value.items()]
    return []


def _plain(message: str, value: Any, kind: Any) -> str:  # noqa: ANN401
    """Say in plain words what msgspec found wrong with `value`."""
    shown = _shown(value)
    if message.startswith("Invalid enum value"):
        choices = _choices(kind)
        return f"{shown} is not one of {', '.join(choices)}{did_you_mean(str(value), choices)}"
    if "matching regex" in message:
        return f"{shown} may have letters, digits, - and _ only, and begins with no sign"
    if wrong := re.match(r"Expected `([^`]+)`, got ", message):
        names = [name for name in wrong[1].split(" | ") if name != "null"]
        wanted = " or ".join(_TYPES.get(name, name) for name in names)
        return f"must be {wanted}, not {shown}"
    if length := re.match(r"Expected `\w+` of length (<=|>=) (\d+)", message):
        few = length[1] == ">="
        return "must not be empty" if few else f"is too long: at most {length[2]} characters"
    if bound := re.match(r"Expected `\w+` (<=|>=|<|>) ([\d.e+-]+)", message):
        word = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}[bound[1]]
        return f"must be {word} {float(bound[2]):g}, not {shown}"
    return message


def _choices(kind: Any) -> list[str]:  # noqa: ANN401
    """Give the words that a type allows, out of its enums and literals; numbers as such."""
    if kind in {int, float}:
        return ["a number"]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    if get_origin(kind) is Literal:
        return [str(word) for word in get_args(kind)]
    return [word for part in get_args(kind) for word in _choices(part)]


def _shown(value: object) -> str:
    """Give a value as the file has it, short enough for a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= _SHOWN else f'"{value[:_SHOWN]}…"'
    if isinstance(value, int | float):
        return str(value)[:_SHOWN]
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return f"the date or time {value}"


def _dotted(keys: Keys) -> str:
    """Give the way to a value as a person writes it: `pace.forward`, `surfaces[2]` from 1."""
    dotted = ""
    for key in keys:
        if isinstance(key, int):
            dotted += f"[{key + 1}]"
        else:
            dotted += f".{key}" if dotted else key
    return dotted


def _syntax_problem(text: str, message: str) -> Problem:
    """Take line and column out of what tomllib says."""
    said = re.fullmatch(
        r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL
    )
    if said is None:
        return Problem(1, 1, "", message)
    if said[2] is None:
        return Problem(*line_column(text, len(text)), "", said[1])
    return Problem(int(said[2]), int(said[3]), "", said[1])
