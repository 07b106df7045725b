"""A hint about the voice: where a phase is too short to announce what follows."""

from itertools import islice, pairwise

from backcue.sound.score.audio_options import Detail
from backcue.sound.score.cue import VOICE
from backcue.sound.score.phrasing import announcement
from backcue.sound.score.speech_slots import GAP, Lengths
from backcue.workout.course import Course
from backcue.workout.hints import Hint
from backcue.workout.phases import Phase, PhaseKind

MOST_PHASES = 200
"""Phases that are looked at."""


def voice_hint(course: Course, lengths: Lengths) -> tuple[Hint, ...]:
    """Returns a remark on the first phase in which the voice finds no room, if there is one."""
    for phase, following in pairwise(islice(course.phases(), MOST_PHASES)):
        if _too_short(phase, following, lengths):
            message = (
                f"{_named(phase)}: too short for the voice to announce what follows; the sound "
                "of the change alone will tell"
            )
            return (Hint("voice", message, phase.index),)
    return ()


def _too_short(phase: Phase, following: Phase, lengths: Lengths) -> bool:
    """Whether the shortest announcement of what follows does not fit after a phase's own sound."""
    if phase.seconds is None or PhaseKind.READY in (phase.kind, following.kind):
        return False
    ways = (lengths(VOICE + words) for words in announcement(following, Detail.CHANGES))
    words = min((length for length in ways if length is not None), default=None)
    own = 0.0 if phase.kind is PhaseKind.HOLD else lengths(str(phase.direction or phase.kind))
    return words is not None and phase.seconds < (own or 0.0) + GAP + words


def _named(phase: Phase) -> str:
    seconds = f"{phase.seconds or 0:.2g} s"
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return f"{phase.steps} {phase.direction}, {seconds}"
    return f"{phase.direction or phase.kind} {seconds}"
