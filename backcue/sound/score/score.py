"""The score: what is heard when. A pure function of phases and their places in time.

The rules are those of a coach who knows that nobody looks: one beat per step, left and
right told apart; the last three accented, each differently; the sound of a direction
exactly on its first step; a steady tone for a hold; speech early, whole and alone.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from backcue.sound.score.audio_options import AudioOptions, Detail
from backcue.sound.score.cue import FINISH, VOICE, Cue
from backcue.sound.score.part import Part
from backcue.sound.score.phrasing import announcement
from backcue.sound.score.speech_slots import GAP, NOTHING_HEARD, Heard, Lengths
from backcue.workout.phases import Phase
from backcue.workout.timeline import ScheduledPhase
from backcue.workout.warnings import LONGEST_WARNING

DONE, PAUSED = "workout complete", "we are paused"
"""What is said at the end, and at a pause."""


def score(
    timeline: Iterable[ScheduledPhase],
    lengths: Lengths,
    audio: AudioOptions | None = None,
    anew: int | None = None,
    heard: Heard = NOTHING_HEARD,
) -> Iterator[Cue]:
    """Returns all cues in the order of their times, lazily, on the clock of the timeline.

    `anew` is the round in which the person went on after a pause, where it is not in the timeline.
    `heard` is what was on its way before the score was written anew.
    """
    audio = audio or AudioOptions()
    before, announced = None, False
    for scheduled, ahead in _looking_ahead(timeline):
        anew = scheduled.phase.round if scheduled.resumed else anew
        announced = announced or _was_announced(scheduled.phase, heard)
        part = Part(
            scheduled, before, ahead, lengths, audio, anew=anew, announced=announced, heard=heard
        )
        yield from part.cues()
        before, announced = scheduled, part.announces
    if before is not None and before.end is not None:
        yield from finished(before.end, before.phase, lengths, audio)


def _was_announced(phase: Phase, heard: Heard) -> bool:
    lately = {said.sound for said in heard.speech if 0 <= phase.index - said.phase <= 1}
    return any(VOICE + words in lately for words in announcement(phase, Detail.FULL))


def _looking_ahead(
    timeline: Iterable[ScheduledPhase],
) -> Iterator[tuple[ScheduledPhase, tuple[ScheduledPhase, ...]]]:
    """Returns each phase with those after it, at least one and as far as warnings reach back."""
    phases, ahead = iter(timeline), deque[ScheduledPhase]()
    scheduled = next(phases, None)
    while scheduled is not None:
        while scheduled.end is not None and _is_within(ahead, scheduled.end + LONGEST_WARNING):
            following = next(phases, None)
            if following is None:
                break
            ahead.append(following)
        yield scheduled, tuple(ahead)
        scheduled = ahead.popleft() if ahead else None


def _is_within(ahead: Sequence[ScheduledPhase], time: float) -> bool:
    """Whether all of these phases end by then."""
    return not ahead or (ahead[-1].end is not None and ahead[-1].end <= time)


def finished(at: float, last: Phase, lengths: Lengths, audio: AudioOptions) -> Iterator[Cue]:
    """Returns what is heard when the workout is done."""
    yield from _sound_and_word(Cue(at, FINISH, last.index), DONE, lengths, audio)


def paused(at: float, phase: Phase, lengths: Lengths, audio: AudioOptions) -> Iterator[Cue]:
    """Returns what is heard when the person pauses."""
    yield from _sound_and_word(Cue(at, "pause", phase.index), PAUSED, lengths, audio)


def _sound_and_word(cue: Cue, word: str, lengths: Lengths, audio: AudioOptions) -> Iterator[Cue]:
    yield cue
    if audio.voice and lengths(f"voice:{word}") is not None:
        yield Cue(cue.at + (lengths(cue.sound) or 0.0) + GAP, f"voice:{word}", cue.phase)
