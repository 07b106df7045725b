"""The presets: those that come with backcue and the person's own.

One preset is found by reading one file where that will do; all are read for the list.
"""

import logging
import re
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from backcue.presets.preset_file import PresetError, load_file, wrong
from backcue.toml.document import TomlFileError
from backcue.toml.plain_words import WORD
from backcue.workout.preset import Preset

_LOG = logging.getLogger(__name__)
_FOLDER = Path(__file__).parent / "builtin"
_Stamp = tuple[int, int, int]
"""What tells that a file changed."""


@cache
def built_in() -> tuple[Preset, ...]:
    """Read the presets that come with backcue, in the order of the list."""
    presets = (load_file(path, built_in=True) for path in _FOLDER.glob("*.toml"))
    return tuple(sorted(presets, key=_order))


class Library:
    """All presets, read when they are asked for, and again when the person's own change on disk.

    `own` is the folder of the person's own preset files; it need not exist.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._stamps = _stamps(own)
        self._read: dict[tuple[Path, _Stamp], Preset | TomlFileError] = {}

    @property
    def presets(self) -> tuple[Preset, ...]:
        """Built-in ones first, an own one in the place of the one it overrides, then own ones."""
        own, _ = self._own_by_id()
        listed = [own.pop(preset.id.casefold(), preset) for preset in built_in()]
        return (*listed, *sorted(own.values(), key=_order))

    @property
    def broken(self) -> tuple[tuple[Path, TomlFileError], ...]:
        """Own files that make no preset, and why."""
        _, broken = self._own_by_id()
        return tuple(sorted(broken))

    def find(self, preset_id: str) -> Preset | None:
        """Returns the preset with this id, in capital letters or small."""
        wanted = preset_id.casefold()
        if not re.fullmatch(WORD, wanted):
            return None
        for path in self._stamps:
            if path.stem.casefold() == wanted:
                preset = self._attempt(path)
                if isinstance(preset, Preset) and preset.id.casefold() == wanted:
                    return preset
        own, _ = self._own_by_id()
        if wanted in own:
            return own[wanted]
        file = _built_in_file(wanted)
        return load_file(file, built_in=True) if file else None

    def refresh(self) -> bool:
        """Look again at what is on disk; returns whether anything changed."""
        before, self._stamps = self._stamps, _stamps(self._own)
        return before != self._stamps

    def _attempt(self, path: Path) -> Preset | TomlFileError:
        """Read a file, once for as long as it stays as it is."""
        as_it_is = path, self._stamps[path]
        if as_it_is not in self._read:
            self._read[as_it_is] = _own_preset(path)
        return self._read[as_it_is]

    def _own_by_id(self) -> tuple[dict[str, Preset], list[tuple[Path, TomlFileError]]]:
        """Returns all own presets, and the files that make none.

        Of two with one id, that in the file of that name is taken.
        """
        read = [(path, self._attempt(path)) for path in self._stamps]
        broken = [(path, found) for path, found in read if isinstance(found, TomlFileError)]
        good = [(path, found) for path, found in read if isinstance(found, Preset)]
        own: dict[str, Preset] = {}
        for path, preset in sorted(good, key=_is_named_otherwise):
            first = own.setdefault(preset.id.casefold(), preset)
            if first is not preset and first.path:
                told = f'"{preset.id}" is the id of {first.path.name} already'
                broken.append((path, wrong(path, "id", told)))
        return own, broken


def _own_preset(path: Path) -> Preset | TomlFileError:
    try:
        preset = load_file(path)
    except PresetError as error:
        _LOG.info("refused: %s", error.messages[0])
        return error
    return replace(preset, overrides=_built_in_file(preset.id) is not None)


def _is_named_otherwise(found: tuple[Path, Preset]) -> bool:
    path, preset = found
    return path.stem.casefold() != preset.id.casefold()


def _order(preset: Preset) -> tuple[int, str]:
    return preset.order, preset.name.casefold()


def _built_in_file(preset_id: str) -> Path | None:
    # Asking the system for a name that a person typed fails for some: too long, a device.
    files = _FOLDER.glob("*.toml")
    return next((path for path in files if path.stem == preset_id.casefold()), None)


def preset_files(folder: Path) -> list[Path]:
    """Returns the preset files of a folder, by name; the folder itself where it is closed to us."""
    try:
        return [path for path in sorted(folder.iterdir()) if path.match("[!.]*.toml")]
    except FileNotFoundError:
        return []
    except OSError:
        return [folder]


def _stamps(folder: Path | None) -> dict[Path, _Stamp]:
    return {path: _stamp(path) for path in preset_files(folder)} if folder else {}


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_size, status.st_ino
