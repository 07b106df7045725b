import pytest

from backcue.session.events import Warned
from backcue.sound.score.cue import CUES, VOICE
from backcue.sound.score.score import AudioOptions, score
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from tests.session.walking import walking
from tests.workouts import course

BELT = Conditions(surface=Surface.TREADMILL)

STILL = Conditions(surface=Surface.TREADMILL, settle=0)


def lengths(sound: str) -> float | None:
    if sound.startswith(VOICE):
        return 0.2 * len(sound.split())
    return 0.3 if sound in CUES else None


@pytest.mark.parametrize("before", ["7 forward", "19 forward", "23 forward", "13.1s forward"])
async def test_a_phase_of_exactly_15_seconds_has_both_warnings_of_the_turn(before: str) -> None:
    words = f"{before}, 15s forward, 10 backward"
    async with walking(course(parse(words), conditions=BELT)) as walk:
        scheduled = list(walk.session.ahead())
        begin = scheduled[1].begins
        cues = list(score(scheduled, lengths, AudioOptions()))
        said = {cue.sound: cue.at for cue in cues if cue.spoken and cue.phase == 1}
        assert said["voice:slow the belt"] == pytest.approx(begin + 0.4, abs=0.2)
        assert said["voice:feet on the side rails"] == pytest.approx(begin + 10)
        await walk.clock.advance(50)
        assert [event.before for event in walk.of(Warned)] == [15, 5]
        assert [event.at for event in walk.of(Warned)] == pytest.approx([begin, begin + 10])


async def test_a_phase_of_less_than_15_seconds_has_only_the_second_warning() -> None:
    async with walking(course(parse("14.9s forward, 10 backward"), conditions=BELT)) as walk:
        await walk.clock.advance(30)
        assert [event.before for event in walk.of(Warned)] == [5]


async def test_a_lead_in_that_goes_on_with_exactly_5_seconds_left_warns_at_once() -> None:
    """Found by seed 5681: the end less 5 s was a rounding error before the beginning."""
    for odd in (0.1, 0.2, 0.3, 0.7, 1.234):
        async with walking(course(parse("turn 9s, 3 forward"), ready=16, conditions=STILL)) as walk:
            await walk.clock.advance(11.4 + odd)
            walk.session.pause_or_go()
            await walk.clock.advance(8)
            walk.session.pause_or_go()
            await walk.clock.advance(6)
            assert [event.before for event in walk.of(Warned)] == [15, 5, 5]


async def test_a_lap_with_a_pause_is_as_long_as_its_parts_together() -> None:
    async with walking(course(parse("9x(forward until key @ 60spm, 3 backward)"))) as walk:
        await walk.clock.advance(50)
        walk.session.pause(reason="a call")
        await walk.clock.advance(100)
        walk.session.pause_or_go()
        await walk.clock.advance(1.6 + 3 + 10)
        walk.session.pause_or_go()
        await walk.clock.advance(5)
        assert next(walk.session.ahead()).expected == pytest.approx(60, abs=1.01)


async def test_a_lap_with_a_pause_is_warned_of_when_its_parts_together_are_long_enough() -> None:
    async with walking(course(parse("9x(forward until key @ 60spm, 3 backward)"))) as walk:
        await walk.clock.advance(60)
        walk.session.pause_or_go()
        await walk.clock.advance(0.3 + 1.8 + 20)
        walk.session.pause(reason="a call")
        await walk.clock.advance(100)
        walk.session.pause_or_go()
        [scheduled] = walk.session.ahead()
        due = scheduled.start + 60 - 8
        cues = score([scheduled], lengths, AudioOptions())
        [said] = [cue.at for cue, _ in zip(cues, range(200), strict=False) if "three" in cue.sound]
        assert said == pytest.approx(due)
        await walk.clock.advance(60)
        assert [event.at for event in walk.of(Warned)] == [pytest.approx(due)]
