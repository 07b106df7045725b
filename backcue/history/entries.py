"""Entries of a session's log as rows of text, and back."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import fields, replace

from backcue.session import events
from backcue.text.brief import brief
from backcue.workout.model import Foot
from backcue.workout.phases import Phase

_KINDS: dict[str, type[events.Entry]] = {
    "start": events.Started,
    "phase": events.PhaseStarted,
    "walked": events.Walked,
    "pause": events.Paused,
    "resume": events.Resumed,
    "tempo": events.TempoChanged,
    "skip": events.Skipped,
    "warning": events.Warned,
    "feet": events.FeetSwapped,
    "finish": events.Finished,
    "key": events.Pressed,
    "volume": events.VolumeSet,
    "voice": events.VoiceSet,
    "withdrawn": events.CuesWithdrawn,
    "interrupted": events.Interrupted,
    "continued": events.Continued,
}
"""What each entry is called in a row; where `run --json` tells it, the same as there."""
_NAMES = {kind: name for name, kind in _KINDS.items()}

_FIELDS = {
    kind: tuple((field.name, field.default) for field in fields(kind))
    for kind in (*_KINDS.values(), Phase)
}
"""The fields of each, with what they are where nothing else is said."""


class Told(NamedTuple):
    """An entry of a log, and when it was told: seconds on the session's clock."""

    at: float
    entry: events.Entry


class Row(NamedTuple):
    """An entry as it is written."""

    told: float
    event: str
    data: str
    """A JSON object with the entry's fields, those left out that are as they come."""


class WrongEntry(ValueError):  # noqa: N818 - it is the entry that is wrong
    """A row that is no entry of a log."""


def row(entry: events.Entry, told: float) -> Row:
    """Returns an entry as a row.

    What was walked says of its phase only the foot: the phase itself was told when it began.
    """
    values = _told_fields(entry)
    if isinstance(entry, events.Walked):
        values["phase"] = entry.phase.foot
    data = msgspec.json.encode(values, enc_hook=_plain)
    return Row(told, _NAMES[type(entry)], data.decode())


def entries(rows: Iterable[Row]) -> Iterator[Told]:
    """Returns the entries of a whole log, in order; WrongEntry at the first that is none."""
    phase: Phase | None = None
    for each in rows:
        kind = _KINDS.get(each.event)
        if kind is None:
            raise WrongEntry(f"there is no entry {brief(each.event)!r}")
        entry = walked(each.data, phase) if kind is events.Walked else _read(each, kind)
        if isinstance(entry, events.PhaseStarted):
            phase = entry.phase
        yield Told(each.told, entry)


def walked(data: str, phase: Phase | None) -> events.Walked:
    """Returns a stretch of this phase from its data in a row; WrongEntry where it is none."""
    if phase is None:
        raise WrongEntry("a stretch was walked before any phase had begun")
    try:
        values = msgspec.json.decode(data, type=dict[str, Any])
        foot = msgspec.convert(values.get("phase"), Foot | None)
        values["phase"] = replace(phase, foot=foot)
        return msgspec.convert(values, events.Walked)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise WrongEntry(f"walked: {brief(error)}") from error


def _read(row: Row, kind: type[events.Entry]) -> events.Entry:
    try:
        entry: events.Entry = msgspec.json.decode(row.data, type=kind)
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise WrongEntry(f"{row.event}: {brief(error)}") from error
    return entry


def _plain(value: object) -> object:
    """Returns what JSON has for the values that it does not know."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{value!r} has no place in a log")


def _told_fields(of: events.Entry | Phase) -> dict[str, Any]:
    """Returns the fields that are not as they come."""
    told = {}
    for name, default in _FIELDS[type(of)]:
        value = getattr(of, name)
        if value != default:
            told[name] = _told_fields(value) if isinstance(value, Phase) else value
    return told
