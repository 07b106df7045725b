"""Times, amounts and phases as words for a person's eyes."""

from collections.abc import Collection, Sequence
from math import ceil, floor

from backcue.settings.schema import Setting
from backcue.settings.values import written
from backcue.workout.amounts import steps_of
from backcue.workout.course import Course
from backcue.workout.model import Distance, Gait, Move, Surface, leaves
from backcue.workout.notation import format_amount
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.suitability import BELTS, SURFACE_NAMES
from backcue.workout.totals import Totals

ON_RAILS = "on the side rails"
"""Where one stands in a phase beside a moving belt."""
EPSILON = 1e-6
"""Seconds; less than this is nothing."""
INTERRUPTED = "a workout was interrupted: the menu offers to go on with it; what was done is kept"
"""What is said where nobody can be asked."""
MINUTE, _HOUR = 60, 3600
"""Seconds."""
_PART_ASIDE = "what is wrong there counts as not set; the file stays as it is"
"""Said with what is wrong in the settings file."""
_ALL_ASIDE = "nothing of the file counts until that is put right; it stays as it is"


def settings_aside(*, whole: bool) -> str:
    """Say what becomes of a settings file that is wrong somewhere, or that is no TOML at all."""
    return _ALL_ASIDE if whole else _PART_ASIDE


def setting_value(setting: Setting, value: object) -> str:
    """Write the value of a setting with its unit: `80 %`, `key`, `true`."""
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{written(value)} {setting.unit}".rstrip() if is_figure else written(value)


def clock(seconds: float) -> str:
    """Write the whole seconds that are over as `m:ss` or `h:mm:ss`."""
    minutes, rest = divmod(max(0, floor(seconds + EPSILON)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def length(seconds: float) -> str:
    """Write how long something takes in all, to the nearest second."""
    return clock(seconds + 0.5)


def countdown(seconds: float, planned: float) -> str:
    """Write the seconds left of a planned time: `7`, or `4:32` where it is a minute or more.

    0 is never shown.
    """
    left = max(1, ceil(seconds - EPSILON))
    return str(left) if planned < MINUTE else clock(left)


def amount(seconds: float) -> str:
    """Write a length of time: `2 s`, `45 s`, `1:30 min`, `10 min`, `2 h`."""
    if seconds < MINUTE:
        return f"{seconds:.3g} s"
    if seconds % _HOUR == 0:
        return f"{seconds / _HOUR:.0f} h"
    if seconds % MINUTE == 0:
        return f"{seconds / MINUTE:.0f} min"
    return f"{length(seconds)} {'h' if seconds >= _HOUR else 'min'}"


def next_amount(phase: Phase) -> str:
    """Say as briefly as can be how much of a phase there is: `4`, `0:45`, `2` of a hold, `...`.

    Steps are a number and times of moves and rests a clock, so that neither needs a unit.
    """
    if phase.seconds is None:
        return "..."
    if phase.kind is PhaseKind.MOVE and not phase.timed:
        return f"{phase.steps:,}"
    if phase.kind is PhaseKind.HOLD and phase.seconds < MINUTE:
        return f"{phase.seconds:.3g}"
    return length(phase.seconds)


def facts(phase: Phase, step: int, go_on: str) -> str:
    """Say of a phase what is of use from near by: `run · incline 5 % · step 12`."""
    parts = [
        "find your stride" if phase.kind is PhaseKind.READY and phase.index > 0 else "",
        _run(phase).strip(),
        "" if phase.incline is None else f"incline {phase.incline:g} %",
        f"step {max(1, step):{len(str(phase.steps))}}" if phase.timed and phase.steps else "",
        f"{go_on} goes on" if phase.is_open and phase.kind is PhaseKind.MOVE else "",
    ]
    return " · ".join(filter(None, parts))


_NEAR = 5.0
"""Seconds before the end of the lead-in from which the technique makes way."""


def technique_share(lines: int, planned: float) -> float:
    """Returns for how many seconds of a lead-in each line of technique stands."""
    return (planned - min(_NEAR, planned / 2)) / lines


def technique_line(technique: Sequence[str], gone: float, planned: float) -> str:
    """Returns the line whose turn it is; none near the end, when one gets set."""
    if not technique or planned <= 0:
        return ""
    at = floor(gone / technique_share(len(technique), planned) + EPSILON)
    return technique[at] if at < len(technique) else ""


def say(phase: Phase) -> str:
    """Say what to do in a phase: `4 backward`, `hold 2 s, right leg`, `45 s backward run`."""
    match phase.kind:
        case PhaseKind.MOVE:
            return _move(phase, f"{phase.steps or 0:,}") + _incline(phase)
        case PhaseKind.HOLD:
            leg = f", {phase.foot} leg" if phase.foot else ""
            return f"hold {_time(phase)}{leg}{_on_rails(phase)}"
        case PhaseKind.REST:
            return f"rest {_time(phase)}{_on_rails(phase)}"
        case PhaseKind.TURN:
            return f"turn {_time(phase)}"
        case PhaseKind.READY:
            return "get ready"


def say_in_full(phase: Phase) -> str:
    """Say all about a phase, feet included: `4 steps backward, left foot first`."""
    match phase.kind:
        case PhaseKind.MOVE:
            foot = f", {phase.foot} foot first" if phase.foot else ""
            return _move(phase, steps(phase.steps or 0)) + foot + _incline(phase)
        case PhaseKind.HOLD if phase.foot:
            return f"hold {_time(phase)} on the {phase.foot} leg{_on_rails(phase)}"
        case PhaseKind.READY:
            return f"get ready {_time(phase)}"
        case _:
            return say(phase)


def _move(phase: Phase, stepped: str) -> str:
    way = f"{phase.direction}{_run(phase)}"
    if phase.is_open:
        return f"{way} {_time(phase)}"
    return f"{_time(phase) if phase.timed else stepped} {way}"


def _run(move: Phase | Move) -> str:
    return " run" if move.gait is Gait.RUN else ""


def _time(phase: Phase) -> str:
    return "until you press space" if phase.seconds is None else amount(phase.seconds)


def _on_rails(phase: Phase) -> str:
    return f", {ON_RAILS}" if phase.on_rails else ""


def _incline(phase: Phase) -> str:
    return "" if phase.incline is None else f", incline {phase.incline:g} %"


def steps(count: int) -> str:
    """Write a number of steps: `1 step`, `1,200 steps`."""
    return "1 step" if count == 1 else f"{count:,} steps"


def time_words(totals: Totals) -> str:
    """Say how long a workout takes."""
    if totals.endless:
        return "until you stop"
    return "you end it, phase by phase" if totals.seconds is None else length(totals.seconds)


def time_short(totals: Totals) -> str:
    """Say how long a workout takes in a word, for a column: `3:23`, `endless`, `by key`."""
    if totals.endless:
        return "endless"
    return "by key" if totals.seconds is None else length(totals.seconds)


def steps_words(totals: Totals) -> str:
    """Say how many steps a workout has each way."""
    each = [
        f"{count:,} {way}"
        for way, count in (("forward", totals.forward), ("backward", totals.backward))
        if count
    ]
    return ", ".join(each) or "as many as you make"


def distances(course: Course) -> tuple[str, ...]:
    """Say how many steps each distance becomes: `300m forward run = 300 steps`."""
    pace = course.conditions.pace
    told = (
        f"{format_amount(move.amount)} {move.direction}{_run(move)} = "
        + steps(steps_of(move.amount, pace.step_length(move.direction, move.gait)))
        for move in leaves(course.workout.items)
        if isinstance(move, Move) and isinstance(move.amount, Distance)
    )
    return tuple(dict.fromkeys(told))


def surface_name(surface: Surface) -> str:
    """Name a surface without an article: `floor`, `treadmill with a motor`."""
    return SURFACE_NAMES[surface].split(" ", 1)[1]


def surfaces_words(surfaces: Collection[Surface]) -> str:
    """Say on which surfaces something can be done: `anywhere`, `floor, track`, `any treadmill`."""
    if set(surfaces) == set(Surface):
        return "anywhere"
    if set(surfaces) == BELTS:
        return "any treadmill"
    return ", ".join(map(surface_name, surfaces))


def viewers(count: int) -> str:
    """Say how many second screens show it: `1 viewer`, `no viewer yet`."""
    if not count:
        return "no viewer yet"
    return "1 viewer" if count == 1 else f"{count} viewers"
