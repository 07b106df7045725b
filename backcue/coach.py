"""The coach: runs one session, with its sound and its record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from backcue.history.record import Record
from backcue.history.store import Store
from backcue.presets.kept_cadences import found
from backcue.session.clock import Clock, Wake
from backcue.session.events import (
    Event,
    FeetSwapped,
    Finished,
    Paused,
    PhaseStarted,
    Resumed,
    TempoChanged,
)
from backcue.session.session import Session
from backcue.session.snapshot import Snapshot, State
from backcue.session.tally import Tally
from backcue.session.tap_tempo import Taps
from backcue.sound.outputs.player import Player
from backcue.sound.scheduler import Scheduler
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.speech_slots import Lengths
from backcue.system.wake_lock import WakeLock
from backcue.workout.course import Course
from backcue.workout.notation import format_workout
from backcue.workout.preset import PaceChange

PUMP = 0.5
"""Seconds between two looks at what is to be heard next."""
TEMPO_STEP_SPM = 2.0
"""What one press changes of the cadence, steps per minute."""
VOLUME_STEP = 0.1
"""What one press changes of the volume, of 1."""


@dataclass(frozen=True, slots=True)
class SessionResult:
    """A session that is over, and whether it could be kept."""

    record: Record
    where: Path | None
    problem: str | None = None
    pace: PaceChange | None = None
    """The cadences at its end, where the person changed any."""


class Coach:
    """Leads a person through a course: by ear first, by eye second.

    Screens read `moment()` and pass keys on as calls. Nothing here raises because of sound.
    """

    def __init__(
        self,
        course: Course,
        *,
        clock: Clock,
        player: Player,
        lengths: Lengths,
        audio: AudioOptions,
        store: Store | None,
        volume: float = 1.0,
        wake_lock: WakeLock | None = None,
    ) -> None:
        self.course = course
        self.volume = volume
        self.muted = False
        self._clock = clock
        self._player = player
        self._store = store
        self._wake_lock = wake_lock
        self._session = Session(course, clock)
        self._scheduler = Scheduler(player, lengths, audio)
        self._taps = Taps()
        self._pump_wake: Wake | None = None
        self._fresh = True
        self._session.listen(self._hear)
        self._actions: dict[str, Callable[[], object]] = {
            "pause": self._session.pause_or_go,
            "halt": self._session.pause_or_resume,
            "next": self._session.next,
            "back": self._session.back,
            "faster": lambda: self._session.change_cadence(TEMPO_STEP_SPM),
            "slower": lambda: self._session.change_cadence(-TEMPO_STEP_SPM),
            "tap": self.tap,
            "feet": self._session.swap_feet,
            "quieter": lambda: self.change_volume(-VOLUME_STEP),
            "louder": lambda: self.change_volume(VOLUME_STEP),
            "mute": self.toggle_mute,
            "voice": self.toggle_voice,
        }

    # What a screen reads.

    def snapshot(self) -> Snapshot:
        """Read everything a screen shows; changes nothing."""
        return self._session.snapshot()

    def foresight(self, seconds: float) -> Iterator[tuple[float, Snapshot]]:
        """Returns what is to be shown within so many seconds if no key is pressed.

        A snapshot for each change, with its time on the clock; changes nothing.
        """
        return self._session.foresight(seconds)

    @property
    def voice(self) -> bool:
        """Whether phrases are spoken."""
        return self._scheduler.audio.voice

    @property
    def error(self) -> str | None:
        """Why nothing is heard, in one quiet line; None while all is well."""
        return self._player.error

    @property
    def wake_lock_error(self) -> str | None:
        """Why the screen may go to sleep meanwhile, in one quiet line; None: it will not."""
        return None if self._wake_lock is None else self._wake_lock.error

    @property
    def taps(self) -> int:
        """How many taps in a row there were so far."""
        return self._taps.count

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Tell this listener every event of the session."""
        self._session.listen(listener)

    # A session from beginning to end.

    async def run(self) -> SessionResult:
        """Walk the course to its end, or until `stop`; keep what was done, whatever ends it."""
        self._scheduler.warm_up(self._session.ahead())
        started = datetime.now().astimezone()
        self._player.set_volume(0.0 if self.muted else self.volume)
        self._pump()
        if self._wake_lock is not None:
            self._wake_lock.begin()
        try:
            await self._session.run()
        finally:
            if self._pump_wake is not None:
                self._pump_wake.cancel()
            if self._wake_lock is not None:
                self._wake_lock.end()
            result = self._keep(self._record(started, self._session.tally()))
        return result

    @property
    def rings_out(self) -> float:
        """Seconds until the last sound has ended."""
        return max(0.0, self._scheduler.rings_out - self._clock.now())

    # The keys.

    def perform(self, action: str) -> None:
        """Do what a key does in a workout, by the id of the action; unknown ids do nothing."""
        does = self._actions.get(action)
        if does is not None:
            does()

    def pause(self) -> None:
        """Pause, if it is not paused."""
        self._session.pause()

    def stop(self) -> None:
        """End here; what was done is kept."""
        self._session.stop()

    def tap(self) -> float | None:
        """Take a tap of the tempo; returns the cadence that it set, None while it sets none."""
        cadence = self._taps.tap(self._clock.now())
        if cadence is not None:
            self._session.set_cadence(round(cadence, 1))
        return cadence

    def change_volume(self, by: float) -> float:
        """Make it louder or softer; returns the volume, 0 to 1. Ends a mute."""
        self.volume = min(1.0, max(0.0, round(self.volume + by, 2)))
        self.muted = False
        self._player.set_volume(self.volume)
        return self.volume

    def toggle_mute(self) -> bool:
        """Mute, or end it; returns whether it is muted now."""
        self.muted = not self.muted
        self._player.set_volume(0.0 if self.muted else self.volume)
        return self.muted

    def toggle_voice(self) -> bool:
        """Let the voice speak or be silent; returns whether it speaks now."""
        self._scheduler.audio = replace(self._scheduler.audio, voice=not self.voice)
        if not self.voice:
            self._player.stop_speaking()
        self._replan()
        return self.voice

    # What follows from events.

    def _hear(self, event: Event) -> None:
        match event:
            case PhaseStarted(at=at, lead=lead):
                if self._fresh or lead > 0:
                    self._fresh = False
                    self._scheduler.begin(self._session.ahead(), at)
            case Paused():
                self._scheduler.pause(self._clock.now(), self._session.snapshot().phase)
            case Resumed(at=at):
                self._scheduler.begin(self._session.ahead(), at)
            case TempoChanged() | FeetSwapped():
                self._replan()
            case Finished(tally=tally) if tally.completed:
                self._scheduler.finish(self._clock.now(), self._session.snapshot().phase)
            case Finished():
                self._scheduler.silence()
            case _:
                pass

    def _replan(self) -> None:
        if self._session.snapshot().state not in (State.PAUSED, State.FINISHED):
            self._scheduler.carry_on(self._session.ahead(), self._clock.now())

    def _pump(self) -> None:
        now = self._clock.now()
        self._scheduler.pump(now)
        self._pump_wake = self._clock.call_at(now + PUMP, self._pump)

    # What is kept.

    def _record(self, started: datetime, tally: Tally) -> Record:
        preset = self.course.preset
        return Record(
            preset_id=preset.id,
            name=preset.name,
            sequence=format_workout(self.course.workout),
            surface=self.course.surface,
            started=started,
            seconds=tally.seconds,
            active_seconds=tally.active_seconds,
            steps=tally.steps,
            holds=tally.holds,
            repetitions=tally.repetitions,
            completed=tally.completed,
        )

    def _keep(self, record: Record) -> SessionResult:
        pace = found(self.course.conditions.pace, self._session.tempo.additions)
        if self._store is None:
            return SessionResult(record, None, pace=pace)
        try:
            self._store.keep(record)
        except OSError as error:
            return SessionResult(record, None, f"not kept: {error.strerror or error}", pace)
        return SessionResult(record, self._store.file, pace=pace)
