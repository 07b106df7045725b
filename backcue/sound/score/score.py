"""The score: what is heard when. A pure function of phases and their places in time.

The rules are those of a coach who knows that nobody looks: one beat per step, left and
right told apart; the last three accented, each differently; the sound of a direction
exactly on its first step; a steady tone for a hold; speech early, whole and alone.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge

from backcue.sound.score.announcements import (
    announce_next,
    say_how_to_turn,
    say_progress,
    say_repetition,
    warn_of_lap,
    warn_of_turn,
)
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.beats import beats
from backcue.sound.score.cue import ACCENTS, FINISH, HOLD, HOLD_TICK, STEP_LEFT, STEP_RIGHT, Cue
from backcue.sound.score.phrasing import again, announcement
from backcue.sound.score.speech_slots import GAP, Lengths, SpeechSlots
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase
from backcue.workout.warnings import LONGEST_WARNING, time_to_turn

DUCKED = 0.4
"""Gain of a tick under speech, linear: 8 dB down."""
SHORTEST_COUNTED = 4
"""Steps of the shortest move whose end is counted in: one more than there are accents."""
SHORTEST_HOLD_COUNTED = 1.5
"""Seconds of the shortest hold whose end is counted in."""
BREATH = 0.1
"""Seconds by which the tone of a hold ends early where another hold follows: each is heard."""
READY_BEATS = 4


def score(
    timeline: Iterable[ScheduledPhase], lengths: Lengths, audio: AudioOptions | None = None
) -> Iterator[Cue]:
    """Returns all cues in the order of their times, lazily, on the clock of the timeline."""
    audio = audio or AudioOptions()
    before = None
    for scheduled, ahead in _looking_ahead(timeline):
        yield from _Part(scheduled, before, ahead, lengths, audio).cues()
        before = scheduled
    if before is not None and before.end is not None:
        yield from finished(before.end, before.phase, lengths, audio)


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
        scheduled: ScheduledPhase,
        before: ScheduledPhase | None,
        ahead: tuple[ScheduledPhase, ...],
        lengths: Lengths,
        audio: AudioOptions,
    ) -> None:
        self.scheduled, self.before, self.ahead = scheduled, before, ahead
        self.following = ahead[0] if ahead else None
        self._lengths, self._audio = lengths, audio
        self._room = SpeechSlots(lengths, silent=not audio.voice)
        self._fixed: list[Cue] = []

    def cues(self) -> Iterator[Cue]:
        """Returns the cues in the order of their times."""
        scheduled = self.scheduled
        if scheduled.resumed:
            self._resume()
        kinds: dict[PhaseKind, Callable[[], None]] = {
            PhaseKind.READY: self._ready,
            PhaseKind.MOVE: self._move,
            PhaseKind.HOLD: self._hold,
            PhaseKind.REST: self._rest,
            PhaseKind.TURN: self._turn,
        }
        kinds[scheduled.phase.kind]()
        for begin, _, sound in self._room.said:
            self._add(begin, sound)
        steps = beats(scheduled, self._audio.fade) if self._audio.beats else ()
        fixed = sorted(map(self._ducked, self._fixed), key=lambda cue: cue.at)
        return merge(map(self._ducked, steps), fixed, key=lambda cue: cue.at)

    def _add(self, at: float, sound: str, seconds: float | None = None) -> None:
        self._fixed.append(Cue(at, sound, self.scheduled.phase.index, seconds))

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
        scheduled = self.scheduled
        begin = scheduled.begins - scheduled.lead
        end = self._signal(begin, "resume")
        if scheduled.lead > 0:
            counted = self._count_in(scheduled.begins, scheduled.beat, len(ACCENTS))
            self._room.say(again(scheduled.phase), end + GAP, counted)

    def _ready(self) -> None:
        scheduled, phase = self.scheduled, self.scheduled.phase
        if scheduled.end is None:
            return
        begin = scheduled.begins
        if not scheduled.resumed:
            begin = self._signal(scheduled.begins, "ready")
        counted = self._lead_to_next(READY_BEATS)
        self._warn_of_turn(begin)
        announce_next(
            self._room, scheduled, self.following, earliest=begin, latest=(counted,), wish=counted
        )
        if phase.index == 0:
            self._room.say(announcement(phase), begin, counted)
            if self._audio.technique:
                self._room.say((self._audio.technique,), begin, counted)

    def _move(self) -> None:
        scheduled = self.scheduled
        begin = self._signal(scheduled.begins, str(scheduled.phase.direction))
        if scheduled.end is None or scheduled.grid is None or scheduled.steps is None:
            warn_of_lap(self._room, scheduled, begin)
            return
        counted = scheduled.end
        if scheduled.steps >= SHORTEST_COUNTED:
            first = scheduled.steps - len(ACCENTS)
            counted = scheduled.start + scheduled.grid.time_of(first)
            for step in range(max(first, scheduled.begun_before), scheduled.steps):
                self._add(scheduled.start + scheduled.grid.time_of(step), ACCENTS[step - first])
        self._warn_of_turn(begin)
        self._announce(begin, counted)
        say_repetition(self._room, scheduled, self.before, begin, counted)
        say_progress(self._room, scheduled, begin, counted)

    def _hold(self) -> None:
        scheduled = self.scheduled
        if scheduled.end is None or scheduled.duration is None:
            return
        sounding = scheduled.end - scheduled.begins
        if self.following is not None and self.following.phase.kind is PhaseKind.HOLD:
            sounding -= min(BREATH, sounding / 4)
        self._add(scheduled.begins, HOLD, sounding)
        counted = scheduled.end
        if scheduled.duration >= SHORTEST_HOLD_COUNTED and self.following is not None:
            counted = self._count_in(scheduled.end, 1 / len(ACCENTS), len(ACCENTS))
        begin = scheduled.begins + GAP
        self._warn_of_turn(begin)
        self._announce(begin, counted)
        say_repetition(self._room, scheduled, self.before, begin, counted)
        for left in range(1, int(scheduled.duration) + 1):
            if scheduled.end - left > scheduled.begins + 1e-6:
                self._add(scheduled.end - left, HOLD_TICK)

    def _rest(self) -> None:
        self._wait("rest")

    def _turn(self) -> None:
        self._wait("turn")

    def _wait(self, sound: str) -> None:
        """Sound a phase in which one waits: its signal, and the count-in to what follows."""
        scheduled = self.scheduled
        begin = scheduled.begins if scheduled.resumed else self._signal(scheduled.begins, sound)
        say_how_to_turn(self._room, scheduled, self._coming, begin)
        if scheduled.end is None:
            return
        counted = self._lead_to_next(len(ACCENTS))
        self._warn_of_turn(begin)
        self._announce(begin, counted)
        say_progress(self._room, scheduled, begin, counted)

    @property
    def _coming(self) -> Phase | None:
        """What comes after this phase and the time to settle, where that is known."""
        after = (each.phase for each in self.ahead)
        return next((p for p in after if p.kind is not PhaseKind.READY), self.scheduled.then)

    def _warn_of_turn(self, earliest: float) -> None:
        to_turn = time_to_turn((each.phase, each.duration) for each in self.ahead)
        earliest = self.scheduled.announced if self.scheduled.resumed else earliest
        warn_of_turn(self._room, self.scheduled, to_turn, earliest)

    def _announce(self, begin: float, counted: float) -> None:
        """Say what comes next, before the count-in if it fits there, else over it."""
        announce_next(
            self._room,
            self.scheduled,
            self.following,
            earliest=begin,
            latest=(counted, self.scheduled.end or counted),
        )

    def _lead_to_next(self, beats: int) -> float:
        """Count in to the next phase with as many of these beats as there is time for.

        Where another waiting phase follows, nothing is counted in.
        """
        end, following = self.scheduled.end, self.following
        if end is None or following is None or following.phase.kind not in _COUNTED_IN:
            return self.scheduled.begins if end is None else end
        room = end - self.scheduled.begins
        return self._count_in(end, following.beat, min(beats, int(room / following.beat)))


_TICKS = frozenset({STEP_LEFT, STEP_RIGHT, HOLD_TICK, *ACCENTS})
_COUNTED_IN = (PhaseKind.MOVE, PhaseKind.HOLD)
