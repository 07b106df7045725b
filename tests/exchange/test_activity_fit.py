"""A session as a FIT activity, as two decoders that are not the writer read it."""

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from msgspec import structs

from backcue.exchange.activity_fit import activity_fit
from backcue.exchange.errors import ExchangeError
from backcue.history.phases import done_phases
from backcue.history.record import Record
from backcue.history.store import Log, Store
from backcue.presets.preset_file import from_words
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Surface
from backcue.workout.pace import Pace
from tests.exchange.decoded import Decoded, by_fitdecode, by_garmin
from tests.history.walks import keep_one, walking
from tests.kept import store_in


@pytest.fixture
def store(own_home) -> Store:
    return store_in(own_home / "backcue-data")


def course(words: str, surface: Surface = Surface.FLOOR, ready: float = 0.0) -> Course:
    preset = from_words(words)
    return Course(preset, preset.workout, Conditions(surface=surface, settle=0.0), ready=ready)


def kept(store: Store, number: int = 1) -> tuple[Record, Log]:
    record, log = store.session(number), store.log(number)
    assert record is not None
    assert log is not None
    return record, log


def decoded(store: Store, *, each_phase: bool = False, **changes) -> list[Decoded]:
    """Returns the last session as both decoders read it."""
    record, log = kept(store)
    content = activity_fit(
        structs.replace(record, **changes), done_phases(log.entries), log.entries, Pace(),
        each_phase=each_phase,
    )  # fmt: skip
    return [by_fitdecode(content), by_garmin(content)]


def test_a_repetition_is_a_lap_with_its_steps_each_way(store: Store) -> None:
    keep_one(store, course("3x(5 forward, hold 2s, 4 backward, hold 3s)", ready=5.0), 70)
    record, _ = kept(store)
    for file in decoded(store, effort=4):
        laps = file.all("lap")
        assert [lap["name"][:12] for lap in laps] == [
            "1: 5 forward",
            "2: 5 forward",
            "3: 5 forward",
        ]
        assert [lap["direction"] for lap in laps] == ["both"] * 3
        assert [(lap["forward_steps"], lap["backward_steps"]) for lap in laps] == [(5, 4)] * 3
        assert sum(lap["total_timer_time"] for lap in laps) == pytest.approx(
            record.active_seconds, abs=0.01
        )
        # Strides of two steps, and the part of one.
        assert [lap["total_strides"] + lap["total_fractional_cycles"] for lap in laps] == [4.5] * 3
        session = file.one("session")
        assert (session["sport"], session["sub_sport"]) == ("walking", "generic")
        assert session["workout_rpe"] == 40
        assert session["num_laps"] == 3
        assert session["total_elapsed_time"] == pytest.approx(record.seconds, abs=0.001)
        assert session["total_timer_time"] == pytest.approx(record.active_seconds, abs=0.001)
        assert session["total_distance"] == pytest.approx(15 * 0.7 + 12 * 0.55, abs=0.02)
        assert file.one("file_id")["type"] == "activity"
        assert file.one("activity")["num_sessions"] == 1
        began = datetime.fromisoformat(record.started).astimezone(UTC)
        assert session["start_time"] == began
        timer = file.all("event")
        assert [event["event_type"] for event in timer] == ["start", "stop_all"]
        assert (timer[0]["timestamp"] - began).total_seconds() == 5


def test_each_phase_is_a_lap_named_by_its_direction(store: Store) -> None:
    keep_one(store, course("2x(5 forward, hold 2s, 4 backward, rest 3s)"), 60)
    for file in decoded(store, each_phase=True):
        steps = [step["wkt_step_name"] for step in file.all("workout_step")]
        laps = file.all("lap")
        assert [steps[lap["wkt_step_index"]] for lap in laps[:4]] == [
            "forward walk", "hold, right leg", "backward walk", "rest",
        ]  # fmt: skip
        assert [lap["direction"] for lap in laps[:4]] == ["forward", "none", "backward", "none"]
        assert [lap["intensity"] for lap in laps[:4]] == ["active", "rest", "active", "rest"]
        assert laps[0]["name"] == "5 forward"
        assert laps[0]["avg_cadence"] + laps[0]["avg_fractional_cadence"] == 55
        assert laps[2]["avg_cadence"] == 50
        assert len(laps) == 8
        for before, after in pairwise(laps):
            assert before["timestamp"] <= after["timestamp"]


@pytest.mark.parametrize(
    ("words", "surface", "sport", "sub_sport"),
    [
        ("20s backward run", Surface.TRACK, "running", "track"),
        ("20s backward", Surface.TREADMILL, "walking", "treadmill"),
        ("20s backward run, 5s forward", Surface.MANUAL_TREADMILL, "running", "treadmill"),
    ],
)
def test_walking_or_running_and_where(store: Store, words, surface, sport, sub_sport) -> None:
    keep_one(store, course(words, surface), 60)
    for file in decoded(store):
        session = file.one("session")
        assert (session["sport"], session["sub_sport"]) == (sport, sub_sport)


def test_a_pause_stops_the_timer_and_what_is_told_is_in_order(store: Store) -> None:
    async def walk() -> None:
        async with walking(store, course("60s backward")) as session:
            await session.clock.advance(20)
            session.coach.perform("pause")
            await session.clock.advance(100)
            session.coach.perform("pause")
            await session.clock.advance(70)

    asyncio.run(walk())
    record, _ = kept(store)
    for file in decoded(store):
        types = [event["event_type"] for event in file.all("event")]
        assert types == ["start", "stop_all", "start", "stop_all"]
        first, stop, go_on, last = [event["timestamp"] for event in file.all("event")]
        assert (stop - first).total_seconds() == pytest.approx(20, abs=1)
        assert (go_on - stop).total_seconds() == pytest.approx(103, abs=3)
        assert (last - first).total_seconds() == pytest.approx(record.seconds, abs=1)
        assert file.one("session")["total_timer_time"] == pytest.approx(60, abs=1)
        times = [each["timestamp"] for each in file.all("record")]
        assert times == sorted(times)
        distances = [each["distance"] for each in file.all("record")]
        assert distances == sorted(distances)
        assert distances[-1] == pytest.approx(55, abs=1)


def test_a_phase_left_at_its_first_step_has_no_absurd_cadence(store: Store) -> None:
    async def walk() -> None:
        async with walking(store, course("30 forward, 30 backward, hold 2s")) as session:
            for _ in range(2):
                await session.clock.advance(0.01)
                session.coach.perform("next")
            await session.clock.advance(1)

    asyncio.run(walk())
    record, _ = kept(store)
    assert sum(record.steps.values()) * 60 > 254 * 2 * sum(each.seconds for each in record.moved)
    for each_phase in (True, False):
        for file in decoded(store, each_phase=each_phase):
            assert all(lap.get("avg_cadence") is None for lap in file.all("lap"))
            assert file.one("session").get("avg_cadence") is None


@pytest.mark.parametrize("year", [1970, 1989, 1995, 2150])
def test_a_time_that_fit_does_not_have_is_told(store: Store, year: int) -> None:
    keep_one(store, course("20s backward"), 30)
    with pytest.raises(ExchangeError, match=f"{year}, and FIT has times from 1999 to 2125"):
        decoded(store, started=f"{year}-03-01T10:00:00+01:00")


def test_a_figure_that_fit_has_no_room_for_is_told(store: Store) -> None:
    keep_one(store, course("20s backward"), 30)
    with pytest.raises(ExchangeError, match="no room for a figure"):
        decoded(store, forward_steps=10**11)


def test_a_session_of_version_0_1_has_what_is_known_of_it(store: Store) -> None:
    keep_one(store, course("20s backward"), 30)
    record, _ = kept(store)
    bare = structs.replace(record, moved_json="[]", surface="moon")
    content = activity_fit(bare, (), (), Pace())
    for file in (by_fitdecode(content), by_garmin(content)):
        assert file.all("lap") == []
        assert file.one("session")["total_strides"] == record.backward_steps // 2
