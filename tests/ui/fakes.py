"""A coach that stands at one moment, and presets that never change."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from backcue.app_context import AppContext
from backcue.coach import SessionResult
from backcue.history.record import Ending, Record
from backcue.session.events import Event
from backcue.session.snapshot import Snapshot, State
from backcue.session_setup import RunOptions, SessionSetup
from backcue.settings.schema import PersonSettings, ScreenSettings, SessionSettings, Settings
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Cadence, Direction, Foot, Gait, Surface
from backcue.workout.notation import parse
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.preset import Preset
from tests.clock import VirtualClock

BALANCE = Preset(
    "balance",
    "Balance walk",
    parse("20x(5 forward, hold 2s, 4 backward, hold 3s)"),
    summary="Forward, balance, backward, balance.",
    surfaces=(Surface.FLOOR, Surface.TRACK),
    technique=("Start in an athletic stance.", "Land softly, toe to heel."),
    source="STACK: A Workout That Provides the Many Benefits of Running Backwards",
    tags=("classic",),
    built_in=True,
)
UPHILL = Preset(
    "uphill-back",
    "Uphill backward",
    parse("6x(45s backward walk @ 100spm incline 5%, rest 60s)"),
    summary="Short sets up a gentle slope.",
    surfaces=(Surface.TREADMILL, Surface.MANUAL_TREADMILL),
    tags=("treadmill",),
    built_in=True,
)
LOOP = Preset(
    "loop-by-key",
    "Loop by key",
    parse("forever(forward until key, backward until key)"),
    tags=("daily",),
    built_in=True,
)
MINE = Preset("mine", "My [/b] hill", parse("10min forward run, 2min backward run"))


@dataclass
class Shelf:
    """Presets in a list."""

    presets: tuple[Preset, ...] = (BALANCE, UPHILL, LOOP, MINE)
    broken: tuple[tuple[Path, Exception], ...] = (
        (Path("own/hill.toml"), ValueError("hill.toml:4:12: sequence: [/x] is no amount")),
    )
    changed: bool = False

    def find(self, preset_id: str) -> Preset | None:
        return next((preset for preset in self.presets if preset.id == preset_id), None)

    def refresh(self) -> bool:
        changed, self.changed = self.changed, False
        return changed


def plan(preset: Preset) -> Course:
    return Course(preset, preset.workout, Conditions())


FORWARD = Phase(
    1, PhaseKind.MOVE, 5 * 60 / 110, 10.0, steps=5, direction=Direction.FORWARD, gait=Gait.WALK,
    cadence=Cadence.steady(110), foot=Foot.RIGHT, repetition=7, repetitions=20, round=7,
)  # fmt: skip
HOLD = Phase(2, PhaseKind.HOLD, 2.0, 13.0, foot=Foot.RIGHT, repetition=7, repetitions=20, round=7)
BACKWARD = Phase(
    3, PhaseKind.MOVE, 4 * 60 / 100, 15.0, steps=4, direction=Direction.BACKWARD, gait=Gait.WALK,
    cadence=Cadence.steady(100), foot=Foot.LEFT, repetition=7, repetitions=20, round=7,
)  # fmt: skip
RUN = replace(BACKWARD, gait=Gait.RUN, seconds=95.0, steps=269, timed=True, incline=5.0)
REST = Phase(4, PhaseKind.REST, 60.0, 20.0, repetition=7, repetitions=20)
TURN = Phase(5, PhaseKind.TURN, None, 20.0)
SETTLE = Phase(6, PhaseKind.READY, 10.0, 50.0)
READY = Phase(0, PhaseKind.READY, 10.0, 0.0)
LAP = replace(FORWARD, seconds=None, steps=None, repetitions=None)


def at(phase: Phase, following: Phase | None, gone: float = 0.0, **changes: Any) -> Snapshot:
    """Returns a running moment of this phase, so many seconds after it began."""
    step = 0
    foot = phase.foot
    cadence = phase.cadence.start if phase.cadence else None
    if cadence is not None and foot is not None:
        step = int(gone * cadence / 60) + 1
        foot = foot if step % 2 else foot.other
    snapshot = Snapshot(
        state=State.READY if phase.kind is PhaseKind.READY else State.RUNNING,
        phase=phase,
        following=following,
        step=step,
        steps_left=None if phase.steps is None else phase.steps - step,
        foot=foot,
        cadence=cadence,
        phase_elapsed=gone,
        phase_left=None if phase.seconds is None else phase.seconds - gone,
        fraction=None if phase.seconds is None else gone / phase.seconds,
        elapsed=62.0,
        remaining=138.0,
        lead_left=0.0,
        coming=following if phase.kind in (PhaseKind.READY, PhaseKind.TURN) else None,
        next_step=None if cadence is None else step * 60 / cadence - gone,
    )
    return replace(snapshot, **changes)


WALKING = at(FORWARD, HOLD, 1.2)
GOING_BACK = at(BACKWARD, replace(HOLD, seconds=3.0, foot=Foot.LEFT), 1.3)
HOLDING = at(HOLD, BACKWARD, 0.6)
RESTING = at(REST, BACKWARD, 15.0)
GETTING_READY = at(READY, FORWARD, 2.5, elapsed=0.0, remaining=200.0)
PAUSED = replace(WALKING, state=State.PAUSED)
RESUMING = replace(GOING_BACK, state=State.RESUMING, lead_left=1.3)
RUNNING = at(RUN, REST, 33.0)
TWO_MINUTES = replace(BACKWARD, seconds=120.0, steps=200, timed=True, repetitions=4)
TURNING = at(TURN, SETTLE, 4.0, remaining=None, coming=TWO_MINUTES)
TURNING_TIMED = at(replace(TURN, seconds=30.0), SETTLE, 4.0, coming=TWO_MINUTES)
SETTLING = at(SETTLE, TWO_MINUTES, 2.5)
FIVE_MINUTES = replace(FORWARD, seconds=300.0, steps=550, timed=True, repetitions=4)
WARNED = at(FIVE_MINUTES, TURN, 287.0, remaining=None, warning="slow the belt")
WARNED_AGAIN = at(FIVE_MINUTES, TURN, 296.0, remaining=None, warning="feet on the side rails")
LAPPING = at(LAP, TURN, 75.0, remaining=None)


def kept(*, completed: bool = True, problem: str | None = None) -> SessionResult:
    record = Record(
        id=None if problem else 12,
        workout="balance",
        name="Balance walk",
        sequence="20x(5 forward, hold 2s, 4 backward, hold 3s)",
        surface=Surface.FLOOR,
        started="2026-03-01T09:00:00+00:00",
        state=Ending.COMPLETED if completed else Ending.STOPPED,
        seconds=221.4,
        active_seconds=202.5,
        forward_steps=100,
        backward_steps=80,
        left_holds=20,
        left_hold_seconds=50.0,
        right_holds=20,
        right_hold_seconds=50.0,
        repetitions=20,
    )
    return SessionResult(record, None if problem else Path("history.db"), problem)


class FakeCoach:
    """Stands at `now` and notes what it is told."""

    def __init__(self, now: Snapshot = WALKING, preset: Preset = BALANCE) -> None:
        self.now = now
        self.course = plan(preset)
        self.volume = 0.8
        self.muted = False
        self.voice = True
        self.error: str | None = None
        self.sound_problem: str | None = None
        self.wake_lock_error: str | None = None
        self.history_error: str | None = None
        self.taps = 0
        self.does: dict[str, Callable[[], object]] = {}
        """What to do in the place of what an action does."""
        self.told: list[str] = []
        self.readings = 0
        self.tempo: list[float] = []
        self.over: asyncio.Future[SessionResult] | None = None
        self.listeners: list[Callable[[Event], None]] = []

    def snapshot(self) -> Snapshot:
        self.readings += 1
        return self.now

    async def run(self) -> SessionResult:
        self.over = asyncio.get_running_loop().create_future()
        return await self.over

    def end(self, what: SessionResult | Exception) -> None:
        assert self.over is not None
        if isinstance(what, Exception):
            self.over.set_exception(what)
        else:
            self.over.set_result(what)

    def listen(self, listener: Callable[[Event], None], /) -> None:
        self.listeners.append(listener)

    def perform(self, action: str) -> None:
        does: dict[str, Callable[[], object]] = {
            "pause": self.pause_or_go,
            "halt": self.halt,
            "next": self.next,
            "back": self.back,
            "faster": lambda: self.change_cadence(2.0),
            "slower": lambda: self.change_cadence(-2.0),
            "tap": self.tap,
            "feet": self.swap_feet,
            "quieter": lambda: self.change_volume(-0.1),
            "louder": lambda: self.change_volume(0.1),
            "mute": self.toggle_mute,
            "voice": self.toggle_voice,
        }
        {**does, **self.does}[action]()

    def pause_or_go(self) -> None:
        self.told.append("pause_or_go")
        state = State.RUNNING if self.now.state is State.PAUSED else State.PAUSED
        self.now = replace(self.now, state=state)

    def halt(self) -> None:
        self.pause_or_go()
        self.told[-1] = "halt"

    def pause(self) -> None:
        self.told.append("pause")
        self.now = replace(self.now, state=State.PAUSED)

    def next(self) -> None:
        self.told.append("next")

    def back(self) -> None:
        self.told.append("back")

    def stop(self) -> None:
        self.told.append("stop")
        self.end(kept(completed=False))

    def change_cadence(self, by_spm: float, /) -> None:
        self.tempo.append(by_spm)

    def tap(self) -> float | None:
        self.told.append("tap")
        self.taps += 1
        return None

    def swap_feet(self) -> None:
        self.told.append("swap_feet")
        foot = self.now.phase.foot
        phase = replace(self.now.phase, foot=foot.other if foot else None)
        self.now = replace(self.now, phase=phase, foot=phase.foot)

    def change_volume(self, by: float, /) -> float:
        self.volume = round(min(1.0, max(0.0, self.volume + by)), 2)
        return self.volume

    def toggle_mute(self) -> bool:
        self.muted = not self.muted
        return self.muted

    def toggle_voice(self) -> bool:
        self.voice = not self.voice
        return self.voice


def settings(
    *,
    bottom_row: bool = False,
    safety_accepted: bool = True,
    surface: Surface | None = Surface.FLOOR,
    **keys: Any,
) -> Settings:
    """Returns settings of a person who has read the page on safety, and said where they walk."""
    return Settings(
        keys={action: tuple(names) for action, names in keys.items()},
        session=SessionSettings(bottom_row_pauses=bottom_row, surface=surface),
        person=PersonSettings(safety_accepted=safety_accepted),
    )


def with_theme(own: Settings, name: str) -> Settings:
    return replace(own, screen=ScreenSettings(theme=name))


def context(of: type[AppContext] = AppContext, **given: Any) -> Any:
    """Returns a context over the folders of the test, but for what is given."""
    usual: dict[str, Any] = {"settings": settings(), "library": Shelf()}
    return of(**{**usual, **given})


class Context(AppContext):
    """Gives one coach that stands still, and a plain plan of everything."""

    one_coach: FakeCoach
    clock: VirtualClock
    consent: Callable[[], str | None]
    cautions: Callable[[Preset], str | None]
    refusals: Callable[[Preset], str | None]
    once: RunOptions | None
    """With what the coach was asked for."""

    def setup(self, preset: Preset, once: RunOptions | None = None) -> SessionSetup:
        refusal = self.refusals(preset) if once is None or once == self.options else None
        return SessionSetup(plan(preset), caution=self.cautions(preset), refusal=refusal)

    def coach(self, preset: Preset, once: RunOptions | None = None) -> Any:
        del preset
        self.once = once
        return self.one_coach

    def accept_safety(self) -> str | None:
        return self.consent()


class Plain(Context):
    """Gives one coach that stands still, and sets everything up as it would be walked."""

    setup = AppContext.setup


def standing(
    coach: FakeCoach,
    *,
    of: type[Context] = Context,
    shelf: Shelf | None = None,
    keys: dict[str, list[str]] | None = None,
    bottom_row: bool = False,
    caution: Callable[[Preset], str | None] = lambda _: None,
    refusal: Callable[[Preset], str | None] = lambda _: None,
    accept_safety: Callable[[], str | None] | None = None,
    surface: Surface | None = Surface.FLOOR,
    **given: Any,
) -> Context:
    """Returns a context with this coach; `accept_safety`: the page on safety is still unread."""
    own = settings(
        bottom_row=bottom_row, safety_accepted=accept_safety is None, surface=surface, **keys or {}
    )
    made: Context = context(of, library=shelf or Shelf(), settings=own, **given)
    made.clock = VirtualClock()
    made.one_coach = coach
    made.cautions = caution
    made.refusals = refusal
    made.consent = accept_safety or (lambda: None)
    return made
