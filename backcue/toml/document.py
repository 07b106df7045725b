"""Read a TOML file into a typed structure, with every error at its place."""

import errno
import logging
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from backcue.system.files import read_bytes
from backcue.text.nearest import did_you_mean
from backcue.text.printable import visible
from backcue.toml.places import Keys, find, is_deep, line_column, outline, place_in_string
from backcue.toml.plain_words import plain, short

MAX_BYTES = 256_000
"""Larger than any file a person writes by hand; more is refused unread."""
MAX_ITEMS = 5_000
"""Keys, and items of lists, of one file; more is refused."""
MOST_TOLD = 20
"""Problems of one file that are told; the others are only counted."""

T = TypeVar("T", bound=msgspec.Struct)

_LOG = logging.getLogger(__name__)


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong in a file; line and column count from 1, `key` may be empty."""

    line: int
    column: int
    key: str
    message: str

    def at(self, name: str) -> str:
        """Returns it as one line: `file:line:column: key: message`."""
        key = f"{self.key}: " if self.key else ""
        return f"{name}:{self.line}:{self.column}: {key}{self.message}"


class TomlFileError(ValueError):
    """A file that does not say what it should; `problems` are in the order of the file."""

    whole = False
    """Whether nothing of the file can be used."""

    def __init__(self, path: Path, problems: Iterable[Problem], more: int = 0) -> None:
        self.path = path
        self.problems = tuple(sorted(set(problems)))
        self.count = len(self.problems) + more
        """How many problems there are, with those that are not told."""
        name = visible(str(path))
        self.messages = [problem.at(name) for problem in self.problems]
        """Each problem as `file:line:column: key: message`."""
        if more:
            self.messages.append(f"{name}: and {more:,} more")
        super().__init__("\n".join(self.messages))


class Document:
    """A TOML text that was read, its data, and what is wrong with it so far.

    Raises the given kind of `error` where the text is no TOML.
    """

    def __init__(self, text: str, path: Path, error: type[TomlFileError] = TomlFileError) -> None:
        self.problems: list[Problem] = []
        self._more = 0
        self._text = text.replace("\r\n", "\n")
        self._path, self._error = path, error
        self._outline = outline(self._text)
        if is_deep(self._outline):
            raise error(path, [Problem(1, 1, "", "is nested too deeply")])
        try:
            self.data: dict[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as wrong:
            raise error(path, [_syntax_problem(self._text, str(wrong))]) from wrong
        except ValueError as wrong:
            raise error(path, [Problem(1, 1, "", "has a number of too many digits")]) from wrong
        if (items := _items(self.data)) > MAX_ITEMS:
            told = f"has {items:,} keys and items of lists: at most {MAX_ITEMS:,}"
            raise error(path, [Problem(1, 1, "", told)])

    def error(self) -> TomlFileError:
        """Returns what is to be raised for the problems noted."""
        return self._error(self._path, self.problems, self._more)

    def add(
        self, keys: Keys, message: str, *, at_key: bool = False, inside: int | None = None
    ) -> None:
        """Note what is wrong with the value at `keys`, with the key itself, or inside a text.

        `inside` is how many characters into what the text says.
        """
        found = find(self._outline, keys)
        offset = found.key if at_key else found.value
        if inside is not None and self._text.startswith(('"', "'"), offset):
            offset = place_in_string(self._text, offset, inside)
        self.problems.append(Problem(*line_column(self._text, offset), _dotted(keys), message))

    def add_if_told(self, keys: Keys, message: str, *, inside: int | None = None) -> None:
        """Note it as `add` does, or only count it where there is no room for more."""
        if self._has_room():
            self.add(keys, message, inside=inside)

    def place(self, keys: Keys) -> tuple[int, int]:
        """Returns line and column, from 1, at which a key stands."""
        return line_column(self._text, find(self._outline, keys).key)

    def into(self, kind: type[T]) -> T | None:
        """Returns the data as `kind`; None, with every problem noted, where it does not fit."""
        try:
            return msgspec.convert(self.data, kind)
        except msgspec.ValidationError:
            self._explain(self.data, kind, ())
            return None

    def _has_room(self) -> bool:
        """Returns whether one more problem is told; it is only counted where not."""
        room = len(self.problems) < MOST_TOLD
        self._more += not room
        return room

    def _explain(self, value: Any, kind: Any, keys: Keys) -> None:  # noqa: ANN401
        """Note all that keeps a value from being of a kind."""
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            before = len(self.problems) + self._more
            self._compare_keys(value, kind, keys)
            for key, part, part_kind in _parts(value, kind):
                self._explain(part, part_kind, (*keys, key))
            if len(self.problems) + self._more == before and self._has_room():
                self.add(keys, plain(str(error), value, kind))

    def _compare_keys(self, value: Any, kind: Any, keys: Keys) -> None:  # noqa: ANN401
        """Note what a table has that it should not have, and what it lacks."""
        fields = _fields(kind) if isinstance(value, dict) else {}
        for name in value if fields else ():
            if name not in fields and self._has_room():
                known = did_you_mean(name, fields) or f"; the keys are {', '.join(fields)}"
                self.add((*keys, name), f"unknown key{known}", at_key=True)
        for name, field in fields.items():
            if field.required and name not in value and self._has_room():
                self.add((*keys, name), "is missing", at_key=True)


def read_text(path: Path, error: type[TomlFileError], *, missing: str | None = None) -> str:
    """Returns the text of a file; `missing` where there is none, if that is given.

    Raises the given kind of `error` where it cannot be read or is no text.
    """
    try:
        content = read_bytes(path, MAX_BYTES)
    except OSError as wrong:
        if missing is not None and isinstance(wrong, FileNotFoundError):
            return missing
        said = wrong.strerror if wrong.errno == errno.EFBIG else f"cannot be read: {wrong.strerror}"
        raise error(path, [Problem(1, 1, "", str(said))]) from wrong
    try:
        text = content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as wrong:
        good = content[: wrong.start].decode()
        place = line_column(good, len(good))
        raise error(path, [Problem(*place, "", "is not UTF-8 text")]) from wrong
    _LOG.debug("read %s", path)
    return text


def _items(data: dict[str, Any]) -> int:
    """Returns how many keys and items of lists there are in a file, however deep."""
    count = 0
    waiting: list[dict[str, Any] | list[Any]] = [data]
    while waiting:
        value = waiting.pop()
        parts = list(value.values()) if isinstance(value, dict) else value
        count += len(parts)
        waiting += [part for part in parts if isinstance(part, dict | list)]
    return count


def _fields(kind: Any) -> dict[str, msgspec.structs.FieldInfo]:  # noqa: ANN401
    """Returns the keys that a table has; none where `kind` is no table."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {field.name: field for field in msgspec.structs.fields(kind)}
    return {}


def _parts(value: Any, kind: Any) -> list[tuple[str | int, Any, Any]]:  # noqa: ANN401
    """Returns the items of a list or table, each with the type it should have."""
    if get_origin(kind) is Annotated:
        return _parts(value, get_args(kind)[0])
    if isinstance(value, list) and get_origin(kind) is tuple:
        return [(index, item, get_args(kind)[0]) for index, item in enumerate(value)]
    if isinstance(value, dict) and get_origin(kind) is dict:
        return [(name, item, get_args(kind)[1]) for name, item in value.items()]
    if isinstance(value, dict):
        return [(name, value[name], f.type) for name, f in _fields(kind).items() if name in value]
    return []


def _dotted(keys: Keys) -> str:
    """Returns the way to a value as a person writes it: `pace.forward`, `surfaces[2]` from 1."""
    parts = (f"[{key + 1}]" if isinstance(key, int) else f".{short(key)}" for key in keys)
    return "".join(parts).removeprefix(".")


def _syntax_problem(text: str, message: str) -> Problem:
    """Take line and column out of what tomllib says."""
    said, _, place = message.rpartition(" (at ")
    if numbers := re.fullmatch(r"line (\d+), column (\d+)\)", place):
        return Problem(int(numbers[1]), int(numbers[2]), "", said)
    return Problem(*line_column(text, len(text)), "", said or message)
