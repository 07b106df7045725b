"""The presets: those that come with backcue and the person's own."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from backcue.text.nearest import nearest
from backcue.workout.preset import Preset
from backcue.workout.presetfile import PresetError, clash, load_file

BUILT_IN = (
    "balance",
    "balance-run",
    "hundred-fifteen",
    "quarter-lap",
    "quarter-lap-walk",
    "loop-by-key",
    "first-five",
    "daily-ten",
    "uphill-back",
    "stairs",
    "treadmill-warmup",
    "treadmill-set",
    "reverse-jog",
    "heath-2001",
    "alghadir-2019",
    "nct05585385",
    "cha-2016",
    "cipriani-1995",
    "uthoff-2018",
)
"""Ids of the presets that come with backcue, in the order of the list."""

_FOLDER = Path(__file__).parent / "presets"
_Stamp = tuple[int, int, int]


def built_in() -> list[Preset]:
    """Read the presets that come with backcue."""
    return [load_file(_FOLDER / f"{name}.toml", built_in=True) for name in BUILT_IN]


class Library:
    """All presets, read again when the person's own change on disk.

    `own` is the folder of the person's own preset files; it need not exist.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._built_in = built_in()
        self._seen: dict[Path, _Stamp] = {}
        self._read: dict[Path, Preset | PresetError] = {}
        self.presets: tuple[Preset, ...] = tuple(self._built_in)
        """Built-in ones first, an own one in the place of the one it overrides, then own ones."""
        self.broken: tuple[tuple[Path, PresetError], ...] = ()
        """Own files that make no preset, and why."""
        self.refresh()

    def find(self, preset_id: str) -> Preset | None:
        """Give the preset with this id, in capital letters or small."""
        wanted = preset_id.casefold()
        return next((one for one in self.presets if one.id.casefold() == wanted), None)

    def nearest(self, name: str) -> list[str]:
        """Give up to three ids that a wrong name may have been meant as, the likeliest first."""
        return list(nearest(name, (preset.id for preset in self.presets), most=3))

    def refresh(self) -> bool:
        """Read again what changed on disk; give whether anything did."""
        stamps = dict(_stamps(self._own)) if self._own else {}
        if stamps == self._seen:
            return False
        for path, stamp in stamps.items():
            if self._seen.get(path) != stamp:
                self._read[path] = _attempt(path)
        for path in self._read.keys() - stamps.keys():
            del self._read[path]
        self._seen = stamps
        self._arrange()
        return True

    def _arrange(self) -> None:
        own: dict[str, Preset] = {}
        broken: list[tuple[Path, PresetError]] = []
        for path, found in sorted(self._read.items()):
            if isinstance(found, PresetError):
                broken.append((path, found))
            elif (first := own.get(found.id.casefold())) and first.path:
                told = f'"{found.id}" is the id of {first.path.name} already'
                broken.append((path, clash(path, told)))
            else:
                own[found.id.casefold()] = found
        arranged = []
        for preset in self._built_in:
            mine = own.pop(preset.id.casefold(), None)
            arranged.append(replace(mine, overrides=True) if mine else preset)
        arranged += sorted(own.values(), key=lambda preset: preset.name.casefold())
        self.presets = tuple(arranged)
        self.broken = tuple(broken)


def _stamps(folder: Path) -> Iterable[tuple[Path, _Stamp]]:
    """Give each preset file of a folder with what tells that it changed."""
    try:
        paths = sorted(folder.glob("*.toml"))
    except OSError:
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        try:
            status = path.stat()
        except OSError:
            yield path, (0, 0, 0)
        else:
            yield path, (status.st_mtime_ns, status.st_size, status.st_ino)


def _attempt(path: Path) -> Preset | PresetError:
    try:
        return load_file(path)
    except PresetError as error:
        return error
