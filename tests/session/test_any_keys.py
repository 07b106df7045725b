"""The person who presses anything: the real session beside a second, slow and simple model."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from weakref import finalize

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from msgspec.structs import replace

from backcue.history.store import Store
from backcue.workout.conditions import Conditions
from backcue.workout.model import Duration, Foot, Item, Repeat, Surface, Workout
from backcue.workout.notation import parse
from tests.kept import store_in
from tests.session.any_keys import KEYS, NEAR_END, AnyKeys
from tests.workout.strategies import workouts
from tests.workouts import course

SESSIONS, ACTIONS = 300, 25
ODD = 0.0000137
"""Seconds: no time is round, so that none falls on an end unless it is meant to."""


def seconds(most: float) -> st.SearchStrategy[float]:
    """Draw a time that is not round."""
    return st.integers(0, 1000).map(lambda part: part / 1000 * most + ODD)


SHORTEST = 0.1
"""Seconds of the shortest phase: a thousand phases a second would only take long."""


def roomy(workout: Workout) -> Workout:
    """Returns it without times that are too short to be walked in a test."""
    return Workout(tuple(_roomy(item) for item in workout.items))


def _roomy(item: Item) -> Item:
    if isinstance(item, Repeat):
        until = item.until
        if isinstance(until, Duration):
            until = Duration(max(SHORTEST, until.seconds))
        return Repeat(tuple(_roomy(inner) for inner in item.items), until)
    if isinstance(item.amount, Duration):
        amount = Duration(max(SHORTEST, item.amount.seconds))
        return replace(item, amount=amount)
    return item


SMALL_WORKOUTS = workouts(
    max_steps=12, max_seconds=16, max_metres=8, max_times=3, max_items=3, max_leaves=6
).map(roomy)
CONDITIONS = st.builds(
    Conditions,
    surface=st.sampled_from(Surface),
    turn_seconds=st.sampled_from((None, 4.0, 12.5)),
    settle=st.sampled_from((0.0, 3.0, 10.0)),
)


class AnyKeysPressed(RuleBasedStateMachine):
    """Whatever is pressed and whatever happens, session and model agree after it."""

    session: AnyKeys | None = None

    @staticmethod
    @cache
    def store() -> Store:
        """Returns a history that all of them are kept in."""
        folder = TemporaryDirectory()
        finalize(AnyKeysPressed, folder.cleanup)
        return store_in(Path(folder.name))

    @initialize(
        workout=SMALL_WORKOUTS,
        conditions=CONDITIONS,
        ready=st.sampled_from((0.0, 2.0, 10.0, 16.0)),
        foot=st.sampled_from(Foot),
        fade=st.sampled_from((0.0, 0.0, 0.5, 1.0)),
        voice=st.booleans(),
    )
    def begin(
        self,
        workout: Workout,
        conditions: Conditions,
        ready: float,
        foot: Foot,
        fade: float,
        *,
        voice: bool,
    ) -> None:
        walked = course(workout, ready=ready, foot=foot, conditions=conditions)
        self.session = AnyKeys(walked, fade=fade, voice=voice, store=self.store())
        self.do("look")

    def do(self, action: str, value: float = 0.0) -> None:
        assert self.session is not None
        self.session.do(action, value)

    @rule(time=seconds(0.3) | seconds(3) | seconds(12))
    def advance(self, time: float) -> None:
        self.do("advance", time)

    @rule(offset=st.sampled_from(NEAR_END))
    def go_near_the_end(self, offset: float) -> None:
        self.do("to_end", offset)

    @rule(key=st.sampled_from(KEYS))
    def press(self, key: str) -> None:
        self.do(key)

    @rule(keys=st.lists(st.sampled_from(("faster", "slower", "feet", "back")), max_size=4))
    def press_quickly(self, keys: list[str]) -> None:
        for key in keys:
            self.do(key)

    @rule(spm=st.floats(20, 260).map(lambda spm: round(spm, 1)))
    def aim_at(self, spm: float) -> None:
        self.do("cadence", spm)

    @rule(how=st.sampled_from(("stall", "sleep")), time=seconds(10))
    def stand_still(self, how: str, time: float) -> None:
        self.do(how, 0.1 + time)

    @rule(key=st.sampled_from(("pause", "next", "back")), time=seconds(10))
    def press_as_the_first_sign_of_life(self, key: str, time: float) -> None:
        self.do(f"stall_then_{key}", 0.1 + time)

    @rule(works=st.booleans())
    def lose_or_find_the_device(self, *, works: bool) -> None:
        self.do("device", float(works))

    @rule()
    def look(self) -> None:
        self.do("look")

    def teardown(self) -> None:
        if self.session is not None:
            try:
                self.session.end()
            finally:
                self.session.close()


# The same sessions each time; bench/any_keys.py looks for new ones.
AnyKeysPressed.TestCase.settings = settings(
    max_examples=SESSIONS,
    derandomize=True,
    stateful_step_count=ACTIONS,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAnyKeys = AnyKeysPressed.TestCase


def test_going_back_from_the_rails_onto_a_moving_belt_is_as_the_model_has_it(
    tmp_path: Path,
) -> None:
    belt = Conditions(surface=Surface.TREADMILL, settle=8.0)
    walked = course(parse("20s forward, rest 60s, 9 backward"), conditions=belt)
    session = AnyKeys(walked, store=store_in(tmp_path))
    try:
        for action, value in (
            *(("advance", 30.0), ("back", 0.0), ("back", 0.0), ("advance", 4.0), ("look", 0.0)),
            *(("pause", 0.0), ("advance", 5.0), ("pause", 0.0), ("advance", 12.0)),
            *(("advance", 20.0), ("back", 0.0), ("pause", 0.0), ("back", 0.0), ("pause", 0.0)),
        ):
            session.do(action, value)
        session.end()
    finally:
        session.close()


def test_a_key_pressed_when_the_end_was_due_ends_the_session_and_adds_no_time(
    tmp_path: Path,
) -> None:
    session = AnyKeys(course(parse("1 forward"), ready=2.0), store=store_in(tmp_path))
    try:
        for action, value in (
            *(("device", 0.0), ("stall_then_next", 0.1), ("stall_then_pause", 0.86)),
            *(("pause", 0.0), ("stall", 0.2), ("louder", 0.0)),
        ):
            session.do(action, value)
        session.end()
    finally:
        session.close()
