"""What a person chooses for one run, on top of settings and preset."""

from dataclasses import dataclass, field
from functools import reduce

from backcue.presets.kept_cadences import NONE
from backcue.settings.schema import Settings
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.phrasing import advice
from backcue.sound.score.speech_slots import Lengths
from backcue.sound.score.voice_hint import voice_hint
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course, limited
from backcue.workout.hints import Hint, hints_everywhere
from backcue.workout.model import Duration, Foot, Surface, Times
from backcue.workout.preset import PaceChange, Preset, changed


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options that run, show and render share; None: as settings and preset say."""

    until: Duration | Times | None = None
    """How long, or how many repetitions, instead of the workout's own number."""
    foot: Foot | None = None
    surface: Surface | None = None
    pace: PaceChange = field(default_factory=PaceChange)
    ready: float | None = None
    """Length of the lead-in, seconds."""
    voice: bool = True
    beats: bool = True


def course_for(
    preset: Preset,
    settings: Settings,
    choices: RunOptions | None = None,
    kept: PaceChange | None = None,
) -> Course:
    """Decide everything about a workout: pace, surface, length, first foot, lead-in.

    The command line goes before the cadences `kept` for the preset, these before the
    preset's own, and those before the settings. The surface of the settings is taken only
    where the preset can be done on it, else the preset's first.
    """
    choices = choices or RunOptions()
    own = settings.session
    surface = choices.surface or own.surface
    if choices.surface is None and preset.surfaces and surface not in preset.surfaces:
        surface = preset.surfaces[0]
    conditions = Conditions(
        pace=reduce(changed, (preset.pace, kept or NONE, choices.pace), settings.pace),
        surface=surface,
        turn_seconds=own.turn_seconds,
        settle=own.settle,
    )
    return Course(
        preset=preset,
        workout=limited(preset.workout, choices.until),
        conditions=conditions,
        first_foot=choices.foot or own.first_foot,
        ready=own.ready if choices.ready is None else choices.ready,
    )


def audio_options_for(
    preset: Preset, settings: Settings, choices: RunOptions | None = None
) -> AudioOptions:
    """Decide what is heard."""
    choices = choices or RunOptions()
    return AudioOptions(
        voice=settings.sound.voice and choices.voice,
        beats=settings.sound.beats and choices.beats,
        fade=settings.session.fade,
        technique=advice(preset.technique[0]) if preset.technique else None,
    )


def hints_for(
    preset: Preset, settings: Settings, lengths: Lengths | None = None
) -> tuple[Hint, ...]:
    """Returns what is to be remarked about a preset, done as the settings say.

    `lengths` as in `hints`; left aside where nothing is spoken.
    """
    course = course_for(preset, settings)
    spoken = lengths is not None and settings.sound.voice
    return hints_everywhere(course) + (voice_hint(course, lengths) if spoken and lengths else ())
