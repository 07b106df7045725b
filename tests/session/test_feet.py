import pytest

from backcue.session.snapshot import State
from backcue.sound.score.cue import CUES, VOICE
from backcue.sound.score.score import AudioOptions, score
from backcue.workout.model import Foot
from backcue.workout.notation import parse
from tests.session.walking import Walk, walking
from tests.workouts import course


def lengths(sound: str) -> float | None:
    if sound.startswith(VOICE):
        return 0.2 * len(sound.split())
    return 0.3 if sound in CUES else None


def spoken(walk: Walk) -> list[str]:
    cues = score(walk.session.ahead(), lengths, AudioOptions())
    return [cue.sound.removeprefix(VOICE) for cue in cues if cue.spoken]


def following_foot(walk: Walk) -> Foot | None:
    following = walk.session.snapshot().following
    assert following is not None
    return following.foot


async def test_after_being_put_right_what_comes_next_names_the_right_leg() -> None:
    async with walking(course(parse("7 forward, hold 5s, 4 backward, hold 5s"))) as walk:
        await walk.clock.advance(0.7)
        assert following_foot(walk) is Foot.RIGHT
        assert "stand on right five seconds" in spoken(walk)
        walk.session.swap_feet()
        assert following_foot(walk) is Foot.LEFT
        assert "stand on left five seconds" in spoken(walk)
        assert "stand on right five seconds" not in spoken(walk)
        await walk.clock.advance(4)
        assert following_foot(walk) is Foot.RIGHT
        await walk.clock.advance(6)
        assert walk.session.snapshot().phase.direction is not None
        assert following_foot(walk) is Foot.LEFT


async def test_nobody_knows_the_foot_after_an_open_move() -> None:
    async with walking(course(parse("2x(forward until key, hold 5s, 4 backward)"))) as walk:
        await walk.clock.advance(2.2)
        assert following_foot(walk) is None
        walk.session.pause_or_go()
        assert walk.session.snapshot().foot is Foot.RIGHT
        assert following_foot(walk) is Foot.LEFT


@pytest.mark.parametrize("swaps", [0, 1])
async def test_an_open_rest_that_is_expected_to_end_names_the_leg_one_really_stands_on(
    swaps: int,
) -> None:
    words = "9x(3 forward, rest until key, hold 5s)"
    async with walking(course(parse(words))) as walk:
        await walk.clock.advance(20)
        walk.session.pause_or_go()
        await walk.clock.advance(8)
        for _ in range(swaps):
            walk.session.swap_feet()
        then = next(walk.session.ahead()).then
        assert then is not None
        assert then.foot is following_foot(walk) is (Foot.RIGHT if swaps else Foot.LEFT)


async def test_feet_stay_true_after_a_pause_behind_the_last_step_of_a_timed_move() -> None:
    """2.25 s at 120 steps/min are four and a half beats: five steps, the fifth half as long."""
    async with walking(course(parse("2.25s forward @ 120spm, hold 5s"))) as walk:
        await walk.clock.advance(2.2)
        assert walk.session.snapshot().step == 5
        walk.session.pause_or_go()
        assert walk.session.snapshot().step == 5
        walk.session.pause_or_go()
        assert walk.session.snapshot().foot is Foot.RIGHT


async def test_a_timed_move_paused_after_its_last_step_goes_on_with_what_follows() -> None:
    """2.2 s at 120 steps/min are 4.4 beats: four steps, the fourth longer than a beat."""
    async with walking(course(parse("2.2s forward @ 120spm, hold 5s"))) as walk:
        await walk.clock.advance(2.1)
        walk.session.pause_or_go()
        walk.session.pause_or_go()
        snapshot = walk.session.snapshot()
        assert (snapshot.state, str(snapshot.phase.kind)) == (State.RESUMING, "hold")
