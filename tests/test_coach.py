import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from backcue.coach import Coach, SessionResult
from backcue.history.phases import done_phases
from backcue.history.record import Ending
from backcue.history.store import Store
from backcue.sound.score.audio_options import AudioOptions
from backcue.sound.score.cue import ACCENTS, CUES, VOICE
from backcue.workout.course import Course
from backcue.workout.feet import HeldTime
from backcue.workout.model import Direction, Foot, Workout
from backcue.workout.notation import parse
from tests.clock import VirtualClock, settle
from tests.kept import store_in
from tests.players import Recorder
from tests.workouts import backward, balance, course, forward, forward_until_key, hold, times

STEP = 60 / 110


def lengths(sound: str) -> float | None:
    if sound.startswith(VOICE):
        return 0.2 * len(sound.split())
    return 0.3 if sound in CUES else None


class Led:
    """A coach that leads a session on a virtual clock."""

    def __init__(self, led: Course, store: Store | None, audio: AudioOptions) -> None:
        self.clock = VirtualClock()
        self.player = Recorder(self.clock)
        self.coach = Coach(
            led,
            clock=self.clock,
            player=self.player,
            lengths=lengths,
            audio=audio,
            store=store,
            volume=0.8,
        )
        self.began = self.clock.now()
        self.kept: SessionResult | None = None

    def heard(self, *sounds: str) -> list[float]:
        return [cue.at - self.began for cue in self.player.heard(*sounds)]

    def beats(self) -> list[float]:
        return self.heard("step-left", "step-right")


@asynccontextmanager
async def leading(
    led: Course, store: Store | None = None, *, voice: bool = True, fade: float = 0.0
) -> AsyncIterator[Led]:
    session = Led(led, store, AudioOptions(voice=voice, fade=fade))
    task = asyncio.create_task(session.coach.run())
    await settle()
    try:
        yield session
    finally:
        session.coach.stop()
        session.kept = await task


async def test_every_cue_is_handed_over_ahead_and_once() -> None:
    async with leading(course(balance(3), ready=5)) as led:
        await led.clock.advance(1)
        assert max(cue.at for cue in led.player.heard()) <= led.clock.now() + 2.3
        await led.clock.advance(60)
        assert len(led.beats()) == 27
        assert len(set(led.beats())) == 27
        assert len(led.heard("hold")) == 6
        assert led.heard("finish")


async def test_a_pause_silences_and_a_resume_counts_in_where_it_stopped() -> None:
    async with leading(course(times(1, forward(20)))) as led:
        await led.clock.advance(7.5 * STEP)
        led.coach.perform("pause")
        assert led.player.hushed[-1] == led.clock.now()
        await led.clock.advance(30)
        assert len(led.beats()) == 8
        assert led.heard("pause")
        led.coach.perform("pause")
        await led.clock.advance(30)
        goes_on = 7.5 * STEP + 30 + 1.6 + 3 * STEP
        assert led.beats()[8:] == pytest.approx([goes_on + i * STEP for i in range(12)])
        counted = led.heard(*ACCENTS)[:3]
        assert counted == pytest.approx([goes_on - i * STEP for i in (3, 2, 1)])


async def test_keys_in_a_pause_do_not_cut_off_what_tells_of_it() -> None:
    async with leading(course(times(1, forward(20)))) as led:
        await led.clock.advance(3)
        led.coach.perform("pause")
        for key in ("faster", "feet"):
            led.coach.perform(key)
        assert led.heard("voice:we are paused") == [pytest.approx(3.4)]


async def test_a_change_of_tempo_leaves_no_gap_and_no_double() -> None:
    async with leading(course(times(1, forward(120)))) as led:
        for _ in range(12):
            await led.clock.advance(2.7)
            led.coach.perform("faster")
        await led.clock.advance(120)
        beats = led.beats()
        assert len(beats) == 120
        gaps = [round(later - earlier, 9) for earlier, later in pairwise(beats)]
        assert gaps == sorted(gaps, reverse=True)
        assert gaps[0] == pytest.approx(STEP)
        assert gaps[-1] == pytest.approx(60 / 134)


async def test_tapping_sets_the_cadence_of_the_direction_one_walks_in() -> None:
    async with leading(course(times(1, forward(60), backward(10)))) as led:
        taps = []
        for _ in range(6):
            await led.clock.advance(0.5)
            taps.append(led.coach.tap())
        assert taps[:3] == [None] * 3
        assert taps[3:] == pytest.approx([120] * 3)
        await led.clock.advance(60)
        gaps = [later - earlier for earlier, later in pairwise(led.beats())]
        assert gaps[12:59] == pytest.approx([0.5] * 47)
        assert gaps[-1] == pytest.approx(0.6)


async def test_being_on_the_other_foot_is_heard_from_the_next_step_on() -> None:
    async with leading(course(times(1, forward(20)))) as led:
        await led.clock.advance(4.3 * STEP)
        led.coach.perform("feet")
        await led.clock.advance(20)
        feet = [cue.sound for cue in led.player.heard("step-left", "step-right")]
        assert feet[:5] == ["step-right", "step-left"] * 2 + ["step-right"]
        assert feet[5:7] == ["step-right", "step-left"]
        assert len(feet) == 20


async def test_a_phrase_is_not_said_twice_when_the_tempo_changes() -> None:
    async with leading(course(times(1, forward(60), backward(20)))) as led:
        for _ in range(35):
            await led.clock.advance(1.0)
            led.coach.perform("slower")
        await led.clock.advance(60)
        said = [cue.sound for cue in led.player.heard() if cue.sound.startswith(VOICE)]
        assert said.count("voice:twenty steps back") == 1
        assert said.count("voice:ten to go") <= 2


async def test_a_key_in_a_pause_makes_no_new_plan_and_cuts_off_no_word() -> None:
    async with leading(course(times(1, forward(60), backward(20)))) as led:
        await led.clock.advance(7.5 * STEP)
        led.coach.perform("pause")
        heard = led.player.heard()
        assert [cue.sound for cue in heard[-2:]] == ["pause", "voice:we are paused"]
        for key in ("faster", "feet", "slower", "faster"):
            led.coach.perform(key)
        await led.clock.advance(20)
        assert led.player.heard() == heard
        led.coach.perform("pause")
        await led.clock.advance(10)
        gaps = [later - earlier for earlier, later in pairwise(led.beats()[8:])]
        assert gaps[:3] == pytest.approx([60 / 112] * 3)


async def test_going_to_the_next_phase_sounds_its_direction_at_once() -> None:
    async with leading(course(times(1, forward(50), backward(50)))) as led:
        await led.clock.advance(4)
        led.coach.perform("next")
        await led.clock.advance(1)
        assert led.heard("backward") == [pytest.approx(4.3)]
        after = [beat for beat in led.beats() if beat > 4]
        assert after[:3] == pytest.approx([4.3, 4.9, 5.5])


async def test_an_open_phase_ends_with_the_key_and_the_next_one_sounds() -> None:
    async with leading(course(Workout((forward_until_key(), backward(6))))) as led:
        await led.clock.advance(10)
        led.coach.perform("pause")
        await led.clock.advance(10)
        assert led.heard("backward") == [pytest.approx(10.3)]
        assert led.heard("finish")


async def test_an_open_phase_at_the_end_falls_silent_with_the_key_and_is_done() -> None:
    """Found by seed 32: its beats went on for two seconds, and nothing told that it was over."""
    async with leading(course(Workout((forward_until_key(),)))) as led:
        await led.clock.advance(10.01)
        led.coach.perform("pause")
        assert led.heard("finish") == [pytest.approx(10.01)]
        assert led.heard("voice:workout complete")
        assert max(led.beats()) <= 10.01


async def test_a_last_move_paused_after_its_last_step_is_done_when_it_goes_on() -> None:
    async with leading(course(times(1, forward(4)))) as led:
        await led.clock.advance(3.5 * STEP)
        led.coach.perform("pause")
        await led.clock.advance(10)
        led.coach.perform("pause")
        await led.clock.advance(1)
        assert led.heard("finish") == [pytest.approx(3.5 * STEP + 10)]


async def test_the_end_is_heard_once() -> None:
    async with leading(course(times(1, forward(4)))) as led:
        await led.clock.advance(1)
        led.coach.perform("faster")
        await led.clock.advance(10)
        assert len(led.heard("finish")) == 1


@pytest.mark.parametrize("fade", [1.0, 0.999])
async def test_beats_that_have_fallen_silent_in_an_open_move_do_not_hold_up_the_session(
    fade: float,
) -> None:
    laps = times(3, forward_until_key())
    async with leading(course(laps), fade=fade) as led:
        for lap in range(1, 4):
            await led.clock.advance(20)
            assert led.coach.snapshot().phase.repetition == lap
            assert [at for at in led.beats() if at > 20 * (lap - 1)]
            led.coach.perform("pause")
    assert led.kept is not None
    assert led.kept.record.completed


async def test_a_machine_that_was_busy_leaves_out_what_is_too_late_and_keeps_the_beat() -> None:
    async with leading(course(times(1, forward(40)))) as led:
        await led.clock.advance(1)
        await led.clock.freeze(2.9)
        await led.clock.advance(30)
        assert all(
            beat == pytest.approx(round(beat / STEP) * STEP, abs=1e-6) for beat in led.beats()
        )


async def test_stopping_falls_silent() -> None:
    async with leading(course(balance(5))) as led:
        await led.clock.advance(4)
        led.coach.stop()
        await led.clock.advance(5)
        assert not [cue for cue in led.player.heard() if cue.at > led.began + 4]


async def test_volume_mute_and_voice() -> None:
    async with leading(course(times(1, forward(100), backward(100)))) as led:
        assert led.coach.change_volume(0.1) == pytest.approx(0.9)
        assert led.coach.toggle_mute()
        assert led.player.volumes[-1] == 0
        assert not led.coach.toggle_mute()
        assert led.player.volumes[-1] == pytest.approx(0.9)
        led.coach.toggle_mute()
        assert led.coach.change_volume(0.5) == 1
        assert not led.coach.muted
        await led.clock.advance(1)
        assert not led.coach.toggle_voice()
        await led.clock.advance(100)
        assert not [cue for cue in led.player.heard() if cue.sound.startswith(VOICE)]


async def test_the_voice_falls_silent_at_once_and_the_beat_goes_on() -> None:
    async with leading(course(times(1, forward(100)), ready=10)) as led:
        await led.clock.advance(0.35)
        assert led.heard("voice:get ready")
        led.coach.toggle_voice()
        await led.clock.advance(90)
        assert not [cue for cue in led.player.heard() if cue.spoken]
        assert len(led.beats()) == 100


async def test_trouble_of_the_output_is_passed_on() -> None:
    async with leading(course(balance(1))) as led:
        assert led.coach.error is None
        led.player.error = "no sound: no audio device"
        assert led.coach.error == "no sound: no audio device"


async def test_what_was_done_is_kept(tmp_path: Path) -> None:
    store = store_in(tmp_path / "new")
    for _ in range(2):
        async with leading(course(balance(2)), store) as led:
            await led.clock.advance(60)
        assert led.kept is not None
        assert led.kept.where == store.place.database
        assert led.kept.problem is None
    newest, _ = store.sessions()
    assert newest == led.kept.record
    assert newest.steps == {Direction.FORWARD: 10, Direction.BACKWARD: 8}
    assert newest.holds[Foot.LEFT] == HeldTime(2, pytest.approx(5.0))
    assert (newest.state, newest.share) == (Ending.COMPLETED, 1.0)
    assert newest.sequence == "2x(5 forward, hold 2s, 4 backward, hold 3s)"


async def test_a_session_that_was_ended_early_is_kept_too(tmp_path: Path) -> None:
    async with leading(course(balance(9)), store_in(tmp_path)) as led:
        await led.clock.advance(5 * STEP + 2 + 2.4 + 3 + 1)
    assert led.kept is not None
    record = led.kept.record
    assert (record.state, record.repetitions) == (Ending.STOPPED, 1)
    assert record.steps == {Direction.FORWARD: 7, Direction.BACKWARD: 4}
    assert record.holds[Foot.RIGHT].count == 2
    assert record.share == pytest.approx((1 + 2 / 5 * 5 * STEP / 10.127) / 9, abs=1e-3)


@pytest.mark.parametrize("key", ["slower", "faster"])
async def test_all_of_a_repeat_by_time_is_all_of_it_however_many_rounds_it_takes(key: str) -> None:
    async with leading(course(parse("10min of (100 forward, 15 backward)")), None) as led:
        for _ in range(8):
            led.coach.perform(key)
        await led.clock.advance(900)
    assert led.kept is not None
    record = led.kept.record
    assert (record.state, record.share) == (Ending.COMPLETED, 1.0)
    assert record.repetitions == {"slower": 9, "faster": 11}[key]


async def test_what_was_skipped_is_missing_though_the_end_was_walked() -> None:
    async with leading(course(parse("10x(20 forward, 20 backward)")), None) as led:
        for _ in range(10):
            led.coach.perform("slower")
        for _ in range(19):
            led.coach.perform("next")
        await led.clock.advance(60)
    assert led.kept is not None
    record = led.kept.record
    assert (record.state, record.backward_steps) == (Ending.COMPLETED, 20)
    assert record.share == pytest.approx((1 * STEP + 20 * 0.6) / (200 * STEP + 200 * 0.6))


async def test_what_was_gone_back_to_counts_once() -> None:
    async with leading(course(parse("4x(10 forward @ 60spm)")), None) as led:
        await led.clock.advance(10.5)
        led.coach.perform("back")
        led.coach.perform("back")
        await led.clock.advance(0.3 + 5)
    assert led.kept is not None
    assert led.kept.record.share == pytest.approx(1.1 / 4, abs=0.01)


async def test_the_phases_that_are_kept_name_the_foot_that_was_really_stood_on(
    tmp_path: Path,
) -> None:
    store = store_in(tmp_path)
    async with leading(course(parse("5 forward, hold 6s, 4 forward")), store) as led:
        await led.clock.advance(5 * STEP + 2)
        led.coach.perform("feet")
        await led.clock.advance(6)
        led.coach.perform("feet")
        await led.clock.advance(30)
    [record] = store.sessions()
    log = store.log(record.id or 0)
    assert log is not None
    feet = [done.phase.foot for done in done_phases(log.entries)]
    assert feet == [Foot.RIGHT, Foot.LEFT, Foot.LEFT]
    assert (record.left_holds, record.right_holds) == (1, 0)


@pytest.mark.parametrize("cancelled", ["task", "listener"])
async def test_a_run_that_is_broken_off_is_kept_too(tmp_path: Path, cancelled: str) -> None:
    store = store_in(tmp_path)
    led = Led(course(balance(9)), store, AudioOptions())
    task = asyncio.create_task(led.coach.run())
    await settle()
    await led.clock.advance(2.5 * STEP)
    if cancelled == "task":
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    else:
        led.coach.listen(lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
        led.coach.stop()
        await task
    [record] = store.sessions()
    assert record.steps == {Direction.FORWARD: 3, Direction.BACKWARD: 0}
    assert record.state == Ending.STOPPED


async def test_a_session_that_ends_in_its_lead_in_is_not_kept(tmp_path: Path) -> None:
    store = store_in(tmp_path / "new")
    async with leading(course(balance(2), ready=5), store) as led:
        await led.clock.advance(4.9)
    assert led.kept is not None
    assert (led.kept.where, led.kept.record.id) == (None, None)
    assert led.kept.problem == "not kept: it ended before it had begun"
    assert not store.place.folder.exists()


async def test_a_listener_that_fails_takes_nothing_from_the_record(tmp_path: Path) -> None:
    def fail(_: object) -> None:
        raise BrokenPipeError

    async with leading(course(balance(1)), store_in(tmp_path)) as led:
        led.coach.listen(fail)
        await led.clock.advance(30)
    assert led.kept is not None
    assert led.kept.record.completed
    assert led.heard("finish")


async def test_a_long_finish_of_ones_own_does_not_cut_off_the_last_word() -> None:
    def with_long_finish(sound: str) -> float | None:
        return 5.0 if sound == "finish" else lengths(sound)

    clock = VirtualClock()
    player = Recorder(clock)
    coach = Coach(
        course(times(1, forward(2))),
        clock=clock,
        player=player,
        lengths=with_long_finish,
        audio=AudioOptions(),
        store=None,
    )
    task = asyncio.create_task(coach.run())
    await clock.advance(30)
    await task
    [finish], [done] = player.heard("finish"), player.heard("voice:workout complete")
    assert done.at >= finish.at + 5.0


async def test_the_sounds_of_the_first_minute_are_made_ready_before_it_begins() -> None:
    async with leading(course(times(3, forward(20), hold(2)))) as led:
        assert {"forward", "step-left", "step-right", "hold", "accent-1"} <= set(
            led.player.prepared
        )


async def test_sound_that_fails_stops_nothing_and_comes_back(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    async with leading(course(balance(3)), store) as led:
        schedule = led.player.schedule
        await led.clock.advance(1)

        def fail(_: object) -> None:
            raise RuntimeError("the device is on fire")

        led.player.schedule = fail  # type: ignore[method-assign]
        await led.clock.advance(4)
        assert led.coach.error == "no sound: RuntimeError: the device is on fire"
        before = len(led.beats())
        led.player.schedule = schedule  # type: ignore[method-assign]
        led.coach.perform("pause")
        led.coach.perform("pause")
        await led.clock.advance(60)
        assert len(led.beats()) > before
        assert led.coach.error is None
    assert led.kept is not None
    assert led.kept.record.completed
    assert led.kept.failed is None


async def test_a_session_that_fails_is_kept_as_far_as_it_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_in(tmp_path)
    async with leading(course(balance(3)), store) as led:
        await led.clock.advance(9)
        walk = led.coach._session._walk

        def fail(_: float) -> None:
            raise ValueError("two feet at once")

        monkeypatch.setattr(walk, "come_to", fail)
        await led.clock.advance(9)
    assert led.kept is not None
    assert led.kept.failed == "the workout ended here: ValueError: two feet at once"
    assert led.kept.where is not None
    [record] = store.sessions()
    assert record.steps[Direction.FORWARD] == 5
    assert record.state == Ending.STOPPED
