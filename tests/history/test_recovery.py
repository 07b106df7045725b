"""Sessions whose program ended before they did."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from backcue.coach import Coach
from backcue.history.database import side_file
from backcue.history.database.errors import HistoryError, TakenError
from backcue.history.head import written as written_head
from backcue.history.phases import done_phases
from backcue.history.place import Place
from backcue.history.recovery import REASON, Resumption
from backcue.history.store import Store
from backcue.session.events import Continued, Interrupted, Paused
from backcue.session.snapshot import State
from backcue.sound.outputs.player import Player
from backcue.system.lock import hold
from backcue.workout.model import Direction
from tests.clock import VirtualClock, settle
from tests.history.crashes import crashed, written
from tests.history.walks import Walked, until, walking
from tests.kept import store_in
from tests.workouts import balance, course, forward, times

TODAY = date.today()  # noqa: DTZ011 - as the program has it
STEP = 60 / 110


def go_on(store: Store, left: Resumption, seconds: float = 100.0) -> Walked:
    """Go on with a session on another clock, and walk it for so long."""

    async def walk() -> Walked:
        session = Walked(left.head.course, None)
        session.clock = VirtualClock(7.25)
        session.coach = Coach(
            left.head.course,
            clock=session.clock,
            player=Player(clock=session.clock.now),
            lengths=lambda _: None,
            audio=left.audio,
            store=store,
            resumption=left,
        )
        task = asyncio.create_task(session.coach.run())
        await settle()
        assert session.coach.snapshot().state is State.PAUSED
        await session.clock.advance(20)
        session.coach.perform("pause")
        await session.clock.advance(seconds)
        session.coach.stop()
        session.result = await task
        return session

    return asyncio.run(walk())


def test_it_is_offered_where_it_was_and_goes_on_to_its_end(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    [interrupted] = store.sessions()
    assert interrupted.state == "interrupted"
    assert interrupted.steps == {Direction.FORWARD: 5, Direction.BACKWARD: 4}
    [left] = store.left_behind(TODAY)
    snapshot = left.snapshot
    assert (snapshot.state, snapshot.reason) == (State.PAUSED, REASON)
    assert (snapshot.phase.index, snapshot.phase.repetition) == (3, 1)
    assert snapshot.elapsed == pytest.approx(8.0)
    session = go_on(store, left)
    assert session.record.completed
    assert session.record.id == interrupted.id
    assert session.record.steps == {Direction.FORWARD: 15, Direction.BACKWARD: 12}
    # The hold that was broken off was begun anew.
    assert session.record.active_seconds == pytest.approx(
        course(balance(3)).totals().seconds + 8.0 - 5 * STEP - 2 - 2.4
    )
    assert store.sessions() == [session.record]
    assert store.left_behind(TODAY) == []
    log = store.log(interrupted.id or 0)
    assert log is not None
    kinds = [type(told.entry) for told in log.entries]
    assert kinds.count(Continued) == kinds.count(Interrupted) == 1
    assert (
        session.record.seconds == pytest.approx(8.0 + 20 + 1.6 + 1.8 + 30.38 - 4.727, abs=0.05) or 1
    )


@pytest.mark.parametrize("ends", [1.3, 8.0, 10.4])
def test_before_anything_is_decided_its_log_goes_as_far_as_it_did(
    tmp_path: Path, ends: float
) -> None:
    store = crashed(tmp_path, ends=ends)
    [record] = store.sessions()
    log, carried = store.log(record.id or 0), store.carried(record.id or 0)
    assert log is not None
    assert carried is not None
    phases = done_phases(log.entries)
    assert phases[-1].end == pytest.approx(ends)
    assert sum(each.steps or 0 for each in phases) == sum(record.steps.values())
    elsewhere = store_in(tmp_path / "elsewhere")
    assert list(elsewhere.bring_in([carried])) == [True]
    assert elsewhere.sessions() == [replace(record, id=1)]
    # It can go on all the same, and once it is closed nothing comes twice.
    [left] = store.left_behind(TODAY)
    store.keep(left)
    assert store.log(record.id or 0) == log
    assert store.sessions() == [record]


def test_where_its_log_cannot_be_read_what_it_came_to_stays(tmp_path: Path) -> None:
    store = crashed(tmp_path, ends=8.0)
    [record] = store.sessions()
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE logs SET head = '{}'")
    assert store.left_behind(TODAY) == []
    assert store.sessions() == [record]


def test_it_is_kept_as_it_is(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    [before], [left] = store.sessions(), store.left_behind(TODAY)
    store.keep(left)
    assert store.sessions() == [before]
    assert store.left_behind(TODAY) == []
    assert not list(store.place.folder.glob("*.lock"))
    log = store.log(before.id or 0)
    assert log is not None
    assert isinstance(log.entries[-1].entry, Interrupted)


def test_it_is_thrown_away_and_can_be_brought_back(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    [left] = store.left_behind(TODAY)
    store.throw_away(left)
    assert store.sessions() == []
    assert left.record.id is not None
    assert store.undelete(left.record.id) == left.record
    assert store.sessions() == [left.record]


def test_one_of_another_day_is_kept_without_a_word(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    [before] = store.sessions()
    assert store.left_behind(TODAY + timedelta(days=1)) == []
    assert store.left_behind(TODAY) == []
    assert store.sessions() == [before]


def test_one_that_another_program_walks_is_no_session_yet_and_is_left_alone(
    tmp_path: Path,
) -> None:
    store = store_in(tmp_path)

    async def walk() -> None:
        async with walking(store) as session:
            await session.clock.advance(8)
            until(lambda: written(store))
            assert store.place.is_any_live()
            assert store.sessions() == []
            assert store.left_behind(TODAY) == []
            with pytest.raises(HistoryError, match="end it first"):
                store.erase()
            assert (store.session(1), store.carried(1), store.delete(1)) == (None,) * 3
            assert (store.set_note(1, "too early"), store.set_effort(1, 5)) == (None, None)
            await session.clock.advance(100)

    asyncio.run(walk())
    [record] = store.sessions()
    assert record.completed
    assert (record.note, record.effort) == (None, None)


def test_one_that_another_program_goes_on_with_cannot_be_kept_or_thrown_away(
    tmp_path: Path,
) -> None:
    store = crashed(tmp_path)
    [left] = store.left_behind(TODAY)
    other = hold(store.place.lock(left.token))
    assert other is not None
    with pytest.raises(HistoryError, match="another backcue"):
        store.keep(left)
    other.let_go()
    store.keep(left)


@pytest.mark.parametrize("answer", [Store.take_up, Store.keep, Store.throw_away])
@pytest.mark.parametrize("seconds", [100.0, 3.0])
def test_one_that_another_window_has_gone_on_with_to_its_end_stays_as_that_left_it(
    tmp_path: Path, answer: Callable[[Store, Resumption], object], seconds: float
) -> None:
    store = crashed(tmp_path)
    ([left], [other]) = store.left_behind(TODAY), store_in(store.place.folder).left_behind(TODAY)
    session = go_on(store, store.take_up(left), seconds)
    log = store.log(session.record.id or 0)
    with pytest.raises(TakenError, match="another backcue has gone on with it"):
        answer(store, other)
    assert store.sessions() == [session.record]
    assert store.log(session.record.id or 0) == log
    assert not list(store.place.folder.glob("*.lock"))


@pytest.mark.parametrize("answer", [Store.take_up, Store.keep, Store.throw_away])
@pytest.mark.parametrize("first", [Store.take_up, Store.keep, Store.throw_away])
def test_of_two_windows_that_ask_only_the_first_is_answered(
    tmp_path: Path,
    first: Callable[[Store, Resumption], object],
    answer: Callable[[Store, Resumption], object],
) -> None:
    store = crashed(tmp_path)
    [left] = store.left_behind(TODAY)
    [other] = store.left_behind(TODAY)
    first(store, left)
    before = store.sessions()
    with pytest.raises(TakenError):
        answer(store, other)
    assert store.sessions() == before


def test_one_that_ended_where_the_history_took_nothing_is_not_gone_on_with_from_before(
    tmp_path: Path,
) -> None:
    store = crashed(tmp_path)
    [left], [other] = store.left_behind(TODAY), store.left_behind(TODAY)
    before = shutil.copytree(store.place.folder, tmp_path / "before")
    session = go_on(store, left)
    # What it came to lies beside a history that knows nothing of it.
    carried = store.carried(session.record.id or 0)
    assert carried is not None
    rows = list(carried.rows)
    store = store_in(before)
    side_file.write([before], left.token, written_head(left.head), rows[-1].told, rows)
    with pytest.raises(TakenError):
        store.take_up(other)
    assert store.sessions() == [session.record]


def test_one_that_was_taken_up_and_did_not_begin_is_asked_about_again(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    [left] = store.left_behind(TODAY)
    taken = store.take_up(left)
    assert taken.held is not None
    assert store.left_behind(TODAY) == []
    taken.held.leave()
    assert store.place.orphans()
    [again] = store.left_behind(TODAY)
    assert again.record == left.record


def test_in_a_pause_it_stays_paused_where_it_was(tmp_path: Path) -> None:
    store = crashed(tmp_path, None, (3.0, "pause"), ends=30.0)
    [left] = store.left_behind(TODAY)
    assert left.snapshot.elapsed == pytest.approx(3.0)
    session = go_on(store, left)
    assert session.record.completed
    log = store.log(left.record.id or 0)
    assert log is not None
    assert [told.entry.reason for told in log.entries if isinstance(told.entry, Paused)] == [None]


def test_tempo_feet_voice_and_the_way_back_are_as_they_were(tmp_path: Path) -> None:
    keys = ((1.0, "faster"), (0.5, "faster"), (0.5, "feet"), (0.2, "voice"), (3.0, "next"))
    store = crashed(tmp_path, course(times(4, forward(12), forward(8))), *keys, ends=3.0)
    [left] = store.left_behind(TODAY)
    assert not left.audio.voice
    snapshot = left.snapshot
    assert snapshot.cadence == pytest.approx(114)
    assert snapshot.phase.index == 1
    left.walk.resume(left.alive + 1)
    left.walk.go_back(left.alive + 10, further=True)
    assert left.walk.snapshot(left.alive + 10).phase.index == 0


def test_one_that_had_just_come_to_its_end_is_complete(tmp_path: Path) -> None:
    walked = course(times(1, forward(4)))
    store = crashed(tmp_path, walked, ends=4 * STEP - 0.01)
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE sessions SET alive = alive + 0.02")
    assert store.left_behind(TODAY) == []
    [record] = store.sessions()
    assert record.completed
    assert record.active_seconds == pytest.approx(4 * STEP)


def test_one_whose_log_leads_elsewhere_is_kept_and_not_offered(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    [before] = store.sessions()
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("""UPDATE logs SET head = replace(head, '5 forward', '6 forward')""")
    assert store.left_behind(TODAY) == []
    assert store.sessions() == [before]


def test_one_that_was_interrupted_twice_goes_on_again(tmp_path: Path) -> None:
    store = crashed(tmp_path)
    [left] = store.left_behind(TODAY)
    session = go_on(store, left, seconds=10.0)
    assert session.record.state == "stopped"
    with closing(sqlite3.connect(store.place.database)) as database, database:
        database.execute("UPDATE sessions SET state = NULL")
        for event in ("finish", "walked"):
            database.execute(
                "DELETE FROM entries WHERE event = ? "
                "AND number = (SELECT max(number) FROM entries)",
                (event,),
            )
    [again] = store.left_behind(TODAY)
    assert again.snapshot.elapsed == pytest.approx(session.record.active_seconds)
    assert go_on(store, again).record.completed


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("ends", [1.3, 8.0, 10.4])
def test_one_that_was_carried_elsewhere_before_it_went_on_is_whole_there_too(
    tmp_path: Path, ends: float, *, closed: bool
) -> None:
    store, elsewhere = crashed(tmp_path, ends=ends), store_in(tmp_path / "elsewhere")
    [left] = store.left_behind(TODAY)
    before = store.carried(1)
    assert before is not None
    assert list(elsewhere.bring_in([before])) == [True]
    elsewhere.set_note(1, "said there")
    if closed:
        elsewhere.delete(1)
    session = go_on(store, store.take_up(left))
    after = store.carried(1)
    assert after is not None
    assert list(elsewhere.bring_in([after, after, before])) == [True, False, False]
    assert elsewhere.sessions() == [replace(session.record, note="said there")]
    assert elsewhere.log(1) == store.log(1)


def test_another_end_of_it_does_not_take_the_place_of_one_that_is_under_way_or_was_ended(
    tmp_path: Path,
) -> None:
    store, other = crashed(tmp_path), crashed(tmp_path / "other")
    [left] = other.left_behind(TODAY)
    go_on(other, left)
    after = other.carried(1)
    [here], unfinished = store.left_behind(TODAY), store.carried(1)
    assert after is not None
    assert unfinished is not None
    # It began at another moment, but has the same name.
    after = after._replace(token=here.token)
    before = store.sessions()
    assert list(store.bring_in([after])) == [False]
    mine = after._replace(head=unfinished.head)
    taken = store.take_up(here)
    assert list(store.bring_in([mine])) == [False]
    assert taken.held is not None
    taken.held.leave()
    assert store.sessions() == before
    store.keep(here)
    assert list(store.bring_in([mine])) == [True]
    [whole] = store.sessions()
    assert whole.completed
    assert list(store.bring_in([mine._replace(rows=(*mine.rows, mine.rows[-1]))])) == [False]
    assert store.sessions() == [whole]


def test_the_lock_of_one_that_has_just_begun_is_not_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = crashed(tmp_path)
    begun, over = store.place.lock(20 * "a"), store.place.lock(20 * "b")
    held = hold(begun)
    over.touch()
    # As it looked a moment ago.
    monkeypatch.setattr(Place, "orphans", lambda _: [begun, over])
    store.left_behind(TODAY)
    assert held is not None
    assert begun.exists()
    assert not over.exists()
    held.let_go()
