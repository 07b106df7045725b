"""The person's own preset files: opened, saved without harm, deleted and brought back."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from backcue.presets.preset_file import PresetError, read_preset
from backcue.presets.trash import Trash, Trashed
from backcue.presets.writing import Fields, copy_of, fields_of, written
from backcue.system import atomic
from backcue.system.files import read_bytes
from backcue.system.lock import locked
from backcue.toml.document import MAX_BYTES, Document, read_text
from backcue.workout.notation import format_workout
from backcue.workout.preset import Preset

_LOG = logging.getLogger(__name__)


class ChangedOnDisk(Exception):  # noqa: N818 - said to a person as it is
    """A file is not as it was when it was opened; the message says what became of it."""

    def __init__(self, told: str, *, is_there: bool) -> None:
        super().__init__(told)
        self.is_there = is_there
        """Whether there is one that would be written over."""


class Draft(Struct, frozen=True):
    """A preset file that is being written."""

    text: str = ""
    """What it begins with, for the comments and keys that are no fields."""
    fields: Fields = field(default_factory=Fields)
    path: Path | None = None
    """Where it will lie; None: the id decides."""
    found: bytes | None = None
    """What the file held when it was opened; None: there was none."""


class OwnPresets:
    """The folder of the person's own presets; what is deleted lies in the trash beside it."""

    def __init__(self, folder: Path, trash: Trash | None = None) -> None:
        self.folder = folder
        self.trash = trash or Trash(folder.with_name("trash"))
        self._deleted: list[tuple[Path, Trashed]] = []

    def new(self, words: str = "") -> Draft:
        """Begin a preset, with these words if there are any."""
        return Draft(fields=Fields(sequence=words))

    def edit(self, preset: Preset) -> Draft:
        """Open a preset. A built-in one becomes a copy with its id, which will take its place.

        Words without a file begin a new one. PresetError: its file cannot be read any more.
        """
        if preset.path is None:
            return self.new(format_workout(preset.workout))
        draft = self.open(preset.path)
        return replace(draft, path=None, found=None) if preset.built_in else draft

    def open(self, path: Path) -> Draft:
        """Open a file; PresetError where it cannot be read or is no TOML at all."""
        found = None
        with suppress(OSError):  # why it cannot be read is told below
            # Before the text: what changes in between is seen as changed when it is saved.
            found = _content(path)
        text = read_text(path, PresetError)
        Document(text, path, PresetError)
        return Draft(text, fields_of(text), path, found)

    def duplicate(self, preset: Preset, others: Iterable[Preset]) -> Draft:
        """Begin a copy of a preset, with a name and an id that none of the `others` has."""
        draft, others = self.edit(preset), tuple(others)
        ids = {other.id.casefold() for other in others}
        fields = copy_of(draft.fields, ids, {other.name for other in others})
        return Draft(draft.text, fields)

    def path_of(self, draft: Draft, fields: Fields) -> Path:
        """Returns where a draft will lie."""
        return draft.path or self.folder / f"{fields.id}.toml"

    def read(self, draft: Draft, fields: Fields) -> Preset:
        """Returns the preset of a draft with these fields; PresetError where it makes none."""
        path = self.path_of(draft, fields)
        return read_preset(written(fields, draft.text), path)

    def save(self, draft: Draft, fields: Fields, *, over: bool = False) -> Draft:
        """Save a draft with these fields; give it as it is on disk then.

        PresetError: it makes no preset. ChangedOnDisk: the file is not as it was when it was
        opened, and `over` does not allow to write over it. OSError: it cannot be written.
        """
        text = written(fields, draft.text)
        path = self.path_of(draft, fields)
        read_preset(text, path)
        with locked(path):
            now = _content(path)
            if now != draft.found and not over:
                told = _what_became(path, draft.found, now)
                raise ChangedOnDisk(told, is_there=now is not None)
            atomic.write_text(path, text)
        _LOG.info("saved %s", path)
        return replace(draft, text=text, fields=fields, path=path, found=text.encode())

    def delete(self, path: Path) -> None:
        """Move a file into the trash, to be brought back by `undo` if wanted; OSError."""
        with locked(path):
            trashed = self.trash.put(path)
        _LOG.info("deleted %s: it is %s", path, trashed.path)
        self._deleted.append((path, trashed))

    @property
    def last_deleted(self) -> Path | None:
        """The file that `undo` would bring back."""
        return self._deleted[-1][0] if self._deleted else None

    def undo(self) -> Path:
        """Bring back the file deleted last.

        Taken: there is another one of that name by now. OSError: it cannot be brought back; it is
        forgotten where it is no longer in the trash.
        """
        path, trashed = self._deleted[-1]
        try:
            self.trash.restore(trashed, path)
        except FileNotFoundError:
            self._deleted.pop()
            raise
        _LOG.info("brought back %s", path)
        self._deleted.pop()
        return path

    def restore(self, trashed: Trashed) -> Path:
        """Bring back a file out of the trash; Taken and OSError as with `undo`."""
        path = self.folder / trashed.path.name
        self.trash.restore(trashed, path)
        _LOG.info("brought back %s", path)
        self._deleted = [(where, one) for where, one in self._deleted if one != trashed]
        return path


def problem_with(fields: Fields, presets: Iterable[Preset], path: Path | None) -> str | None:
    """Say which other own preset has the id of these fields already; `path` is their own file."""
    for preset in presets:
        same = preset.id.casefold() == fields.id.casefold()
        if same and not preset.built_in and preset.path is not None and preset.path != path:
            return f'"{fields.id}" is the id of {preset.path.name} already'
    return None


def _content(path: Path) -> bytes | None:
    try:
        return read_bytes(path, MAX_BYTES)
    except FileNotFoundError:
        return None


def _what_became(path: Path, found: bytes | None, now: bytes | None) -> str:
    if found is None:
        return f"there is a {path.name} already"
    if now is None:
        return f"{path.name} was deleted meanwhile"
    return f"{path.name} was changed meanwhile"
