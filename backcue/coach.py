"""The coach: runs one session, with its sound and its record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from backcue.accompaniment import Accompaniment
from backcue.history.head import Head
from backcue.history.record import Record
from backcue.history.writer import LogWriter
from backcue.presets.kept_cadences import found
from backcue.session.clock import Clock, Wake
from backcue.session.events import (
    CuesWithdrawn,
    Entry,
    Event,
    Note,
    Pressed,
    Started,
    VoiceSet,
    VolumeSet,
)
from backcue.session.session import Session
from backcue.session.snapshot import Snapshot
from backcue.session.tap_tempo import Taps
from backcue.sound.outputs.player import Player
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.speech_slots import Lengths
from backcue.system.faults import in_a_line
from backcue.system.log import logger
from backcue.system.wake_lock import WakeLock
from backcue.workout.course import Course
from backcue.workout.preset import PaceChange

if TYPE_CHECKING:
    from backcue.history.recovery import Resumption
    from backcue.history.store import Store

PUMP = 0.5
"""Seconds between two looks at what is to be heard next, and two signs of life in the history:
what is missing after a crash."""
TEMPO_STEP_SPM = 2.0
"""What one press changes of the cadence, steps per minute."""
VOLUME_STEP = 0.1
"""What one press changes of the volume, of 1."""
_LOG = logger(__name__)


class SessionResult(Struct, frozen=True):
    """A session that is over, and whether it could be kept."""

    record: Record
    where: Path | None
    """The file that it is in; None: in none."""
    problem: str | None = None
    """Why it is not in the history, or what else there is to say about that."""
    pace: PaceChange | None = None
    """The cadences at its end, where the person changed any."""
    failed: str | None = None
    """What ended it too early, in a line, where that was no key and no end of the course."""
    lost: bool = False
    """Whether it was to be kept and could not be, anywhere."""

    @property
    def went_wrong(self) -> bool:
        """Whether the program that led it is to end as one that failed."""
        return self.failed is not None or self.lost


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
        store: "Store | None",
        volume: float = 1.0,
        wake_lock: WakeLock | None = None,
        voice_pack: str = "en",
        sound_problem: str | None = None,
        resumption: "Resumption | None" = None,
    ) -> None:
        """Lead one session; without a store it is not kept.

        `resumption` is one that goes on, paused, where it was interrupted.
        """
        self.course = course
        self.sound_problem = sound_problem
        """What of the person's sounds and voice is not as they want it, in a line."""
        self.volume = volume
        self.muted = False
        self._clock = clock
        self._player = player
        self._store = store
        self._voice_pack = voice_pack
        self._resumption = resumption
        self._wake_lock = wake_lock
        self._session = Session(course, clock, None if resumption is None else resumption.walk)
        self._accompaniment = Accompaniment(
            player,
            lengths,
            audio,
            ahead=self._session.ahead,
            snapshot=self._session.snapshot,
        )
        self._log: LogWriter | None = None
        self._sound_failure: str | None = None
        self.told = 0.0
        """When the last event was told, on the session's clock."""
        self._taps = Taps()
        self._pump_wake: Wake | None = None
        self._session.log.follow(self._take)
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
        return self._accompaniment.audio.voice

    @property
    def error(self) -> str | None:
        """Why nothing is heard, in one quiet line; None while all is well."""
        return self._player.error or self._sound_failure

    @property
    def wake_lock_error(self) -> str | None:
        """Why the screen may go to sleep meanwhile, in one quiet line; None: it will not."""
        return None if self._wake_lock is None else self._wake_lock.error

    @property
    def history_error(self) -> str | None:
        """Why the session is not in the history yet, in one quiet line; None while it is."""
        error = None if self._log is None else self._log.error
        return error and f"not in your history yet: {error}"

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
        failed: str | None = None
        with self._sound_may_fail():
            self._accompaniment.warm_up()
        self._begin_log()
        self._pump()
        self._keep_awake(awake=True)
        try:
            await self._session.run()
        except Exception as error:  # noqa: BLE001 - what was walked is kept, whatever it is
            _LOG.exception("the session failed, and is kept as far as it went")
            failed = f"the workout ended here: {in_a_line(error)}"
        finally:
            if self._pump_wake is not None:
                self._pump_wake.cancel()
            self._keep_awake(awake=False)
            result = self._keep()
        return replace(result, failed=failed)

    @property
    def rings_out(self) -> float:
        """Seconds until the last sound has ended."""
        return max(0.0, self._accompaniment.rings_out - self._clock.now())

    # The keys.

    def perform(self, action: str) -> None:
        """Do what a key does in a workout, by the id of the action; unknown ids do nothing."""
        does = self._actions.get(action)
        if does is not None:
            self._note(Pressed(self._clock.now(), action))
            does()
            self._show_life()

    def pause(self) -> None:
        """Pause, if it is not paused."""
        self._session.pause()

    def stop(self) -> None:
        """End here; what was done is kept."""
        self._session.stop()

    def tap(self) -> float | None:
        """Take a tap of the tempo; returns the cadence that it set, None while it sets none."""
        cadence = self._taps.tap(self._clock.now(), self._session.coming_way)
        if cadence is not None:
            self._session.set_cadence(round(cadence, 1))
        return cadence

    def change_volume(self, by: float) -> float:
        """Make it louder or softer; returns the volume, 0 to 1. Ends a mute."""
        self.volume = min(1.0, max(0.0, round(self.volume + by, 2)))
        self.muted = False
        self._note_volume()
        return self.volume

    def toggle_mute(self) -> bool:
        """Mute, or end it; returns whether it is muted now."""
        self.muted = not self.muted
        self._note_volume()
        return self.muted

    def toggle_voice(self) -> bool:
        """Let the voice speak or be silent; returns whether it speaks now."""
        self._note(VoiceSet(self._clock.now(), not self.voice))
        return self.voice

    # The log, and what follows from it.

    def _take(self, entry: Entry) -> None:
        """Write down an entry of the log, and let be heard what follows from it."""
        self.told = told = self._clock.now()
        if self._log is not None:
            try:
                self._log.write(entry, told)
            except Exception:  # noqa: BLE001 - what is walked is heard, whoever keeps it
                _LOG.exception("the log failed at %s", type(entry).__name__)
        edge: float | None = None
        with self._sound_may_fail():
            edge = self._accompaniment.take(entry, told)
        if edge is not None:
            self._note(CuesWithdrawn(told, edge))
        if isinstance(entry, Started):
            self._note_volume()

    def _note(self, note: Note) -> None:
        self._session.log.append(note)

    def _note_volume(self) -> None:
        self._note(VolumeSet(self._clock.now(), self.volume, self.muted))

    def _pump(self) -> None:
        now = self._clock.now()
        self._pump_wake = self._clock.call_at(now + PUMP, self._pump)
        with self._sound_may_fail():
            self._accompaniment.pump(now)
        self._show_life()

    def _keep_awake(self, *, awake: bool) -> None:
        if self._wake_lock is not None:
            try:
                (self._wake_lock.begin if awake else self._wake_lock.end)()
            except Exception:  # noqa: BLE001 - a dark screen is no reason to stop
                _LOG.exception("the wake lock failed")

    @contextmanager
    def _sound_may_fail(self) -> Iterator[None]:
        """Let the session go on without what is to be heard where that cannot be made."""
        try:
            yield
            self._sound_failure = None
        except Exception as error:  # noqa: BLE001 - a session without sound is better than none
            _LOG.exception("what is to be heard cannot be made")
            self._sound_failure = f"no sound: {in_a_line(error)}"

    def _show_life(self) -> None:
        """Let the history know how far the session is."""
        if self._log is not None and self._session.underway:
            stretch = self._session.so_far()
            # What comes after its end has not been walked yet, though its time has come.
            self._log.alive(self._clock.now() if stretch is None else stretch.at, stretch)

    def _begin_log(self) -> None:
        """Begin the log; or let it go on, and the session with it."""
        place = None if self._store is None else self._store.place
        left = self._resumption
        if left is None:
            started = datetime.now().astimezone()
            head = Head(self.course, self._accompaniment.audio, started, self._voice_pack)
            self._log = LogWriter(place, head)
        else:
            self._log = LogWriter(
                place,
                left.head,
                token=left.token,
                rows=left.rows,
                figures=left.figures,
                held=left.held,
            )
            for entry in left.missing:
                self._log.write(entry, left.alive)
        self._log.begin()
        if left is not None:
            left.walk.go_over(left.alive, self._clock.now() - left.alive)
            self._note_volume()

    def _keep(self) -> SessionResult:
        pace = found(self.course, self._session.tempo.additions)
        if self._log is None:
            raise RuntimeError("a session that has not begun cannot be kept")
        kept = self._log.finish()
        self._log = None
        return SessionResult(kept.record, kept.where, kept.problem, pace, lost=kept.lost)
