"""A walk walked again from its log."""

from random import Random

import pytest
from msgspec.structs import replace

from backcue.session.events import Continued, Entry, PhaseStarted, Walked
from backcue.session.log import SessionLog
from backcue.session.redo import LogMismatch, redo
from backcue.session.walk import Walk
from backcue.workout.phases import PhaseKind
from tests.session.walks import random_action, random_session
from tests.workouts import backward, course, forward, hold, times

SIMPLE = course(times(2, forward(5), hold(2), backward(4)))


def followed() -> tuple[Walk, list[Entry]]:
    """Returns a walk, and what becomes its log."""
    walk, log = Walk(SIMPLE), list[Entry]()
    walk.log.follow(log.append)
    return walk, log


def walked() -> list[Entry]:
    """Returns the log of a session with a pause in it."""
    walk, log = followed()
    walk.begin(10.0)
    walk.come_to(14.0)
    walk.pause(14.0)
    walk.resume(20.0)
    walk.come_to(60.0)
    return log


@pytest.mark.parametrize("seed", range(40))
def test_whatever_was_pressed_the_log_leads_to_the_same_place(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs: dict[SessionLog, list[Entry]] = {}
    append = SessionLog.append

    def noting(self: SessionLog, entry: Entry) -> None:
        logs.setdefault(self, []).append(entry)
        append(self, entry)

    monkeypatch.setattr(SessionLog, "append", noting)
    rng = Random(seed)
    session = random_session(rng)
    try:
        for _ in range(rng.randint(5, 40)):
            session.do(*random_action(rng))
        walk, now = session.session._walk, session.clock.now()
        again = redo(session.course, logs[walk.log])
        assert not again.ended()
        assert again.walk.snapshot(now) == walk.snapshot(now)
        assert again.walk.tally(now) == walk.tally(now)
        assert again.walk.so_far(now) == walk.so_far(now)
    finally:
        session.close()


def test_a_log_that_stops_anywhere_leads_as_far_as_it_goes() -> None:
    log = walked()
    for length in range(1, len(log) + 1):
        again = redo(SIMPLE, log[:length])
        told = [*log[:length], *again.ended()]
        if isinstance(log[length - 1], Walked):
            told.pop(length - 1)
        assert told == log[: len(told)]


def test_a_log_of_another_course_does_not_fit() -> None:
    log = walked()
    with pytest.raises(LogMismatch, match="the log has"):
        redo(course(times(2, forward(6), hold(2), backward(4))), log)
    with pytest.raises(LogMismatch):
        redo(
            SIMPLE,
            [replace(entry, at=entry.at + 1) if entry is log[-1] else entry for entry in log],
        )


def test_a_phase_that_is_missing_is_noticed() -> None:
    log = walked()
    [_, second, *_] = [entry for entry in log if isinstance(entry, PhaseStarted)]
    with pytest.raises(LogMismatch):
        redo(SIMPLE, [entry for entry in log if entry is not second])


def test_a_walk_goes_over_to_another_clock_only_while_it_is_paused() -> None:
    walk = Walk(SIMPLE)
    walk.begin(10.0)
    with pytest.raises(ValueError, match="paused"):
        walk.go_over(11.0, 100.0)
    walk.come_to(12.0)
    walk.pause(12.0)
    before = walk.snapshot(12.0)
    walk.go_over(12.0, 100.0)
    assert walk.began == 110.0
    assert walk.snapshot(112.0) == before
    walk.resume(115.0)
    walk.stop(130.0)
    assert walk.tally(130.0).seconds == pytest.approx(20.0)


def test_a_walk_that_went_over_to_another_clock_is_walked_again() -> None:
    walk, log = followed()
    walk.begin(10.0)
    walk.come_to(12.0)
    walk.pause(12.0)
    walk.go_over(12.5, 100.0)
    walk.resume(115.0)
    walk.come_to(119.0)
    assert [entry for entry in log if isinstance(entry, Continued)] == [Continued(12.5, 100.0)]
    again = redo(SIMPLE, log).walk
    assert again.began == walk.began == 110.0
    assert again.snapshot(119.0) == walk.snapshot(119.0)


@pytest.mark.parametrize("pressed", ["stop", "skip", "come_to"])
def test_a_walk_that_ended_is_walked_again(pressed: str) -> None:
    """By a key, and by time; paused after the last step of each direction."""
    walk, log = followed()
    walk.begin(10.0)
    now = 10.0
    while walk.underway:
        here = walk.snapshot(now)
        if here.phase.kind is PhaseKind.MOVE:
            now += 60 / 110 * 5 - 0.1
            walk.come_to(now)
            walk.pause(now)
            now += 2.0
            walk.resume(now)
        now += 2.5
        if walk.underway:
            getattr(walk, pressed)(now)
    again = redo(SIMPLE, log)
    assert again.ended() == []
    assert again.walk.ended == walk.ended
    assert again.walk.tally(0.0) == walk.tally(0.0)


def test_what_is_being_walked_is_told_only_while_one_walks() -> None:
    walk, _ = followed()
    assert walk.so_far(5.0) is None
    walk.begin(10.0)
    told = walk.so_far(11.0)
    assert told is not None
    assert (told.phase.index, told.at, told.began, told.steps) == (0, 11.0, 10.0, 2)
    assert not told.whole
    beyond = walk.so_far(99.0)
    assert beyond is not None
    assert (beyond.at, beyond.steps) == (pytest.approx(10.0 + 5 * 60 / 110), 5)
    walk.pause(11.0)
    assert walk.so_far(12.0) is None
    walk.resume(13.0)
    walk.stop(14.0)
    assert walk.so_far(15.0) is None
