"""The score of one phase: its sounds, its count-in, and what is said in it."""

from collections.abc import Callable, Iterator
from heapq import merge

from msgspec.structs import replace

from backcue.sound.score.announcements import (
    announce_next,
    detail_of,
    is_said_before,
    said_of_repetition,
    say_how_to_turn,
    say_progress,
    say_rails,
    say_repetition,
    warn_of_lap,
    warn_of_turn,
)
from backcue.sound.score.audio_options import AudioOptions, Detail
from backcue.sound.score.beats import beats
from backcue.sound.score.count_in import count_in_of_hold
from backcue.sound.score.cue import ACCENTS, HOLD, HOLD_TICK, STEP_LEFT, STEP_RIGHT, Cue
from backcue.sound.score.phrasing import again, announcement
from backcue.sound.score.speech_slots import GAP, Heard, Lengths, SpeechSlots
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase
from backcue.workout.warnings import time_to_turn

DUCKED = 0.4
"""Gain of a tick under speech, linear: 8 dB down."""
SHORTEST_COUNTED = 4
"""Steps of the shortest move whose end is counted in: one more than there are accents."""
BREATH = 0.1
"""Seconds by which the tone of a hold ends early where another hold follows: each is heard."""
READY_BEATS = 4
BEFORE_SPEECH = 0.05
"""Seconds of a hold's tone before speech: it is heard to begin."""
_EPSILON = 1e-6


class Part:
    """The score of one phase, or of the rest of it after a pause."""

    def __init__(
        self,
        scheduled: ScheduledPhase,
        before: ScheduledPhase | None,
        ahead: tuple[ScheduledPhase, ...],
        lengths: Lengths,
        audio: AudioOptions,
        *,
        anew: int | None,
        announced: bool,
        heard: Heard,
    ) -> None:
        self.scheduled, self.before, self.ahead = scheduled, before, ahead
        self.announces = False
        """Whether it was said in it what follows."""
        self._announced = announced
        self.following = ahead[0] if ahead else None
        coming = self.following.phase if self.following else scheduled.phase
        self._detail = detail_of(coming, audio.detail, anew)
        self._lengths, self._audio = lengths, audio
        self._room = SpeechSlots(
            lengths, silent=not audio.voice, heard=heard, phase=scheduled.phase.index
        )
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
        for said in self._room.said:
            self._add(said.begin, said.sound)
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
            said = self._room.say(again(scheduled.phase), end + GAP, counted)
            self._announced = self._announced or said

    def _ready(self) -> None:
        scheduled, phase = self.scheduled, self.scheduled.phase
        if scheduled.end is None:
            return
        begin = scheduled.begins
        if not scheduled.resumed:
            begin = self._signal(scheduled.begins, "ready")
        counted = self._lead_to_next(READY_BEATS)
        self._warn_of_turn(begin)
        self.announces = announce_next(
            self._room,
            scheduled,
            self.following,
            earliest=begin,
            latest=(counted,),
            wish=counted,
            detail=self._detail,
        )
        if phase.index == 0:
            self._room.say(announcement(phase), begin, counted)
            if self._audio.technique and self._says_all:
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
        self._tell(begin, counted)

    def _hold(self) -> None:
        scheduled = self.scheduled
        if scheduled.end is None or scheduled.duration is None:
            return
        sounding = scheduled.end - scheduled.begins
        if self.following is not None and self.following.phase.kind is PhaseKind.HOLD:
            sounding -= min(BREATH, sounding / 4)
        self._add(scheduled.begins, HOLD, sounding)
        begin = scheduled.begins + BEFORE_SPEECH
        strokes = count_in_of_hold(scheduled, self.following, self._needed())
        counted = scheduled.end
        if strokes is not None:
            counted = self._count_in(scheduled.end, strokes.beat, strokes.strokes)
        self._say_rails(begin)
        self._warn_of_turn(begin)
        self._say_which_comes(begin, counted)
        self._announce(begin, counted)
        if self.before is None and not self._announced and not scheduled.phase.on_rails:
            # A key brought it: nobody has said yet on which leg.
            self._room.say(again(scheduled.phase), begin, counted)
        self._tell(begin, counted)
        for left in range(1, int(scheduled.duration) + 1):
            at = scheduled.end - left
            # another rhythm inside the count-in would hide its tempo
            if scheduled.begins + _EPSILON < at < counted + _EPSILON:
                self._add(at, HOLD_TICK)

    def _needed(self) -> tuple[float, ...]:
        """Returns the seconds that speech needs in a hold: with the repetition, and without."""
        if not self._audio.voice:
            return (0.0,)
        announced = BEFORE_SPEECH + self._room.length(self._briefly)
        with_it = self._room.length(self._which_comes[-1:])
        return (announced + GAP + with_it, announced) if with_it else (announced,)

    @property
    def _briefly(self) -> tuple[str, ...]:
        """The ways to say what follows, none longer than it need be."""
        detail = Detail.BRIEF if self._says_all else Detail.CHANGES
        return announcement(self.following.phase, detail) if self.following else ()

    @property
    def _which_comes(self) -> tuple[str, ...]:
        """The ways to say which repetition comes, where this is its place."""
        if self.following is None or not is_said_before(self.scheduled, self.following):
            return ()
        return said_of_repetition(self.following.phase, self._detail)

    def _say_which_comes(self, begin: float, counted: float) -> None:
        """Say which repetition comes right before it is counted in: after what follows."""
        after = begin + self._room.length(self._briefly) + GAP
        self._room.say(self._which_comes, after, counted, counted)

    def _tell(self, begin: float, counted: float) -> None:
        """Say which repetition it is, and how much is left."""
        if not self._says_all:
            return
        say_repetition(self._room, self.scheduled, self.before, begin, counted)
        say_progress(self._room, self.scheduled, begin, counted)

    @property
    def _says_all(self) -> bool:
        """Whether more is said than what changes."""
        return self._audio.detail is not Detail.CHANGES

    def _rest(self) -> None:
        self._wait("rest")

    def _turn(self) -> None:
        self._wait("turn")

    def _wait(self, sound: str) -> None:
        """Sound a phase in which one waits: its signal, and the count-in to what follows."""
        scheduled = self.scheduled
        begin = scheduled.begins if scheduled.resumed else self._signal(scheduled.begins, sound)
        say_how_to_turn(self._room, scheduled, self._coming, begin)
        self._say_rails(begin)
        if scheduled.end is None:
            self._warn_of_turn(begin)
            return
        counted = self._lead_to_next(len(ACCENTS))
        self._warn_of_turn(begin)
        self._say_which_comes(begin, counted)
        self._announce(begin, counted)
        self._tell(begin, counted)

    @property
    def _coming(self) -> Phase | None:
        """What comes after this phase and the time to settle, where that is known."""
        after = (each.phase for each in self.ahead)
        return next((p for p in after if p.kind is not PhaseKind.READY), self.scheduled.then)

    def _say_rails(self, begin: float) -> None:
        if not self._announced:
            say_rails(self._room, self.scheduled, begin)

    def _warn_of_turn(self, earliest: float) -> None:
        to_turn = time_to_turn((each.phase, each.duration) for each in self.ahead)
        earliest = self.scheduled.announced if self.scheduled.resumed else earliest
        warn_of_turn(self._room, self.scheduled, to_turn, earliest)

    def _announce(self, begin: float, counted: float) -> None:
        """Say what comes next, before the count-in if it fits there, else over it."""
        self.announces = announce_next(
            self._room,
            self.scheduled,
            self.following,
            earliest=begin,
            latest=(counted, self.scheduled.end or counted),
            detail=self._detail,
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
