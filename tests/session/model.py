"""A second model of a session: slow and simple, to check the real one by.

It knows what a workout is, and nothing of how the real session walks one.
"""

from collections import deque
from copy import copy
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from backcue.workout.conditions import Conditions
from backcue.workout.model import Direction, Foot, Forever, Gait, Surface, Workout
from tests.session.model_steps import StepTimes, kept
from tests.session.model_tree import Place, Task, lasting

LEAD, AGAIN, LEAD_IN_LEFT, ANNOUNCED, COUNTED = 0.3, 1.0, 5.0, 1.6, 3
STILL_BEAT = 0.6
SAME_TIME = SAME_SPM = 1e-9
LOOK, LAPS, BEHIND = 20, 25, 200
TURN_WARNINGS = ((15.0, "slow the belt"), (5.0, "feet on the side rails"))
LAP_WARNING = 8.0
MOST_TURN = 100
"""Phases among which the next turn is looked for; a minute has no more."""
MOST_AHEAD = 3000
"""Phases after which it is not worked out any more what is left."""


class Beat(NamedTuple):
    """A step: when, and with which foot."""

    at: float
    foot: Foot


class Told(NamedTuple):
    """A warning that was given."""

    at: float
    words: str
    before: float


class Gone(NamedTuple):
    """A task that was begun: from when to when, the steps made in it, and with which foot."""

    index: int
    kind: str
    start: float
    end: float
    steps: int
    foot: Foot | None
    """That of the first step of a move, the leg one stood on in a hold."""


@dataclass
class Done:
    """What was done so far."""

    active: float
    steps: dict[Direction, int]
    held: dict[Foot, tuple[int, float]]
    ended: frozenset[int] = frozenset()
    """The repetitions that came to their end, each once."""

    @property
    def rounds(self) -> int:
        return len(self.ended)


class Model:
    """Walks a workout as a person on the belt would expect it. All times in seconds."""

    def __init__(
        self, workout: Workout, conditions: Conditions, ready: float, foot: Foot, now: float
    ) -> None:
        self.place = Place(workout, conditions, ready)
        self.settle = conditions.settle if conditions.surface is Surface.TREADMILL else 0.0
        self.foot = foot
        """The foot of the first step of the task at hand."""
        self.added: dict[tuple[Direction, Gait], float] = {}
        self.strayed = False
        self.done = Done(0.0, dict.fromkeys(Direction, 0), dict.fromkeys(Foot, (0, 0.0)))
        self.began, self.ended = now, -1.0
        self.over = self.completed = self.paused = self.resumed = False
        self.behind: deque[tuple[Task, Place]] = deque(maxlen=BEHIND)
        self.went_back = -1e9
        self.laps: dict[object, deque[float]] = {}
        self.told: list[Told] = []
        self.beats: list[Beat] = []
        self.gone: list[Gone] = []
        self.known: dict[tuple[object, ...], float] = {}
        self.duration: float | None = None
        task = self.place.next(0.0)
        assert task is not None
        self.task = task
        self._enter(now)
        self.advance(now)

    def copy(self) -> "Model":
        """Returns one that can walk on alone."""
        other = copy(self)
        other.place, other.done = self.place.copy(), replace(self.done)
        other.done.steps, other.done.held = dict(self.done.steps), dict(self.done.held)
        other.steps, other.added = self.steps and self.steps.copy(), dict(self.added)
        other.behind, other.told, other.beats = self.behind.copy(), [], []
        other.given, other.gone = set(self.given), self.gone[-1:]
        other.laps = {kind: lengths.copy() for kind, lengths in self.laps.items()}
        return other

    # Where one is.

    def progress(self, now: float) -> float:
        """Returns how far one is in the task at hand."""
        if self.paused or self.over:
            return self.entry
        done = self.entry + max(0.0, now - self.begins)
        return done if self.duration is None else min(done, self.duration)

    def begun(self, now: float) -> int:
        """Returns how many steps of the task have begun."""
        if self.steps is None or self.paused or self.over or now < self.begins - SAME_TIME:
            return self.made
        begun, count = self.steps.begun(self.progress(now)), self.steps.count()
        return begun if count is None else min(begun, count)

    def active(self, now: float) -> float:
        """Returns the active seconds so far."""
        if self.over or self.task.lead_in:
            return self.done.active
        return self.done.active + self.progress(now) - self.entry

    def at_end(self, now: float) -> float:
        """Returns the active seconds when the task at hand ends; when it ends now, if open."""
        left = 0.0 if self.duration is None else self.duration - self.progress(now)
        return self.done.active if self.task.lead_in else self.active(now) + left

    def coming(self, now: float, most: int = MOST_AHEAD) -> list[tuple[Task, float | None]]:
        """Returns the tasks after this one and how long they last; open ones end at once."""
        tasks: list[tuple[Task, float | None]] = []
        place, active = self.place.copy(), self.at_end(now)
        while len(tasks) < most:
            task = place.next(active)
            if task is None:
                break
            seconds = None if task.seconds is None else self._lasting(task)
            active += seconds or 0.0
            tasks.append((task, seconds))
        return tasks

    def remaining(self, now: float) -> float | str | None:
        """Returns the seconds left; None where that is open, a word where it is too far."""
        if self.over:
            return 0.0
        place, active = self.place.copy(), self.at_end(now)
        if self.duration is None:
            return None
        left = 0.0 if self.task.lead_in else self.duration - self.progress(now)
        for _ in range(MOST_AHEAD):
            if any(isinstance(level.until, Forever) for level in place.levels):
                return None
            task = place.next(active)
            if task is None:
                return left
            if task.seconds is None:
                return None
            seconds = self._lasting(task)
            left, active = left + seconds, active + seconds
        return "too far"

    def next_foot(self) -> Foot | None:
        """Returns the foot that steps first after this task; None where nobody knows."""
        if self.task.kind == "move" and self.duration is None:
            return None
        count = (self.steps and self.steps.count()) or 0
        return self.foot if count % 2 == 0 else self.foot.other

    def _lasting(self, task: Task) -> float:
        added = 0.0 if task.way is None else self.added.get(task.way, 0.0)
        return lasting(task, added, self.known)

    # Time passes.

    def advance(self, now: float) -> None:
        """Walk on to this time."""
        while not self.over and not self.paused:
            end = None if self.duration is None else self.begins + self.duration - self.entry
            self._warn(now if end is None else min(now, end))
            if end is None or now < end - SAME_TIME:
                self._sound(now)
                return
            self.pass_on(end)

    def stood_still(self, since: float) -> None:
        """Pause: nobody was there since this time."""
        if not self.over and not self.paused:
            self.told = [each for each in self.told if each.at <= since + SAME_TIME]
            self._pause(since)

    def _sound(self, now: float) -> None:
        """Note the steps that have fallen since it was last done."""
        begun = self.begun(now)
        while self.steps is not None and self.sounded < begun:
            at = self.begins + self.steps.time_of(self.sounded) - self.entry
            self.beats.append(Beat(at, self.foot if self.sounded % 2 == 0 else self.foot.other))
            self.sounded += 1

    def turn_warnings(self) -> list[Told]:
        """Returns what the next turn of a moving belt is warned of with, whenever that is due."""
        if self.duration is None or self.task.kind == "turn":
            return []
        at = self.begins + self.duration - self.entry
        for task, seconds in self.coming(self.begins, MOST_TURN):
            if task.kind == "turn":
                told = [Told(at - before, words, before) for before, words in TURN_WARNINGS]
                return told if task.on_rails else []
            if seconds is None:
                return []
            at += seconds
        return []

    def warnings(self) -> list[Told]:
        """Returns the warnings of this stretch, whether given or not."""
        if self.duration is not None:
            end = self.begins + self.duration - self.entry
            all_of_it = [each for each in self.turn_warnings() if each.at < end - SAME_TIME]
        elif self.expected is not None and self.then is not None:
            at = self.begins - self.entry + self.expected - LAP_WARNING
            what = f"{self.then.direction or self.then.kind} soon"
            all_of_it = [Told(at, what, LAP_WARNING)]
        else:
            return []
        return [each for each in all_of_it if each.at >= self.begins - self.lead - SAME_TIME]

    def _warn(self, until: float) -> None:
        for warning in self.warnings():
            if warning.at <= until + SAME_TIME and warning.before not in self.given:
                self.given.add(warning.before)
                self.told.append(warning)

    # The keys.

    def space(self, now: float) -> None:
        self.advance(now)
        if self.over:
            return
        if self.paused:
            self._resume(now)
        elif self.duration is not None:
            self._pause(now)
        elif not self.bounces(now):
            self.pass_on(now, LEAD)
        self.advance(now)

    def bounces(self, now: float) -> bool:
        """Whether space does nothing: a key has just led to what it would end."""
        waits = self.duration is None and not self.paused
        return waits and not self.resumed and now < self.begins - SAME_TIME

    def next(self, now: float) -> None:
        self.advance(now)
        if not self.over:
            beside, self.strayed = self._stands_beside(now), True
            self._leave(now)
            self._go_on(now, LEAD, completed=False)
            self._step_on(now, beside=beside)

    def _stands_beside(self, now: float) -> bool:
        counted_in = self.resumed and not self.paused and now < self.begins - SAME_TIME
        return self.task.on_rails or counted_in

    def _step_on(self, now: float, *, beside: bool) -> None:
        if not self.over and beside and self.task.kind == "move" and self.settle > 0:
            # One steps onto a belt that moves: a start like that after a pause.
            self._count_in(now)
            start = self.begins - self.began
            self.gone[-1] = self.gone[-1]._replace(start=start, end=start)

    def back(self, now: float) -> None:
        self.advance(now)
        if self.over:
            return
        again, self.went_back = now - self.went_back <= AGAIN, now
        self._leave(now)
        beside, turns = self._stands_beside(now), self.task.kind == "turn"
        self.strayed = True
        if again and self.behind:
            self.task, self.place = self.behind.pop()
            self.place = self.place.copy()
        self._enter(now, LEAD)
        self._step_on(now, beside=beside)
        if beside and turns and self.task.kind == "move" and not self.paused:
            self._pause(now)

    def feet(self, now: float) -> Foot | None:
        """Swap the feet; returns the one that steps next."""
        self.advance(now)
        if self.over:
            return None
        self.foot = self.foot.other
        return self.foot if self.begun(now) % 2 == 0 else self.foot.other

    def tempo(self, now: float, *, by: float = 0.0, to: float | None = None) -> float | None:
        """Aim at another cadence; returns it, None where nothing changes."""
        self.advance(now)
        ahead = [self.task, *(task for task, _ in self.coming(now, LOOK - 1))]
        move = next((task for task in ahead if task.plan is not None), None)
        if self.over or move is None or move.plan is None or move.way is None:
            return None
        planned, step = move.plan.cadence(0.0), 0
        if self.steps is not None:
            waiting = self.paused or now < self.begins - SAME_TIME
            step = self.made if waiting else self.steps.begun(self.progress(now))
            planned = self.steps.plan.cadence(self.steps.time_of(step))
        aimed = kept(planned + self.added.get(move.way, 0.0))
        wanted = kept(aimed + by if to is None else to)
        if abs(wanted - aimed) < SAME_SPM:
            return None
        self.added[move.way] = wanted - planned
        self.strayed = True
        if self.steps is not None and self.entry != self.duration:
            self.steps.change(step, wanted - planned)
            self.duration = self.steps.duration()
        self.advance(now)
        return wanted

    def stop(self, now: float) -> None:
        self.advance(now)
        if not self.over:
            self._leave(now)
            self._end(now, completed=False)

    # From one task to another.

    def _enter(self, now: float, lead: float = 0.0) -> None:
        self.begins, self.entry, self.made, self.sounded = now + lead, 0.0, 0, 0
        if self.strayed and self.task.by_time:
            self.task = replace(self.task, repetitions=None)
        start = self.begins - self.began
        self.gone.append(Gone(self.task.index, self.task.kind, start, start, 0, self._own_foot()))
        self.lead = lead
        self.resumed, self.given = False, set[float]()
        added = 0.0 if self.task.way is None else self.added.get(self.task.way, 0.0)
        self.steps = None if self.task.plan is None else StepTimes(self.task.plan, added)
        self.duration = self.task.seconds if self.steps is None else self.steps.duration()
        lengths = self.laps.get(self._lap()) if self.duration is None else None
        self.expected, self.then = None, None
        if lengths:
            self.expected = median(lengths)
            self.then = self.place.copy().next(self.done.active + self.expected)

    def _own_foot(self) -> Foot | None:
        feet = {"move": self.foot, "hold": self.foot.other}
        return feet.get(self.task.kind)

    def _lap(self) -> object:
        return self.task.kind, self.task.way, self.task.incline

    def _close(self, now: float, *, whole: bool = False) -> None:
        """Count the stretch that is over."""
        self._sound(now)
        seconds = max(0.0, now - self.begins) if not self.paused else 0.0
        gone = self.gone[-1]
        steps = gone.steps + self.begun(now) - self.made
        foot = gone.foot if self.paused and not whole else self._own_foot()
        end = max(gone.start, now - self.began)
        self.gone[-1] = gone._replace(end=end, steps=steps, foot=foot)
        if not self.task.lead_in:
            self.done.active += seconds
        if self.task.direction is not None:
            self.done.steps[self.task.direction] += self.begun(now) - self.made
        if self.task.kind == "hold":
            count, held = self.done.held[self.foot.other]
            self.done.held[self.foot.other] = (count + whole, held + seconds)

    def _leave(self, now: float, *, whole: bool = False) -> None:
        made = self.begun(now)
        self._close(now, whole=whole)
        self.foot = self.foot if made % 2 == 0 else self.foot.other

    def pass_on(self, now: float, lead: float = 0.0) -> None:
        if self.duration is None and self.task.kind != "turn":
            self.laps.setdefault(self._lap(), deque(maxlen=LAPS)).append(self.progress(now))
        self._leave(now, whole=True)
        following = self.place.copy().next(self.done.active)
        ends_round = following is None or following.round != self.task.round
        if self.task.round is not None and ends_round:
            self.done.ended |= {self.task.round}
        self._go_on(now, lead, completed=True)

    def _go_on(self, now: float, lead: float, *, completed: bool) -> None:
        here = (self.task, self.place.copy())
        task = self.place.next(self.done.active)
        if task is None:
            self._end(now, completed=completed)
            return
        self.behind.append(here)
        self.task = task
        self._enter(now, lead)

    def _end(self, now: float, *, completed: bool) -> None:
        self.entry, self.made = self.progress(now), self.begun(now)
        self.over, self.completed, self.paused, self.ended = True, completed, False, now

    def _pause(self, now: float) -> None:
        progress, made = self.progress(now), self.begun(now)
        self._close(now)
        if self.steps is not None:
            count = self.steps.count()
            all_made = count is not None and made >= count
            progress = (self.duration or 0.0) if all_made else self.steps.time_of(made)
        elif self.task.kind == "hold":
            progress = 0.0
        elif self.task.kind == "ready":
            left = max(LEAD_IN_LEFT, self.settle)
            progress = min(progress, max(0.0, (self.duration or 0.0) - left))
        self.paused, self.entry, self.made, self.sounded = True, progress, made, made

    def _resume(self, now: float) -> None:
        if self.duration is not None and self.entry >= self.duration:
            self.pass_on(now)
            if self.over:
                return
        self.paused, self.given = False, set()
        self._count_in(now)

    def _count_in(self, now: float) -> None:
        """Count the task in that goes on, as long as it takes to step onto what moves."""
        self.lead = 0.0
        if self.task.kind == "hold":
            self.lead = ANNOUNCED + COUNTED * STILL_BEAT
        elif self.steps is not None:
            beats = COUNTED * 60 / self.steps.cadence(self.entry)
            self.lead = max(self.settle, ANNOUNCED + beats)
        self.resumed, self.begins = True, now + self.lead
