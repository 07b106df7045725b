"""The score: what is heard when. A pure function of phases and their places in time.

The rules are those of a coach who knows that nobody looks: one beat per step, left and
right told apart; the last three accented, each differently; the sound of a direction
exactly on its first step; a steady tone for a hold; speech early, whole and alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import count

from backcue.sound.score.announcements import (
    announce_next,
    say_progress,
    say_repetition,
    warn_of_lap,
    warn_of_turn,
)
from backcue.sound.score.cue import ACCENTS, FINISH, HOLD, HOLD_TICK, STEP_LEFT, STEP_RIGHT, Cue
from backcue.sound.score.phrasing import again, announcement
from backcue.sound.score.speech_slots import GAP, Lengths, SpeechSlots
from backcue.workout.feet import stepping_foot
from backcue.workout.model import Foot
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase

DUCKED = 0.4
"""Gain of a tick under speech, linear: 8 dB down."""
SHORTEST_COUNTED = 4
"""Steps of the shortest move whose end is counted in: one more than there are accents."""
SHORTEST_HOLD_COUNTED = 1.5
"""Seconds of the shortest hold whose end is counted in."""
BREATH = 0.1
"""Seconds by which the tone of a hold ends early where another hold follows: each is heard."""
READY_BEATS = 4


@dataclass(frozen=True, slots=True)
class AudioOptions:
    """What a person wants to hear."""

    voice: bool = True
    beats: bool = True
    fade: float = 0.0
    """Share of beats, 0 to 1, that has fallen silent by the last repetition."""
    technique: str | None = None
    """A line to say in the lead-in, if the voice has it."""


def score(
    timeline: Iterable[ScheduledPhase], lengths: Lengths, audio: AudioOptions | None = None
) -> Iterator[Cue]:
    """Returns all cues in the order of their times, lazily, on the clock of the timeline."""
    audio = audio or AudioOptions()
    phases = iter(timeline)
    placed, before = next(phases, None), None
    while placed is not None:
        following = next(phases, None) if placed.end is not None else None
        yield from _Part(placed, before, following, lengths, audio).cues()
        before, placed = placed, following
    if before is not None and before.end is not None:
        yield from finished(before.end, before.phase, lengths, audio)


def finished(at: float, last: Phase, lengths: Lengths, audio: AudioOptions) -> Iterator[Cue]:
    """Returns what is heard when the workout is done."""
    yield from _sound_and_word(Cue(at, FINISH, last.index), "done", lengths, audio)


def paused(at: float, phase: Phase, lengths: Lengths, audio: AudioOptions) -> Iterator[Cue]:
    """Returns what is heard when the person pauses."""
    yield from _sound_and_word(Cue(at, "pause", phase.index), "paused", lengths, audio)


def _sound_and_word(cue: Cue, word: str, lengths: Lengths, audio: AudioOptions) -> Iterator[Cue]:
    yield cue
    if audio.voice and lengths(f"voice:{word}") is not None:
        yield Cue(cue.at + (lengths(cue.sound) or 0.0) + GAP, f"voice:{word}", cue.phase)


class _Part:
    """The score of one phase, or of the rest of it after a pause."""

    def __init__(
        self,
        placed: ScheduledPhase,
        before: ScheduledPhase | None,
        following: ScheduledPhase | None,
        lengths: Lengths,
        audio: AudioOptions,
    ) -> None:
        self.placed, self.before, self.following = placed, before, following
        self._lengths, self._audio = lengths, audio
        self._room = SpeechSlots(lengths, silent=not audio.voice)
        self._fixed: list[Cue] = []

    def cues(self) -> Iterator[Cue]:
        """Returns the cues in the order of their times."""
        placed = self.placed
        if placed.resumed:
            self._resume()
        kinds: dict[PhaseKind, Callable[[], None]] = {
            PhaseKind.READY: self._ready,
            PhaseKind.MOVE: self._move,
            PhaseKind.HOLD: self._hold,
            PhaseKind.REST: self._rest,
            PhaseKind.TURN: self._turn,
        }
        kinds[placed.phase.kind]()
        for begin, _, sound in self._room.said:
            self._add(begin, sound)
        fixed = sorted(map(self._ducked, self._fixed), key=lambda cue: cue.at)
        return merge(map(self._ducked, self._beats()), fixed, key=lambda cue: cue.at)

    def _add(self, at: float, sound: str, seconds: float | None = None) -> None:
        self._fixed.append(Cue(at, sound, self.placed.phase.index, seconds))

    def _ducked(self, cue: Cue) -> Cue:
        """Let a tick or an accent give way to speech."""
        ducks = cue.sound in _TICKS and self._room.speaking(cue.at)
        return replace(cue, gain=DUCKED) if ducks else cue

    def _signal(self, at: float, sound: str) -> float:
        """Sound a signal that no speech may lie on; give its end."""
        end = at + (self._lengths(sound) or 0.0)
        self._add(at, sound)
        self._room.block(at, end)
        return end

    def _count_in(self, target: float, beat: float, beats: int) -> float:
        """Count in to `target`, on beats before it; give when that begins."""
        for left in range(beats, 0, -1):
            sound = ACCENTS[-left] if left <= len(ACCENTS) else HOLD_TICK
            self._add(target - left * beat, sound)
        return target - beats * beat

    def _resume(self) -> None:
        placed = self.placed
        begin = placed.begins - placed.lead
        end = self._signal(begin, "resume")
        if placed.lead > 0:
            counted = self._count_in(placed.begins, placed.beat, len(ACCENTS))
            self._room.say(again(placed.phase), end + GAP, counted)

    def _ready(self) -> None:
        placed, phase = self.placed, self.placed.phase
        if placed.end is None:
            return
        begin = placed.begins
        if not placed.resumed:
            begin = self._signal(placed.begins, "ready")
        counted = self._lead_to_next(READY_BEATS)
        announce_next(
            self._room, placed, self.following, earliest=begin, latest=(counted,), wish=counted
        )
        if phase.index == 0:
            self._room.say(announcement(phase), begin, counted)
            if self._audio.technique:
                self._room.say((self._audio.technique,), begin, counted)

    def _move(self) -> None:
        placed = self.placed
        begin = self._signal(placed.begins, str(placed.phase.direction))
        if placed.end is None or placed.grid is None or placed.steps is None:
            warn_of_lap(self._room, placed, begin)
            return
        counted = placed.end
        if placed.steps >= SHORTEST_COUNTED:
            first = placed.steps - len(ACCENTS)
            counted = placed.start + placed.grid.time_of(first)
            for step in range(max(first, placed.begun_before), placed.steps):
                self._add(placed.start + placed.grid.time_of(step), ACCENTS[step - first])
        warn_of_turn(self._room, placed, self.following, begin)
        self._announce(begin, counted)
        say_repetition(self._room, placed, self.before, begin, counted)
        say_progress(self._room, placed, begin, counted)

    def _hold(self) -> None:
        placed = self.placed
        if placed.end is None or placed.duration is None:
            return
        sounding = placed.end - placed.begins
        if self.following is not None and self.following.phase.kind is PhaseKind.HOLD:
            sounding -= min(BREATH, sounding / 4)
        self._add(placed.begins, HOLD, sounding)
        counted = placed.end
        if placed.duration >= SHORTEST_HOLD_COUNTED and self.following is not None:
            counted = self._count_in(placed.end, 1 / len(ACCENTS), len(ACCENTS))
        begin = placed.begins + GAP
        self._announce(begin, counted)
        say_repetition(self._room, placed, self.before, begin, counted)
        for left in range(1, int(placed.duration) + 1):
            if placed.end - left > placed.begins + 1e-6:
                self._add(placed.end - left, HOLD_TICK)

    def _rest(self) -> None:
        self._wait("rest")

    def _turn(self) -> None:
        self._wait("turn")

    def _wait(self, sound: str) -> None:
        """Sound a phase in which one waits: its signal, and the count-in to what follows."""
        placed = self.placed
        begin = placed.begins if placed.resumed else self._signal(placed.begins, sound)
        if placed.end is None:
            return
        counted = self._lead_to_next(len(ACCENTS))
        self._announce(begin, counted)
        say_progress(self._room, placed, begin, counted)

    def _announce(self, begin: float, counted: float) -> None:
        """Say what comes next, before the count-in if it fits there, else over it."""
        announce_next(
            self._room,
            self.placed,
            self.following,
            earliest=begin,
            latest=(counted, self.placed.end or counted),
        )

    def _lead_to_next(self, beats: int) -> float:
        """Count in to the next phase with as many of these beats as there is time for.

        Where another waiting phase follows, nothing is counted in.
        """
        end, following = self.placed.end, self.following
        if end is None or following is None or following.phase.kind not in _COUNTED_IN:
            return self.placed.begins if end is None else end
        room = end - self.placed.begins
        return self._count_in(end, following.beat, min(beats, int(room / following.beat)))

    def _beats(self) -> Iterator[Cue]:
        placed, grid, foot = self.placed, self.placed.grid, self.placed.phase.foot
        if grid is None or foot is None or not self._audio.beats:
            return
        silent = _silent_share(placed.phase, self._audio.fade)
        for step in count(placed.begun_before):
            if placed.steps is not None and step >= placed.steps:
                return
            if _faded(step, placed, silent):
                if silent >= 1 and placed.steps is None:
                    return
                continue
            at = placed.start + grid.time_of(step)
            sound = STEP_LEFT if stepping_foot(foot, step) is Foot.LEFT else STEP_RIGHT
            yield Cue(at, sound, placed.phase.index)


_TICKS = frozenset({STEP_LEFT, STEP_RIGHT, HOLD_TICK, *ACCENTS})
_COUNTED_IN = (PhaseKind.MOVE, PhaseKind.HOLD)
_GOLDEN = 0.618034
"""The golden ratio: its multiples spread the silent beats evenly, without a rhythm of their own."""
_FADE_ROUNDS = 10
"""Repetitions until the fading is complete where nobody knows how many there will be."""


def _silent_share(phase: Phase, fade: float) -> float:
    """Returns the share of beats that falls silent in this repetition, 0 to 1."""
    last = phase.repetitions or _FADE_ROUNDS
    return fade * min(1.0, (phase.repetition - 1) / max(1, last - 1))


def _faded(step: int, placed: ScheduledPhase, silent: float) -> bool:
    """Whether this beat falls silent, to train the person's own rhythm.

    The first step and the last three always sound.
    """
    steps = placed.steps
    if silent <= 0 or step == placed.begun_before or (steps and step >= steps - len(ACCENTS)):
        return False
    return (step * _GOLDEN) % 1.0 < silent
