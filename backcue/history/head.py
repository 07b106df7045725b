"""What was decided before a session began: with its log enough to make the same of it again."""

from datetime import datetime

import msgspec

from backcue import __version__
from backcue.sound.score.audio_options import AudioOptions
from backcue.text.brief import brief
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Foot, Surface
from backcue.workout.notation import NotationError, format_workout, parse_formatted
from backcue.workout.preset import Preset


class WrongHead(ValueError):  # noqa: N818 - it is the head that is wrong
    """The beginning of a log that makes no course."""


class Head(msgspec.Struct, frozen=True):
    """The beginning of a log."""

    course: Course
    audio: AudioOptions
    started: datetime
    """With its time zone."""
    voice_pack: str = "en"
    """Which voice spoke."""
    version: str = __version__
    """The backcue that walked it."""


class _Form(msgspec.Struct):
    """A head as JSON."""

    version: str
    started: datetime
    id: str
    name: str
    words: str
    summary: str
    source: str
    surfaces: tuple[Surface, ...]
    technique: tuple[str, ...]
    conditions: Conditions
    first_foot: Foot
    ready: float
    audio: AudioOptions
    voice_pack: str


def written(head: Head) -> str:
    """Returns a head as JSON."""
    course, preset = head.course, head.course.preset
    form = _Form(
        version=head.version,
        started=head.started,
        id=preset.id,
        name=preset.name,
        words=format_workout(course.workout),
        summary=preset.summary,
        source=preset.source,
        surfaces=preset.surfaces,
        technique=preset.technique,
        conditions=course.conditions,
        first_foot=course.first_foot,
        ready=course.ready,
        audio=head.audio,
        voice_pack=head.voice_pack,
    )
    return msgspec.json.encode(form).decode()


def read(text: str) -> Head:
    """Returns the head of this JSON; WrongHead where it makes none."""
    try:
        form = msgspec.json.decode(text, type=_Form)
        workout = parse_formatted(form.words)
    except (msgspec.MsgspecError, NotationError, ValueError, TypeError) as error:
        raise WrongHead(brief(error)) from error
    preset = Preset(
        id=form.id,
        name=form.name,
        workout=workout,
        summary=form.summary,
        source=form.source,
        surfaces=form.surfaces,
        technique=form.technique,
    )
    course = Course(preset, workout, form.conditions, form.first_foot, form.ready)
    return Head(course, form.audio, form.started, form.voice_pack, form.version)
