"""A session as it will be: settings, a preset and the options of one run, put together."""

from functools import reduce
from typing import TYPE_CHECKING

from msgspec import Struct, field, structs

from backcue.presets.kept_cadences import NONE
from backcue.settings.schema import Settings
from backcue.sound.score.audio_options import AudioOptions, Detail
from backcue.sound.score.phrasing import advice
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course, limited
from backcue.workout.model import Duration, Foot, Surface, Times
from backcue.workout.pace import Pace
from backcue.workout.preset import PaceChange, Preset, changed
from backcue.workout.suitability import caution, refusal, surface_for

if TYPE_CHECKING:
    from backcue.sound.score.speech_slots import Lengths
    from backcue.workout.hints import Hint

USUAL_SURFACE = Surface.FLOOR
"""Where a person walks who did not say."""


class RunOptions(Struct, frozen=True):
    """The options that run, show and render share; None: as settings and preset say."""

    until: Duration | Times | None = None
    """How long, or how many repetitions, instead of the workout's own number."""
    foot: Foot | None = None
    surface: Surface | None = None
    holds_on_rails: bool = False
    """Whether the person steps onto the side rails of a moving belt for holds."""
    pace: PaceChange = field(default_factory=PaceChange)
    ready: float | None = None
    """Length of the lead-in, seconds."""
    voice: bool = True
    beats: bool = True

    def overridden(self) -> dict[str, str]:
        """Returns the options that go before a setting, by its key: `--foot left`."""
        pace, ready = self.pace, self.ready
        said = {
            "session.first_foot": self.foot and f"--foot {self.foot}",
            "session.surface": self.surface and f"--surface {self.surface}",
            "session.holds_on_rails": self.holds_on_rails and "--holds-on-rails",
            "session.ready": None if ready is None else f"--ready {ready:g}",
            "pace.forward_walk": _cadence("forward", pace.forward_walk),
            "pace.backward_walk": _cadence("backward", pace.backward_walk),
            "pace.forward_run": _cadence("forward-run", pace.forward_run),
            "pace.backward_run": _cadence("backward-run", pace.backward_run),
            "sound.voice": None if self.voice else "--no-voice",
            "sound.beats": None if self.beats else "--no-beats",
        }
        return {key: option for key, option in said.items() if option}


def _cadence(option: str, spm: float | None) -> str | None:
    return None if spm is None else f"--{option}-cadence {spm:g}"


class SessionSetup(Struct, frozen=True):
    """Everything that is decided about a session before it begins."""

    course: Course
    audio: AudioOptions = field(default_factory=AudioOptions)
    caution: str | None = None
    """Why the preset does not suit where the person walks, and what is done instead."""
    refusal: str | None = None
    """Why it cannot be led at all where it would be, and the remedy; None where it can."""

    def hints(self, lengths: "Lengths") -> "tuple[Hint, ...]":
        """Returns what is to be remarked; `lengths` tells how long each sound lasts."""
        # Imported here: few starts need them.
        from backcue.sound.score.voice_hint import voice_hint  # noqa: PLC0415
        from backcue.workout.hints import hints_everywhere  # noqa: PLC0415

        spoken = voice_hint(self.course, lengths) if self.audio.voice else ()
        return hints_everywhere(self.course) + spoken

    def remarks(self, lengths: "Lengths") -> list[str]:
        """Returns what its author is to be told, as sentences: first why it cannot be led."""
        told = [hint.message for hint in self.hints(lengths)]
        return told if self.refusal is None else [self.refusal, *told]


def set_up(
    preset: Preset,
    settings: Settings,
    options: RunOptions | None = None,
    kept: PaceChange = NONE,
) -> SessionSetup:
    """Decide what is walked and heard: pace, surface, length, first foot, lead-in, sounds.

    The options go before the cadences `kept` for the preset, these before the preset's own,
    and those before the settings. A surface among the options is taken as it is; that of the
    settings only where the preset can be done on it.
    """
    options = options or RunOptions()
    own, sound = settings.session, settings.sound
    pace = Pace(**structs.asdict(settings.pace))
    walks_on = own.surface or USUAL_SURFACE
    conditions = Conditions(
        pace=reduce(changed, (preset.pace, kept, options.pace), pace),
        surface=options.surface or surface_for(preset, walks_on),
        turn_seconds=own.turn_seconds,
        settle=own.settle,
        holds_on_rails=own.holds_on_rails or options.holds_on_rails,
    )
    course = Course(
        preset=preset,
        workout=limited(preset.workout, options.until),
        conditions=conditions,
        first_foot=options.foot or own.first_foot,
        ready=own.ready if options.ready is None else options.ready,
    )
    audio = AudioOptions(
        voice=sound.voice and options.voice,
        beats=sound.beats and options.beats,
        fade=own.fade,
        technique=advice(course.technique[0]) if course.technique else None,
        detail=Detail(sound.detail),
    )
    refused = refusal(preset, course.workout, conditions)
    told = None if refused else caution(preset, options.surface or walks_on, conditions)
    return SessionSetup(course, audio, told, refused)
