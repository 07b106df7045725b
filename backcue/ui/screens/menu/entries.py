"""What the menu lists: words typed in, presets in their groups, files that make no preset."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from backcue.presets.library import Library
from backcue.ui.filtering import wanted_words
from backcue.workout.preset import Preset

Broken = tuple[Path, Exception]
"""A file of the person's that makes no preset, and why."""
Entry = Preset | Broken

TYPED = "typed"
"""The id of the line for the words in the filter line, and its group."""
RECENT_SHOWN = 5
"""How many of the workouts begun last stand on top while nothing is typed."""
_RECENT, _OWN, _BROKEN, _MORE = "recent", "own", "not readable", "more"
_GROUPS = (TYPED, _RECENT, _OWN, _BROKEN)
"""The groups that stand before those of the presets that come with backcue."""
_BUILT_IN = ("classic", "daily", "treadmill", "running", "published", _MORE)


class Listed(NamedTuple):
    """A line of the list."""

    id: str
    """Stays while what it stands for does: the file of an own preset, whatever is in it."""
    label: str
    entry: Entry


class Group(NamedTuple):
    """Lines under a heading."""

    heading: str
    lines: list[Listed]


def listed(
    library: Library, recent: Sequence[Preset], typed: Preset | None, words: str
) -> list[Group]:
    """Returns what is to be listed while `words` stand in the filter line; no group is empty.

    Nothing is listed twice: what was begun lately stands among that, not in its group.
    """
    wanted = wanted_words(words)
    groups: dict[str, list[Listed]] = {name: [] for name in (*_GROUPS, *_BUILT_IN)}
    if typed is not None:
        groups[TYPED].append(Listed(TYPED, "start this", typed))
    lately = recent if wanted else recent[:RECENT_SHOWN]
    placed = set(map(line_id, lately))
    rest = [preset for preset in library.presets if line_id(preset) not in placed]
    for name, preset in (*((_RECENT, each) for each in lately), *((_group(p), p) for p in rest)):
        if _fits((name, *_told(preset)), wanted):
            groups.setdefault(name, []).append(_line(preset))
    groups[_BROKEN] = [
        Listed(_file_id(path), f"! {path.name}", (path, error))
        for path, error in library.broken
        if _fits((_BROKEN, path.name), wanted)
    ]
    return [Group(heading, lines) for heading, lines in groups.items() if lines]


def followed(before: Sequence[Listed], marked: str, now: Sequence[Listed]) -> str:
    """Returns the line that stands for the one that was marked, once the presets changed.

    That is the line itself, else one with the same preset, as where an own one that took the
    place of a built-in one is gone; else the nearest that is left. Empty where none is.
    """
    ids = {line.id for line in now}
    at = next((index for index, line in enumerate(before) if line.id == marked), None)
    if marked in ids or at is None:
        return marked
    gone = before[at].entry
    if isinstance(gone, Preset) and gone.id:
        same = (line.id for line in now if _preset_id(line) == gone.id.casefold())
        if (found := next(same, None)) is not None:
            return found
    near = (line.id for line in (*before[at + 1 :], *reversed(before[:at])))
    return next((each for each in near if each in ids), "")


def line_of(preset_id: str, lines: Iterable[Listed]) -> str | None:
    """Returns the id of the line of a preset."""
    return next((line.id for line in lines if _preset_id(line) == preset_id.casefold()), None)


def _preset_id(line: Listed) -> str | None:
    return line.entry.id.casefold() if isinstance(line.entry, Preset) else None


def line_id(preset: Preset) -> str:
    """Returns the id of the line on which a preset stands where it is listed."""
    if not preset.id:
        return f"words-{preset.name}"
    if preset.path is None or preset.built_in:
        return f"preset-{preset.id}"
    return _file_id(preset.path)


def _line(preset: Preset) -> Listed:
    return Listed(line_id(preset), preset.name, preset)


def _file_id(path: Path) -> str:
    return f"file-{path.name}"


def _group(preset: Preset) -> str:
    if not preset.built_in:
        return _OWN
    return preset.tags[0] if preset.tags else _MORE


def _told(preset: Preset) -> tuple[str, ...]:
    return preset.id, preset.name, preset.summary, *preset.tags, *preset.surfaces


def _fits(told: Iterable[str], wanted: list[str]) -> bool:
    text = " ".join(told).casefold()
    return all(word in text for word in wanted)
