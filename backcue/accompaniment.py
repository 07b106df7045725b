"""The sound of a session: follows its log entry by entry, when it is walked and in a replay."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from backcue.session.events import (
    Continued,
    Entry,
    FeetSwapped,
    Finished,
    Interrupted,
    Paused,
    PhaseStarted,
    Resumed,
    TempoChanged,
    VoiceSet,
    VolumeSet,
)
from backcue.session.snapshot import Snapshot, State
from backcue.sound.outputs.player import Player
from backcue.sound.scheduler import Scheduler
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.speech_slots import Lengths
from backcue.workout.timeline import ScheduledPhase


class Accompaniment:
    """Lets a player sound what follows from what happens in a session.

    `ahead` gives the phases from here on, `snapshot` the moment that is now.
    """

    def __init__(
        self,
        player: Player,
        lengths: Lengths,
        audio: AudioOptions,
        *,
        ahead: Callable[[], Iterator[ScheduledPhase]],
        snapshot: Callable[[], Snapshot],
    ) -> None:
        self._player = player
        self._scheduler = Scheduler(player, lengths, audio)
        self._ahead, self._snapshot = ahead, snapshot
        self._fresh = True
        self._interrupted = False

    @property
    def audio(self) -> AudioOptions:
        """What is to be heard."""
        return self._scheduler.audio

    @property
    def rings_out(self) -> float:
        """When the last sound handed over so far has ended."""
        return self._scheduler.rings_out

    def warm_up(self) -> None:
        """Let the player make ready what the first minute needs; returns at once."""
        self._scheduler.warm_up(self._ahead())

    def pump(self, now: float) -> None:
        """Hand over what is due soon; to be called several times a second."""
        self._scheduler.pump(now)

    def take(self, entry: Entry, told: float) -> float | None:
        """Let be heard what follows from an entry that was told at this time.

        Returns the time from which on the score was written anew; None where it was not.
        """
        if isinstance(entry, Interrupted):
            self._scheduler.silence()
            self._interrupted = True
        elif isinstance(entry, Continued):
            self._interrupted = False
        # Nobody was there to hear what was made good later.
        return None if self._interrupted else self._follow(entry, told)

    def _follow(self, entry: Entry, told: float) -> float | None:
        match entry:
            case PhaseStarted(at=at, lead=lead):
                if self._fresh or lead > 0:
                    self._fresh = False
                    self._scheduler.begin(self._ahead(), at)
            case Paused():
                self._scheduler.pause(told, self._snapshot().phase)
            case Resumed(at=at):
                self._fresh = False
                self._scheduler.begin(self._ahead(), at)
            case TempoChanged() | FeetSwapped():
                return self._replan(told)
            case VolumeSet(volume=volume, muted=muted):
                self._player.set_volume(0.0 if muted else volume)
            case VoiceSet(speaks=speaks):
                return self._let_speak(told, speaks=speaks)
            case Finished(tally=tally) if tally.completed:
                self._scheduler.finish(told, self._snapshot().phase)
            case Finished():
                self._scheduler.silence()
            case _:
                pass
        return None

    def _let_speak(self, told: float, *, speaks: bool) -> float | None:
        self._scheduler.audio = replace(self._scheduler.audio, voice=speaks)
        if not speaks:
            self._player.stop_speaking()
        return self._replan(told)

    def _replan(self, told: float) -> float | None:
        if self._snapshot().state in (State.PAUSED, State.FINISHED):
            return None
        return self._scheduler.carry_on(self._ahead(), told)
