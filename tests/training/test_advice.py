"""What is advised after what was done, rule by rule, and over any history."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from backcue.history.record import Ending, Record
from backcue.settings.schema import TrainingSettings
from backcue.training.advice import Advice, Today, advice, stages
from backcue.training.practice import practices, rung_of
from backcue.training.rules import AFTER_A_SESSION, EASY, HARD, RULES
from backcue.training.rungs import RUNGS
from backcue.training.ways import PATHS, rungs_of
from backcue.workout.model import Gait, Surface
from tests.training.sessions import MONDAY, easy, session, words

USUAL = TrainingSettings()
FLOOR = rungs_of("ladder", Surface.FLOOR)
UP_TO_TWENTY = [
    each
    for place, rung in enumerate(FLOOR[:6])
    for each in easy(rung.id, place * 7)
]  # fmt: skip
"""Six weeks in which all walking on the level has become easy."""
WALKED = 6 * 7
"""The day after them, from MONDAY."""


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def advised(
    history: list[Record], day: int, settings: TrainingSettings = USUAL, **more: Surface
) -> Advice:
    found = advice(history, settings, on(day), **more)
    assert found is not None
    return found


def told(history: list[Record], day: int, **set_to: object) -> tuple[str, str]:
    """Returns the rung and the rule."""
    found = advised(history, day, TrainingSettings(**set_to))  # type: ignore[arg-type]
    return found.rung.id, found.rule.id


def test_everybody_begins_with_five_minutes() -> None:
    found = advised([], 0)
    assert (found.rung.id, found.rule.id, found.today) == ("first-five", "begin", Today.GO)


def test_three_easy_days_lead_a_rung_up() -> None:
    assert told(easy("first-five", 0, 2), 5) == ("first-five", "practise")
    assert advised(easy("first-five", 0, 2), 5).because == "2 of 3 easy ones are done"
    assert told(easy("first-five", 0, 3), 6) == ("daily-ten", "easy")
    assert told(easy("first-five", 0, 1), 2, sessions_per_rung=1) == ("daily-ten", "easy")


def test_several_sessions_on_one_day_count_once() -> None:
    day = [session("first-five", 0, 2, hour=hour) for hour in range(8, 20)]
    assert told(day, 1) == ("first-five", "practise")
    assert told(day, 1, sessions_per_rung=1) == ("daily-ten", "one-a-day")
    more = [*day, *(session("daily-ten", 0, 1, hour=hour) for hour in range(20, 23))]
    assert told(more, 1, sessions_per_rung=1) == ("daily-ten", "one-a-day")


@pytest.mark.parametrize(
    ("effort", "there"),
    [(1, "hundred-fifteen"), (EASY, "hundred-fifteen"), (EASY + 1, "daily-ten"),
     (HARD, "daily-ten"), (HARD + 1, "first-five"), (10, "first-five")],
)  # fmt: skip
def test_more_only_after_an_easy_one_and_less_after_a_hard_one(effort: int, there: str) -> None:
    history = [*easy("first-five", 0), *easy("daily-ten", 7, 2), session("daily-ten", 12, effort)]
    assert advised(history, 14).rung.id == there


def test_without_a_word_on_the_effort_it_takes_twice_as_long() -> None:
    unrated = [session("first-five", day) for day in range(6)]
    assert told(unrated[:5], 5) == ("first-five", "practise")
    assert told(unrated, 6) == ("daily-ten", "easy")


def test_what_was_not_finished_comes_again_and_twice_leads_a_rung_down() -> None:
    before = [*easy("first-five", 0)]
    once = [*before, session("daily-ten", 6, share=0.5)]
    assert told(once, 8) == ("daily-ten", "unfinished")
    assert told([*once, session("daily-ten", 8, share=0.7)], 10) == ("first-five", "two-unfinished")
    between = [*once, session("daily-ten", 8, 4), session("daily-ten", 10, share=0.5)]
    assert told(between, 12) == ("daily-ten", "unfinished")


def test_what_the_machine_broke_off_is_nobodys_fault() -> None:
    broken = [session("daily-ten", day, share=0.4, state=Ending.INTERRUPTED) for day in (6, 8)]
    assert told([*easy("first-five", 0), *broken], 10) == ("daily-ten", "easy")


@pytest.mark.parametrize(
    "hard",
    [words("3min backward", 3, 8, 9),
     session("daily-ten", 8, 9, share=0.7, state=Ending.INTERRUPTED)],
)  # fmt: skip
def test_what_was_too_hard_leads_a_rung_down_whatever_it_was(hard: Record) -> None:
    before = easy("first-five", 0)
    assert told([*before, hard], 10) == ("first-five", "too-hard")
    assert advised([*before, hard], 10).because == "the last one was hard (9 of 10)"
    assert told([*before, structs.replace(hard, effort=HARD)], 10) == ("daily-ten", "easy")
    assert told([hard], 10)[1] == ("lowest" if hard.workout == "" else "beyond")


def test_a_look_of_seconds_is_no_session_of_the_day() -> None:
    looks = [session("first-five", day, share=0.06) for day in (0, 0, 2)]
    assert told(looks, 2) == ("first-five", "begin")
    assert told([*looks, session("first-five", 2, 9, share=0.06)], 4) == ("first-five", "lowest")
    minute = [session("first-five", day, share=0.2) for day in (0, 2)]
    assert told(minute, 2) == ("first-five", "done")
    # What is as short as that by itself is a session.
    short = words("4 back", 0.5, 2)
    assert told([structs.replace(short, planned_seconds=30.0, done_seconds=30.0,
                                 active_seconds=30.0)], 2) == ("first-five", "done")  # fmt: skip


def test_a_workout_that_was_skipped_through_is_not_finished() -> None:
    through = structs.replace(
        session("balance", 0, 1), done_seconds=9.0, active_seconds=9.0, state=Ending.COMPLETED
    )
    assert [each.finished for each in practices([through], FLOOR)] == [False]
    shortened = structs.replace(session("balance", 0), planned_seconds=20.0, done_seconds=20.0,
                                active_seconds=20.0)  # fmt: skip
    assert [each.finished for each in practices([shortened], FLOOR)] == [False]


def test_below_the_first_rung_there_is_none() -> None:
    hard = session("first-five", 4, 9)
    assert told([hard], 6) == ("first-five", "lowest")
    # As after any step down, the easy days are counted anew.
    again = [*easy("first-five", 0, 2), hard, *easy("first-five", 6, 2)]
    assert advised(again, 10).because == "2 of 3 easy ones are done"
    twice = [session("first-five", day, share=0.2) for day in (0, 2)]
    assert told(twice, 4) == ("first-five", "lowest")


def test_a_rung_that_was_finished_before_needs_one_session_that_was_called_easy() -> None:
    history = [*easy("first-five", 0), session("daily-ten", 7, 4), session("daily-ten", 9, 8)]
    assert told(history, 11) == ("first-five", "too-hard")
    assert told([*history, session("first-five", 11, 3)], 13) == ("daily-ten", "back-again")
    for hour, day in ((20, 9), (18, 11)):
        unrated = [*history, session("first-five", day, hour=hour)]
        assert advised(unrated, 13).because == "1 of 6 easy ones are done"


def test_three_weeks_away_lead_a_rung_down() -> None:
    walked = easy("first-five", 0) + easy("daily-ten", 7)
    assert told(walked, 11 + 20) == ("hundred-fifteen", "easy")
    assert told(walked, 11 + 21) == ("daily-ten", "away")
    assert "3 weeks" in advised(walked, 11 + 22).because
    back = [*walked, session("daily-ten", 40, 4)]
    assert told(back, 42) == ("daily-ten", "not-easy")
    # What counts for no rung changes nothing, and the reason stays true.
    for other in (words("2min backward", 2, 50),
                  session("daily-ten", 50, share=0.5, state=Ending.INTERRUPTED)):  # fmt: skip
        found = advised([*walked, other], 53)
        assert (found.rule.id, found.because) == ("away", "you were away for 5 weeks")


def test_from_running_one_comes_back_to_walking() -> None:
    runner = [*UP_TO_TWENTY, *easy("gentle-hill", WALKED), *easy("reverse-jog", WALKED + 7),
              *easy("quarter-lap", WALKED + 14)]  # fmt: skip
    assert told(runner, WALKED + 20) == ("balance-run", "easy")
    assert told(runner, WALKED + 60) == ("gentle-hill", "away-from-running")


def test_running_waits_for_a_walk_that_was_called_easy() -> None:
    unrated = [session("gentle-hill", WALKED + day) for day in range(0, 20, 2)]
    assert told([*UP_TO_TWENTY, *unrated], WALKED + 20) == ("gentle-hill", "walking-easy-first")
    rated = [*UP_TO_TWENTY, *unrated, session("gentle-hill", WALKED + 20, 3)]
    assert told(rated, WALKED + 22) == ("reverse-jog", "easy")


def test_a_day_between_but_for_the_minutes_of_every_day() -> None:
    assert advised([session("first-five", 0, 2)], 0).today is Today.DONE
    assert advised([session("first-five", 0, 2)], 1).today is Today.GO
    higher = easy("first-five", 0) + easy("daily-ten", 7)
    found = advised(higher, 12)
    assert (found.today, found.rung.id, found.rule.id) == (
        Today.REST, "hundred-fifteen", "day-between"
    )  # fmt: skip
    assert advised(higher, 13).today is Today.GO


@pytest.mark.parametrize("day", [14, 60, 400])
def test_a_session_that_is_still_to_come_counts_as_nothing(day: int) -> None:
    walked = [*easy("first-five", 0), *easy("daily-ten", 7)]
    wrong = session("first-five", day, 2)
    for today in (11, 12, 13, 12 + 21):
        if today < day - 1:
            assert advised([*walked, wrong], today) == advised(walked, today)


def test_a_session_may_be_of_tomorrow_where_it_was_walked() -> None:
    assert told([session("first-five", 1, 2)], 0) == ("first-five", "done")


def test_after_midnight_the_session_of_the_evening_is_one_of_today() -> None:
    late = structs.replace(session("daily-ten", 0), started="2026-03-02T23:52:00+01:00")
    assert [told([late], day)[1] for day in (0, 1)] == ["done", "done"]
    assert advised([late], 2).today is Today.GO
    endless = structs.replace(late, active_seconds=1e12)
    assert advised([endless], 2).today is Today.GO
    assert practices([structs.replace(late, started="9999-12-31T23:52:00+01:00")], FLOOR)


def test_a_harder_one_of_ones_own_choice_leads_no_further_than_a_rung() -> None:
    own = [session("balance-run", 2 * day, 2) for day in range(3)]
    assert told(own, 6) == ("daily-ten", "easy")
    assert told([session("balance-run", 0, 9)], 2) == ("first-five", "beyond")
    assert told([session("balance-run", 0, share=0.5)], 2) == ("first-five", "beyond")


def test_minutes_backward_count_whatever_the_workout_was_called() -> None:
    assert rung_of(words("12min backward", 12)) is RUNGS["daily-ten"]
    assert told([words("6min backward", 6, day, 2) for day in range(3)], 3)[0] == "daily-ten"
    assert rung_of(words("12min backward incline 5%", 12)) is None
    assert rung_of(words("12min backward run", 12, gait=Gait.RUN)) is None
    forward = structs.replace(words("10min forward", 0), backward_steps=0)
    assert practices([forward], FLOOR) == []


def test_a_pin_keeps_the_rung_and_its_days_of_rest() -> None:
    assert told(easy("first-five", 0), 7, pinned="balance") == ("balance", "pinned")
    assert told([session("balance", 0, 9)], 1, pinned="balance") == ("balance", "day-between")
    assert advised([], 0, TrainingSettings(pinned="balance")).place == 0
    assert told([], 0, pinned="uphill-back") == ("first-five", "begin")


def test_the_top_stays_and_off_is_off() -> None:
    daily = [*easy("first-five", 0), *easy("daily-ten", 7)]
    assert told(daily, 13, path="daily") == ("daily-ten", "top")
    assert told(daily, 14, path="knee-friendly")[0] == "alghadir-2019"
    assert advice(daily, TrainingSettings(path="off"), on(14)) is None


def test_another_surface_goes_on_from_what_was_done() -> None:
    belt = advised(UP_TO_TWENTY, WALKED + 2, surface=Surface.TREADMILL)
    assert belt.rung.id == "uphill-back"


def test_the_way_so_far_counts_each_rung() -> None:
    history = [*easy("first-five", 0), session("daily-ten", 9, share=0.5)]
    five, ten, *others = stages(history, FLOOR)
    assert (five.sessions, five.finished, five.first, five.last) == (3, 3, on(0), on(4))
    assert (ten.sessions, ten.finished, ten.first, ten.last) == (1, 0, on(9), on(9))
    assert all(stage.sessions == 0 and stage.last is None for stage in others)


def test_every_rule_has_a_reason_and_a_source() -> None:
    assert len(RULES) == len({rule.reason for rule in RULES.values()})
    for rule in RULES.values():
        assert rule.because
        assert rule.reason.endswith(".")
        assert rule.source
        assert len(rule.because) < 50
        for claim in ("health", "cure", "heal", "prevent", "injur"):
            assert claim not in f"{rule.because} {rule.reason}".casefold()


SESSIONS = st.builds(
    session,
    st.sampled_from(sorted(RUNGS)),
    st.integers(0, 200),
    st.none() | st.integers(1, 10),
    share=st.sampled_from((0.05, 0.5, 0.89, 0.95, 1.0, 1.0, 1.0)),
    state=st.sampled_from((None, None, None, Ending.INTERRUPTED, Ending.COMPLETED)),
    hour=st.integers(0, 23),
)
HISTORIES = st.lists(SESSIONS, max_size=40)
WAYS = st.tuples(
    st.sampled_from(sorted(PATHS)), st.sampled_from(Surface), st.integers(1, 4)
)  # fmt: skip


@given(HISTORIES, WAYS, st.integers(0, 260), st.randoms())
def test_any_history_gives_an_advice_with_reason_and_source_and_always_the_same(
    history, way, day, rng
) -> None:
    path, surface, wanted = way
    settings = TrainingSettings(path=path, sessions_per_rung=wanted)
    found = advice(history, settings, on(day), surface)
    assert found is not None
    assert found.rung in rungs_of(path, surface)
    assert found.because
    assert "{" not in found.because
    assert found.rule.reason
    assert found.rule.source
    shuffled = sorted(history, key=lambda each: each.when)
    if len({each.when for each in history}) == len(history):
        rng.shuffle(shuffled)
    else:
        shuffled = list(history)
    assert advice(shuffled, settings, on(day), surface) == found


@given(HISTORIES, WAYS)
def test_session_by_session_never_two_rungs_up_and_every_gate_holds(history, way) -> None:
    path, surface, wanted = way
    settings = TrainingSettings(path=path, sessions_per_rung=wanted)
    rungs = rungs_of(path, surface)
    ordered = sorted(history, key=lambda each: each.when)
    before, highest, rises = 0, -1, []
    for number, last in enumerate(ordered, 1):
        done = ordered[:number]
        found = advice(done, settings, last.day, surface)
        assert found is not None
        seen = practices([last], rungs)
        place = seen[0].place if seen else None
        finished = bool(seen) and seen[0].finished and place is not None
        if finished:
            highest = max(highest, place)
        assert found.place <= highest + 1
        assert found.place <= before + 1
        if found.place > before:
            assert finished
            assert place >= before
            assert last.effort is None or last.effort <= EASY
            assert last.state != Ending.INTERRUPTED
            if rungs[found.place].runs and not rungs[before].runs:
                assert last.effort is not None
            assert last.day not in rises
            rises.append(last.day)
        if (place is None or place <= before) and (last.effort or 0) > HARD:
            assert found.place < max(before, 1)
        assert found.today is Today.DONE or not seen
        before = found.place


@given(HISTORIES, WAYS, st.integers(21, 400))
def test_who_comes_back_after_three_weeks_comes_back_lower(history, way, away) -> None:
    path, surface, wanted = way
    settings = TrainingSettings(path=path, sessions_per_rung=wanted)
    if not history:
        return
    last = max(each.day for each in history)
    there = advice(history, settings, last, surface)
    back = advice(history, settings, last + timedelta(days=away), surface)
    assert there is not None
    assert back is not None
    assert back.today is Today.GO
    assert back.place < there.place or back.place == there.place == 0
    assert not back.rung.runs or there.way[0].runs


def test_the_last_rule_always_holds_so_that_one_decides() -> None:
    assert AFTER_A_SESSION[-1].id == "practise"


def test_days_in_a_row_count_once_but_for_the_minutes_of_every_day() -> None:
    ready = [*easy("first-five", 0), *easy("daily-ten", 7)]
    in_a_row = [session("hundred-fifteen", day, 2) for day in (14, 15, 16, 17)]
    assert advised([*ready, *in_a_row], 19).because == "2 of 3 easy ones are done"
    assert told([*ready, *in_a_row, session("hundred-fifteen", 18, 2)], 20)[0] == "balance"
    assert told([session("first-five", day, 2) for day in range(3)], 3)[0] == "daily-ten"
