"""Workouts as Zwift's files have them, which other programs read too: written, and read.

A `.zwo` file has segments of so many seconds and no repeats but one kind. In those that backcue
writes each segment says its words, `4 backward`, so that they come back; other programs' segments
are walked or run forward.
"""

from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from backcue.exchange.errors import ExchangeError
from backcue.exchange.flat import MOST_STEPS, check_count, flat, folded, seconds_of
from backcue.exchange.losses import Losses, Lost
from backcue.system.files import read_bytes
from backcue.workout.conditions import Conditions
from backcue.workout.model import (
    MAX_SECONDS,
    Direction,
    Distance,
    Duration,
    Gait,
    Hold,
    Item,
    Leaf,
    Move,
    Repeat,
    Steps,
    Times,
    Workout,
)
from backcue.workout.notation import NotationError, format_item, format_workout, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

AUTHOR: Final = "backcue"
OPEN_SECONDS: Final = 60
"""What stands for a step that a key ends."""
MOST_BYTES: Final = 1_000_000
_STILL, _WALK, _RUN = "0.4", "0.6", "0.85"
"""Shares of one's threshold, as Zwift wants one for each segment; ours."""
_RUNS_FROM: Final = 0.75
"""The share from which on another program's segment is run; ours."""
_STEADY = frozenset({"SteadyState", "SolidState", "Warmup", "Cooldown", "Ramp", "FreeRide",
                     "Freeride", "MaxEffort"})  # fmt: skip


def write_zwo(name: str, workout: Workout, conditions: Conditions, losses: Losses) -> str:
    """Returns a workout as a `.zwo` file; ExchangeError: it is too long."""
    check_count(workout, conditions, "ZWO")
    root = ET.Element("workout_file")
    for tag, text in (
        ("author", AUTHOR), ("name", name), ("description", format_workout(workout)),
        ("sportType", "run"),
    ):  # fmt: skip
        ET.SubElement(root, tag).text = _fit_for_xml(text)
    losses.add(Lost.UNROLLED, any(isinstance(item, Repeat) for item in workout.items))
    segments = ET.SubElement(root, "workout")
    for leaf in flat(workout.items, conditions, losses):
        _add(segments, leaf, conditions, losses)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _fit_for_xml(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _add(segments: "Element", leaf: Leaf, conditions: Conditions, losses: Losses) -> None:
    seconds = seconds_of(leaf, conditions)
    whole = _whole(OPEN_SECONDS if seconds is None else seconds)
    losses.add(Lost.OPEN, seconds is None)
    losses.add(Lost.STEPS, isinstance(leaf.amount, Steps))
    losses.add(Lost.DISTANCE, isinstance(leaf.amount, Distance))
    is_time = isinstance(leaf.amount, Duration)
    losses.add(Lost.SECONDS, is_time and seconds is not None and whole != seconds)
    losses.add(Lost.HOLD, isinstance(leaf, Hold))
    power = _STILL
    if isinstance(leaf, Move):
        power = _RUN if leaf.gait is Gait.RUN else _WALK
        losses.add(Lost.DIRECTION, leaf.direction is Direction.BACKWARD)
        losses.add(Lost.CADENCE, leaf.cadence is not None)
        losses.add(Lost.INCLINE, leaf.incline is not None)
    segment = ET.SubElement(segments, "SteadyState", Duration=str(whole), Power=power)
    ET.SubElement(segment, "textevent", timeoffset="0", message=format_item(leaf))


def _whole(seconds: float) -> int:
    """Returns a time as Zwift has it."""
    return max(1, round(seconds))


def read_zwo(path: Path, losses: Losses) -> tuple[str, Workout]:
    """Returns the name and the workout of a `.zwo` file; ExchangeError where it makes none."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - only where one is read
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    try:
        root = fromstring(read_bytes(path, MOST_BYTES), forbid_dtd=True)
    except OSError as error:
        raise ExchangeError(error.strerror or str(error)) from error
    except DefusedXmlException as error:
        raise ExchangeError("it has entities or a DTD, as no workout needs") from error
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        raise ExchangeError(f"it is no XML: {error}") from error
    segments = root.find("workout")
    if root.tag != "workout_file" or segments is None:
        raise ExchangeError("it is no workout of Zwift: there is no workout_file with a workout")
    sport = (root.findtext("sportType") or "").strip().lower()
    if sport == "bike":
        raise ExchangeError("it is a workout for cycling: its power is nobody's step")
    ours = (root.findtext("author") or "").strip() == AUTHOR
    items = tuple(_items(segments, losses, ours=ours))
    if all(not isinstance(item, Repeat) for item in items):
        items = folded([item for item in items if not isinstance(item, Repeat)])
    if not items:
        raise ExchangeError("it has no segment that can be walked")
    return (root.findtext("name") or path.stem).strip(), Workout(items)


def _items(segments: "Element", losses: Losses, *, ours: bool) -> Iterator[Item]:
    if len(segments) > MOST_STEPS:
        raise ExchangeError(f"it has {len(segments):,} segments; {MOST_STEPS:,} are the most here")
    for segment in segments:
        if segment.tag == "IntervalsT":
            yield _intervals(segment, losses)
        elif segment.tag in _STEADY:
            leaf = _our_leaf(segment) if ours else None
            yield leaf or _move(segment, losses, "Duration", "Power")
        else:
            losses.add(Lost.UNKNOWN)


def _our_leaf(segment: "Element") -> Leaf | None:
    """Returns the step whose words a segment says; None where it says none.

    A time is the segment's: it is what another program changes.
    """
    event = segment.find("textevent")
    try:
        read = parse("" if event is None else event.get("message", ""))
    except NotationError:
        return None
    (first, *others) = read.items
    if others or isinstance(first, Repeat):
        return None
    seconds = first.amount.seconds if isinstance(first.amount, Duration) else None
    if seconds is None or _whole(seconds) == _number(segment, "Duration", _whole(seconds)):
        return first
    return replace(first, amount=Duration(_seconds(segment, "Duration")))


def _intervals(segment: "Element", losses: Losses) -> Repeat:
    times = _number(segment, "Repeat", 1)
    if times != int(times) or not 1 <= times <= MOST_STEPS:
        raise ExchangeError(f"IntervalsT: Repeat must be from 1 to {MOST_STEPS:,}")
    on = _move(segment, losses, "OnDuration", "OnPower")
    off = _move(segment, losses, "OffDuration", "OffPower")
    return Repeat((on, off), Times(int(times)))


def _move(segment: "Element", losses: Losses, duration: str, power: str) -> Move:
    seconds = _seconds(segment, duration)
    shares = [_number(segment, name, 0) for name in (power, f"{power}Low", f"{power}High")]
    losses.add(Lost.TARGETS, any(shares) or segment.get("pace") is not None)
    losses.add(Lost.CADENCE, any("Cadence" in name for name in segment.attrib))
    losses.add(Lost.TEXTS, segment.find("textevent") is not None)
    runs = max(shares) >= _RUNS_FROM or segment.tag == "MaxEffort"
    return Move(Duration(seconds), Direction.FORWARD, Gait.RUN if runs else Gait.WALK)


def _seconds(segment: "Element", name: str) -> float:
    seconds = _number(segment, name, None)
    if not 0 < seconds <= MAX_SECONDS or round(seconds, 3) == 0:
        told = f"{segment.tag}: {name} must be above 0 and up to {MAX_SECONDS:g} seconds"
        raise ExchangeError(told)
    return seconds


def _number(segment: "Element", name: str, default: float | None) -> float:
    text = segment.get(name)
    if text is None and default is not None:
        return default
    try:
        value = float(text or "")
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise ExchangeError(f"{segment.tag}: {name} must be a number, not {(text or '')[:40]!r}")
    return value
