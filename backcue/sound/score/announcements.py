"""What is said in a phase, and about when. Pure; the room decides whether it fits."""

from backcue.sound.score.audio_options import Detail
from backcue.sound.score.phrasing import (
    announcement,
    number,
    roomy,
    seconds_in_words,
    which_repetition,
)
from backcue.sound.score.speech_slots import SpeechSlots
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.timeline import ScheduledPhase
from backcue.workout.warnings import FEET_ON_RAILS, LAP_WARNING, SLOW_THE_BELT, warnings

WARNED_SECONDS = 3.0
"""A change is announced so long before it, or WARNED_STEPS, whichever is earlier."""
WARNED_STEPS = 8
STEPS_LEFT = (50, 20, 10)
"""Steps left that a long move tells."""
SECONDS_LEFT = (600.0, 300.0, 120.0, 60.0, 30.0)
"""Seconds left that a long timed phase tells."""
HALFWAY_FROM = 240.0
"""Seconds of the shortest phase whose half is told."""
REPETITION_FROM = 8.0
"""Seconds of the shortest phase in which the number of the repetition is said."""
TOLD_IN_FULL, TOLD_IN_FULL_AT_THE_END = 3, 2
"""Repetitions in which all is said in full: the first ones, and the last ones."""
TOLD_EACH = 5
"""Of the others, each so many-th is told where the repetitions are short."""
_APART = 15.0
"""Seconds that halfway is away from another mark at least."""
_EARLY = 2.0
"""Seconds by which a warning may be said early where it has no room at its time."""
_TO_STAND = 10.0
"""Seconds at the beginning of a phase that a key ends in which it is said where to stand."""
_LATE = 1.5
"""Seconds by which a mark of time may be told late; later it would be wrong."""
_STEPS_LATE = 1
"""The same for a mark of steps."""


def announce_next(
    slots: SpeechSlots,
    scheduled: ScheduledPhase,
    following: ScheduledPhase | None,
    *,
    earliest: float,
    latest: tuple[float, ...],
    wish: float | None = None,
    detail: Detail = Detail.BRIEF,
) -> bool:
    """Say what comes next, as fully as fits, by the first of the latest times if it can.

    What takes longer only to be understood better is said by the first of them or not at all.
    Returns whether anything is said. Nobody is told to turn round who does not stand beside
    the moving belt yet: they are warned.
    """
    if following is None or scheduled.end is None or following.phase.kind is PhaseKind.READY:
        return False
    if _is_turn_on_belt(following.phase) and not scheduled.phase.on_rails:
        return False
    if slots.was_heard((*roomy(following.phase), *announcement(following.phase, Detail.FULL))):
        return True
    ahead = max(WARNED_SECONDS, WARNED_STEPS * scheduled.beat if scheduled.grid else 0.0)
    wish = scheduled.end - ahead - 1.0 if wish is None else wish
    understood_best = () if detail is Detail.CHANGES else roomy(following.phase)
    if slots.say(understood_best, earliest, latest[0], wish):
        return True
    ways = announcement(following.phase, detail)
    return any(slots.say((words,), earliest, by, wish) for words in ways for by in latest)


def _is_turn_on_belt(phase: Phase) -> bool:
    return phase.kind is PhaseKind.TURN and phase.on_rails


def detail_of(phase: Phase, wished: Detail, anew: int | None) -> Detail:
    """Returns how fully a phase is announced: what has come many times is said briefly.

    `anew` is the round in which the person went on after a pause: it and the next are told in full.
    """
    if wished is not Detail.FULL or phase.round is None:
        return wished
    count = phase.repetitions
    is_new = phase.repetition <= TOLD_IN_FULL or (anew is not None and 0 <= phase.round - anew <= 1)
    is_last = count is not None and phase.repetition > count - TOLD_IN_FULL_AT_THE_END
    return Detail.FULL if is_new or is_last else Detail.BRIEF


def warn_of_lap(slots: SpeechSlots, scheduled: ScheduledPhase, earliest: float) -> None:
    """Say what follows an open phase a little before it is expected to end.

    Where that is right at its beginning it would be taken for what is to be done now.
    """
    then = scheduled.then
    if then is None:
        return
    to_say = (*roomy(then), *announcement(then))
    for warning in warnings(scheduled, None):
        words = (SLOW_THE_BELT,) if _is_turn_on_belt(then) else to_say
        at = max(earliest, warning.at)
        slots.say(words, at, at + LAP_WARNING)


def warn_of_turn(
    slots: SpeechSlots, scheduled: ScheduledPhase, to_turn: float | None, earliest: float
) -> None:
    """Say how to make ready for a turn on a moving belt, so long after this phase.

    What has no room at its time is said a little before it. Who rests beside the belt is told
    to slow it in any case.
    """
    told = () if scheduled.end is None else warnings(scheduled, to_turn)
    rests = scheduled.phase.kind is PhaseKind.REST and scheduled.phase.on_rails
    if rests and all(warning.words != SLOW_THE_BELT for warning in told):
        slots.say((SLOW_THE_BELT,), earliest, _latest_to_stand(scheduled, earliest))
    if scheduled.end is None:
        return
    for warning in told:
        at = max(warning.at, earliest)
        slots.say((warning.words,), max(earliest, at - _EARLY), scheduled.end, at)


def say_how_to_turn(
    slots: SpeechSlots, scheduled: ScheduledPhase, coming: Phase | None, earliest: float
) -> None:
    """Say in a turn on a moving belt where the feet belong, and the way to face.

    Where the turn came without a warning, as by a key, it is the first to be heard of it.
    """
    phase = scheduled.phase
    if phase.kind is not PhaseKind.TURN or not phase.on_rails or scheduled.entry > 0:
        return
    latest = _latest_to_stand(scheduled, earliest)
    slots.say((FEET_ON_RAILS,), earliest, latest)
    if coming is not None and coming.direction is not None:
        slots.say((f"face {coming.direction}",), earliest, latest)


def say_rails(slots: SpeechSlots, scheduled: ScheduledPhase, earliest: float) -> None:
    """Say at the beginning of a hold or a rest beside a moving belt where the feet belong.

    It is for one that was not announced: a key brought it, or there was no room.
    """
    phase = scheduled.phase
    if phase.on_rails and phase.kind in (PhaseKind.HOLD, PhaseKind.REST):
        slots.say(announcement(phase), earliest, _latest_to_stand(scheduled, earliest))


def _latest_to_stand(scheduled: ScheduledPhase, earliest: float) -> float:
    return earliest + _TO_STAND if scheduled.end is None else scheduled.end


def say_repetition(
    slots: SpeechSlots,
    scheduled: ScheduledPhase,
    before: ScheduledPhase | None,
    earliest: float,
    latest: float,
) -> None:
    """Say at the beginning of a repetition which one it is, where that was not its place before."""
    phase, duration = scheduled.phase, scheduled.duration
    if before is None or scheduled.entry > 0 or duration is None or not _renews(before, scheduled):
        return
    if is_said_before(before, scheduled):
        return
    if duration >= REPETITION_FROM or phase.repetition == phase.repetitions:
        slots.say(which_repetition(phase), earliest, latest)


def is_said_before(scheduled: ScheduledPhase, following: ScheduledPhase | None) -> bool:
    """Whether the place to say which repetition comes is this phase, before it begins.

    It is where one stands still and the next phase is too short for it.
    """
    return (
        following is not None
        and scheduled.phase.kind in (PhaseKind.HOLD, PhaseKind.REST)
        and _renews(scheduled, following)
        and following.duration is not None
        and following.duration < REPETITION_FROM
    )


def _renews(before: ScheduledPhase, scheduled: ScheduledPhase) -> bool:
    """Whether a repetition other than the first begins."""
    return before.phase.round != scheduled.phase.round and scheduled.phase.repetition > 1


def said_of_repetition(phase: Phase, detail: Detail) -> tuple[str, ...]:
    """Returns the ways to say before a short phase which repetition begins with it; none: not."""
    told = (
        phase.repetition == phase.repetitions
        or detail is Detail.FULL
        or phase.repetition % TOLD_EACH == 0
    )
    return which_repetition(phase) if told and detail is not Detail.CHANGES else ()


def say_progress(
    slots: SpeechSlots, scheduled: ScheduledPhase, earliest: float, latest: float
) -> None:
    """Say in a long phase how much of it is left."""
    end, duration = scheduled.end, scheduled.duration
    if end is None or duration is None:
        return
    if scheduled.phase.steps is not None and not scheduled.phase.timed:
        for steps in STEPS_LEFT:
            if scheduled.grid and scheduled.steps and steps <= scheduled.steps * 0.6:
                step = scheduled.steps - steps
                at, late = map(scheduled.grid.time_of, (step, step + _STEPS_LATE))
                at, late = scheduled.start + at, late - at
                _mark(slots, f"{number(steps)} to go", at, late, earliest=earliest, latest=latest)
        return
    marks = [left for left in SECONDS_LEFT if left * 2 <= duration]
    for left in marks:
        _mark(
            slots,
            f"{seconds_in_words(left)} to go",
            end - left,
            _LATE,
            earliest=earliest,
            latest=latest,
        )
    half = duration / 2
    if duration >= HALFWAY_FROM and all(abs(left - half) > _APART for left in marks):
        _mark(slots, "halfway through", end - half, _LATE, earliest=earliest, latest=latest)


def _mark(
    slots: SpeechSlots, words: str, at: float, late: float, *, earliest: float, latest: float
) -> None:
    """Say how much is left at that moment, or `late` seconds later at most."""
    if at >= earliest:
        slots.say((words,), at, min(latest, at + late + slots.length((words,))))
