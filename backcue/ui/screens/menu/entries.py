"""What the menu lists: words typed in, presets in their groups, files that make no preset."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.text import Text
from textual.widgets.option_list import Option

from backcue.presets.library import Library
from backcue.presets.preset_file import from_words
from backcue.workout.model import Turn
from backcue.workout.notation import NotationError
from backcue.workout.preset import Preset

Broken = tuple[Path, Exception]
"""A file of the person's that makes no preset, and why."""
Entry = Preset | Broken

TYPED = "typed"
"""The id of the entry for the words in the filter line."""
_GROUPS = ("classic", "daily", "treadmill", "running", "published")
_OWN = "own"
_MORE = "more"


class Listed(NamedTuple):
    """A line of the list."""

    id: str
    label: str
    entry: Entry


class Group(NamedTuple):
    """Lines under a heading."""

    heading: str
    lines: list[Listed]


def understood(words: str) -> Preset | NotationError | None:
    """Returns the workout that words make, or why they make none; None where there are none.

    Turns alone are no workout: the word is rather looked for.
    """
    if not words.strip():
        return None
    try:
        preset = from_words(words)
    except NotationError as error:
        return error
    return None if all(isinstance(item, Turn) for item in preset.workout.items) else preset


def recalled(words: Iterable[str]) -> list[Preset]:
    """Returns the workouts of words remembered; what makes none any more is left out."""
    made = (understood(each) for each in words)
    return [each for each in made if isinstance(each, Preset)]


def listed(
    library: Library, recent: Sequence[Preset], typed: Preset | None, words: str
) -> list[Group]:
    """Returns what is to be listed while `words` stand in the filter line; no group is empty."""
    wanted = words.casefold().split()
    groups: dict[str, list[Listed]] = {"typed": [], "recent": []}
    groups |= {name: [] for name in (*_GROUPS, _MORE, _OWN)}
    if typed is not None:
        groups["typed"].append(Listed(TYPED, "start this", typed))
    for number, preset in enumerate(recent):
        if _fits((preset.name,), wanted):
            groups["recent"].append(Listed(f"recent-{number}", preset.name, preset))
    for preset in library.presets:
        if _fits(_told(preset), wanted):
            line = Listed(f"preset-{preset.id}", preset.name, preset)
            groups.setdefault(_group(preset), []).append(line)
    groups["not readable"] = [
        Listed(f"file-{path.name}", f"! {path.name}", (path, error))
        for path, error in library.broken
        if _fits((path.name,), wanted)
    ]
    return [Group(heading, lines) for heading, lines in groups.items() if lines]


def options(groups: Iterable[Group]) -> Iterator[Option]:
    """Returns the lines as the list takes them, each group under its heading."""
    for group in groups:
        yield Option(Text(group.heading, style="dim italic", no_wrap=True), disabled=True)
        for line in group.lines:
            label = Text(f" {line.label}", no_wrap=True, overflow="ellipsis")
            yield Option(label, id=line.id)


def _group(preset: Preset) -> str:
    if not preset.built_in:
        return _OWN
    return preset.tags[0] if preset.tags else _MORE


def _told(preset: Preset) -> Iterator[str]:
    yield from (preset.id, preset.name, preset.summary, *preset.tags, *preset.surfaces)


def _fits(told: Iterable[str], wanted: list[str]) -> bool:
    text = " ".join(told).casefold()
    return all(word in text for word in wanted)
