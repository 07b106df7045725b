"""The scheduler: hands the score to a player, a little ahead of time."""

from collections.abc import Iterator
from itertools import takewhile

from backcue.sound.outputs.player import TOO_LATE, Player
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.cue import FINISH, Cue
from backcue.sound.score.score import finished, paused, score
from backcue.sound.score.speech_slots import Heard, Lengths, Said
from backcue.workout.phases import Phase
from backcue.workout.timeline import ScheduledPhase

HORIZON = 2.0
"""Seconds that cues are handed over ahead of their time."""
_WARM = 60.0
"""Seconds of score whose sounds are made ready before it begins."""
_MEMORY = 60.0
"""Seconds for which it is remembered what was said."""
_NEVER = float("-inf")


class Scheduler:
    """Follows one session. Keys change the plan; what was not heard yet is written anew."""

    def __init__(self, player: Player, lengths: Lengths, audio: AudioOptions) -> None:
        self.audio = audio
        self._player = player
        self._lengths = lengths
        self._cues: Iterator[Cue] = iter(())
        self._next: Cue | None = None
        self._edge = _NEVER
        self._speech: list[Said] = []
        self._last = 0.0
        self._finish = _NEVER
        self._anew: int | None = None

    @property
    def rings_out(self) -> float:
        """When the last sound handed over so far has ended."""
        return self._last

    def warm_up(self, timeline: Iterator[ScheduledPhase]) -> None:
        """Let the player make ready what the first minute needs; returns at once."""
        cues = takewhile(lambda cue: cue.at <= _WARM, score(timeline, self._lengths, self.audio))
        self._player.prepare({cue.sound: None for cue in cues})

    def begin(self, timeline: Iterator[ScheduledPhase], now: float) -> None:
        """Perform this from now on, and nothing of what was planned before."""
        self._player.hush()
        self._edge = self._finish = _NEVER
        self._speech.clear()
        self._anew = None
        self._perform(timeline, now)

    def carry_on(self, timeline: Iterator[ScheduledPhase], now: float) -> float:
        """Perform the same with another tempo or other audio, without a gap or a double.

        Returns the time from which on it is written anew: all before was on its way.
        """
        self._edge = self._player.cancel()
        self._speech = [said for said in self._speech if said.begin < self._edge]
        self._last = min(self._last, self._edge)
        if self._finish >= self._edge:
            self._finish = _NEVER
        self._perform(timeline, now)
        return self._edge

    def pause(self, now: float, phase: Phase) -> None:
        """Fall silent, and say so."""
        self.silence()
        for cue in paused(now, phase, self._lengths, self.audio):
            self._hand_over(cue)

    def finish(self, now: float, phase: Phase) -> None:
        """Let all of the end be heard, also where it was not planned but brought by a key.

        Nobody asks for more after it, so the last sounds go out at once.
        """
        if self._finish != _NEVER:
            self.pump(now, float("inf"))
            return
        self.silence()
        for cue in finished(now, phase, self._lengths, self.audio):
            self._hand_over(cue)

    def silence(self) -> None:
        """Fall silent."""
        self._player.hush()
        self._cues, self._next, self._finish = iter(()), None, _NEVER

    def pump(self, now: float, horizon: float = HORIZON) -> None:
        """Hand over what is due within the horizon, seconds."""
        while (cue := self._next) is not None and cue.at <= now + horizon:
            # First, so that no cue that cannot be handed over keeps the next ones back.
            self._next = next(self._cues, None)
            # What begins before the edge was heard before the plan changed.
            if cue.at >= max(now - TOO_LATE, self._edge):
                self._hand_over(cue)

    def _perform(self, timeline: Iterator[ScheduledPhase], now: float) -> None:
        phases = self._noting_resumed(timeline)
        heard = Heard(self._edge, tuple(self._speech))
        self._cues = score(phases, self._lengths, self.audio, self._anew, heard)
        self._next = next(self._cues, None)
        self.pump(now)

    def _noting_resumed(self, timeline: Iterator[ScheduledPhase]) -> Iterator[ScheduledPhase]:
        """Remember where the person went on: what is written anew later knows of it, too."""
        for scheduled in timeline:
            if scheduled.resumed:
                self._anew = scheduled.phase.round
            yield scheduled

    def _hand_over(self, cue: Cue) -> None:
        end = cue.at + (cue.seconds or self._lengths(cue.sound) or 0.0)
        self._last = max(self._last, end)
        if cue.sound == FINISH:
            self._finish = cue.at
        if cue.spoken:
            self._speech = [said for said in self._speech if said.end > cue.at - _MEMORY]
            self._speech.append(Said(cue.at, end, cue.sound, cue.phase))
        self._player.schedule(cue)
