"""A session as a FIT activity: a lap for each repetition or phase, told by direction.

FIT knows no direction. So each lap says it three times: by the name of the workout step that it
belongs to, which other programs show, by a name of its own and as the field `direction`.
Distances are steps times step length, as nothing measures them.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from math import floor
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from backcue.exchange.errors import ExchangeError
from backcue.exchange.fit_file import begun, held_to_fit, milliseconds, named
from backcue.exchange.laps import Lap, laps_of, pauses
from backcue.history.entries import Told
from backcue.history.phases import DonePhase
from backcue.history.record import Record
from backcue.workout.model import MAX_CADENCE_SPM, Direction, Gait, Surface
from backcue.workout.pace import Pace

if TYPE_CHECKING:
    from fit_tool.fit_file_builder import FitFileBuilder

MOST_LAPS: Final = 20_000
"""More than any program shows."""
EVERY: Final = 5.0
"""Seconds between two records of cadence and distance."""
_APPLICATION: Final = b"backcue steps..."
"""Sixteen bytes that tell whose the fields are."""
_NAME, _DIRECTION, _FORWARD, _BACKWARD = range(4)
_FIELDS: Final = (
    ("name", "STRING", ""),
    ("direction", "STRING", ""),
    ("forward_steps", "UINT32", "steps"),
    ("backward_steps", "UINT32", "steps"),
)


def activity_fit(
    record: Record,
    done: Sequence[DonePhase],
    log: Iterable[Told],
    pace: Pace,
    *,
    each_phase: bool = False,
) -> bytes:
    """Returns a session as a FIT file.

    A lap is a repetition where there are any, else a phase; `each_phase`: always a phase.
    ExchangeError: it is too long, FIT has no room for one of its figures, or the extra is missing.
    """
    phases = [each for each in done if not each.phase.is_lead_in and each.end > each.start]
    laps = laps_of(phases, each_phase=each_phase)
    if len(laps) > MOST_LAPS:
        raise ExchangeError(f"it has {len(laps):,} laps; a FIT file is written with {MOST_LAPS:,}")
    with held_to_fit():
        return _Writing(record, pace).file(laps, phases, list(log))


class _Writing:
    """Writes one session."""

    def __init__(self, record: Record, pace: Pace) -> None:
        self._record, self._pace = record, pace
        running = sum(moved.seconds for moved in record.moved if moved.gait is Gait.RUN)
        self._runs = running > sum(moved.seconds for moved in record.moved) / 2
        self._file: FitFileBuilder
        self._moments: list[tuple[float, Any]] = []
        """What happened when, in seconds from the beginning."""

    def file(self, laps: list[Lap], phases: list[DonePhase], log: list[Told]) -> bytes:
        from fit_tool.profile.messages.activity_message import ActivityMessage  # noqa: PLC0415
        from fit_tool.profile.profile_type import Activity, Event, EventType  # noqa: PLC0415

        record = self._record
        self._file = begun("ACTIVITY", record.when, record.id or 1)
        self._describe()
        kinds = list(dict.fromkeys(lap.kind for lap in laps))
        self._steps(kinds)
        # The lead-in is before the start.
        self._timer(laps[0].begins if laps else 0.0, starts=True)
        walked = self._records(phases)
        for at, starts in pauses(log):
            self._timer(at, starts=starts)
        self._timer(record.seconds, starts=False)
        for _, message in sorted(self._moments, key=itemgetter(0)):
            self._file.add(message)
        for number, lap in enumerate(laps):
            self._lap(number, lap, kinds.index(lap.kind))
        self._session(len(laps), walked)
        activity: Any = ActivityMessage()
        activity.timestamp = self._at(record.seconds)
        activity.total_timer_time = _thousandths(record.active_seconds)
        activity.num_sessions = 1
        activity.type = Activity.MANUAL
        activity.event, activity.event_type = Event.ACTIVITY, EventType.STOP
        zone = record.when.utcoffset() or timedelta()
        activity.local_timestamp = _fit_seconds(self._at(record.seconds)) + int(
            zone.total_seconds()
        )
        self._file.add(activity)
        return bytes(self._file.build_bytes())

    def _at(self, seconds: float) -> int:
        return milliseconds(self._record.when) + round(seconds * 1000)

    def _describe(self) -> None:
        from fit_tool.base_type import BaseType  # noqa: PLC0415
        from fit_tool.profile.messages.developer_data_id_message import (  # noqa: PLC0415
            DeveloperDataIdMessage,
        )
        from fit_tool.profile.messages.field_description_message import (  # noqa: PLC0415
            FieldDescriptionMessage,
        )

        ours: Any = DeveloperDataIdMessage()
        ours.developer_data_index, ours.application_id = 0, _APPLICATION
        self._file.add(ours)
        for number, (name, base_type, units) in enumerate(_FIELDS):
            field: Any = FieldDescriptionMessage()
            field.developer_data_index, field.field_definition_number = 0, number
            field.fit_base_type_id, field.field_name = BaseType[base_type].value, name
            if units:
                field.units = units
            self._file.add(field)

    def _steps(self, kinds: list[str]) -> None:
        """Name the steps that the laps belong to: programs show these names."""
        from fit_tool.profile.messages.workout_message import WorkoutMessage  # noqa: PLC0415
        from fit_tool.profile.messages.workout_step_message import (  # noqa: PLC0415
            WorkoutStepMessage,
        )
        from fit_tool.profile.profile_type import (  # noqa: PLC0415
            WorkoutStepDuration,
            WorkoutStepTarget,
        )

        workout: Any = WorkoutMessage()
        workout.workout_name = named(self._record.name)
        workout.sport, workout.num_valid_steps = self._sport(), len(kinds)
        self._file.add(workout)
        for number, kind in enumerate(kinds):
            step: Any = WorkoutStepMessage()
            step.message_index, step.workout_step_name = number, named(kind)
            step.duration_type = WorkoutStepDuration.OPEN
            step.target_type = WorkoutStepTarget.OPEN
            self._file.add(step)

    def _sport(self) -> Any:  # noqa: ANN401 - a type of the extra
        from fit_tool.profile.profile_type import Sport  # noqa: PLC0415

        return Sport.RUNNING if self._runs else Sport.WALKING

    def _timer(self, at: float, *, starts: bool) -> None:
        from fit_tool.profile.messages.event_message import EventMessage  # noqa: PLC0415
        from fit_tool.profile.profile_type import Event, EventType  # noqa: PLC0415

        event: Any = EventMessage()
        event.timestamp, event.event = self._at(at), Event.TIMER
        event.event_type = EventType.START if starts else EventType.STOP_ALL
        self._moments.append((at, event))

    def _records(self, phases: Iterable[DonePhase]) -> float:
        """Write how fast and how far it went; returns the metres."""
        from fit_tool.profile.messages.record_message import RecordMessage  # noqa: PLC0415

        metres, latest = 0.0, -EVERY
        for done in phases:
            cadence = done.cadence or 0.0
            speed = cadence / 60 * self._step_length(done)
            lasts = done.end - done.start
            # What was spent in pauses is spread over it: where they lay, the timer's events say.
            going = done.seconds / lasts if lasts > 0 else 0.0
            moments = [done.start + EVERY * number for number in range(int(lasts / EVERY) + 1)]
            for at in (*moments, done.end):
                if at - latest < 1:
                    continue
                latest = at
                message: Any = RecordMessage()
                message.timestamp = self._at(at)
                message.distance = metres + (at - done.start) * going * speed
                message.enhanced_speed = speed
                message.cadence, message.fractional_cadence = _halved(cadence)
                self._moments.append((at, message))
            metres += done.seconds * speed
        return metres

    def _step_length(self, done: DonePhase) -> float:
        phase = done.phase
        if phase.direction is None or phase.gait is None:
            return 0.0
        return self._pace.step_length(phase.direction, phase.gait)

    def _lap(self, number: int, lap: Lap, step: int) -> None:
        from fit_tool.profile.messages.lap_message import LapMessage  # noqa: PLC0415
        from fit_tool.profile.profile_type import (  # noqa: PLC0415
            Event,
            EventType,
            Intensity,
            LapTrigger,
        )

        message: Any = LapMessage(developer_fields=self._own_fields(lap))
        message.message_index, message.workout_step_index = number, step
        message.start_time, message.timestamp = self._at(lap.begins), self._at(lap.ends)
        message.total_elapsed_time = _thousandths(lap.ends - lap.begins)
        message.total_timer_time = _thousandths(lap.seconds)
        steps = lap.steps(Direction.FORWARD) + lap.steps(Direction.BACKWARD)
        moving = sum(done.seconds for done in lap.phases if done.cadence is not None)
        message.total_cycles, message.total_fractional_cycles = _halved(steps)
        _put_cadence(message, steps, moving)
        message.total_distance = sum(
            (done.cadence or 0.0) / 60 * done.seconds * self._step_length(done)
            for done in lap.phases
        )
        message.intensity = Intensity.ACTIVE if steps else Intensity.REST
        message.event, message.event_type = Event.LAP, EventType.STOP
        message.lap_trigger, message.sport = LapTrigger.MANUAL, self._sport()
        self._file.add(message)

    def _own_fields(self, lap: Lap) -> list[Any]:
        from fit_tool.base_type import BaseType  # noqa: PLC0415
        from fit_tool.developer_field import DeveloperField  # noqa: PLC0415

        values: dict[int, str | int] = {
            _NAME: named(lap.name),
            _DIRECTION: lap.direction,
            _FORWARD: lap.steps(Direction.FORWARD),
            _BACKWARD: lap.steps(Direction.BACKWARD),
        }
        fields = []
        for number, value in values.items():
            name, base_type, units = _FIELDS[number]
            size = len(value.encode()) + 1 if isinstance(value, str) else 4
            field = DeveloperField(
                field_id=number, name=name, base_type=BaseType[base_type], size=size, units=units
            )
            field.set_value(0, value)
            fields.append(field)
        return fields

    def _session(self, laps: int, metres: float) -> None:
        from fit_tool.profile.messages.session_message import SessionMessage  # noqa: PLC0415
        from fit_tool.profile.profile_type import (  # noqa: PLC0415
            Event,
            EventType,
            SessionTrigger,
            SubSport,
        )

        record = self._record
        message: Any = SessionMessage()
        message.message_index, message.first_lap_index, message.num_laps = 0, 0, laps
        message.start_time, message.timestamp = self._at(0), self._at(record.seconds)
        message.total_elapsed_time = _thousandths(record.seconds)
        message.total_timer_time = _thousandths(record.active_seconds)
        steps = record.forward_steps + record.backward_steps
        message.total_cycles, message.total_fractional_cycles = _halved(steps)
        moving = sum(moved.seconds for moved in record.moved)
        _put_cadence(message, steps, moving)
        message.total_distance = metres
        message.sport = self._sport()
        # By the word itself: a history that was damaged may have another one.
        places = {
            str(Surface.TREADMILL): SubSport.TREADMILL,
            str(Surface.MANUAL_TREADMILL): SubSport.TREADMILL,
            str(Surface.TRACK): SubSport.TRACK,
        }
        message.sub_sport = places.get(record.surface, SubSport.GENERIC)
        if record.effort is not None:
            message.workout_rpe = record.effort * 10
        message.event, message.event_type = Event.LAP, EventType.STOP
        message.trigger = SessionTrigger.ACTIVITY_END
        self._file.add(message)


def _halved(steps: float) -> tuple[int, float]:
    """Returns steps as FIT has them: strides of two steps, and the part of one."""
    whole = floor(steps / 2)
    return whole, round((steps / 2 - whole) * 128) / 128


def _put_cadence(message: Any, steps: int, seconds: float) -> None:  # noqa: ANN401 - of the extra
    """Say how quick steps were on average, unless a phase left at once makes that absurd."""
    if seconds > 0 and steps * 60 / seconds <= MAX_CADENCE_SPM:
        message.avg_cadence, message.avg_fractional_cadence = _halved(steps * 60 / seconds)


def _thousandths(seconds: float) -> float:
    return round(max(0.0, seconds), 3)


def _fit_seconds(at_ms: int) -> int:
    """Returns a time in seconds since the end of 1989, as FIT counts."""
    return round(at_ms / 1000) - 631_065_600
