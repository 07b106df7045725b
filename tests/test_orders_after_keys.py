"""What a new plan says that the old one did not come to: after keys for tempo and feet."""

import pytest

from backcue.sound.samples.bank import Bank
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from tests import test_coach
from tests.test_coach import Led, leading
from tests.workouts import course

BELT = Conditions(surface=Surface.TREADMILL)


@pytest.fixture(autouse=True)
def voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let phrases last as long as those that are shipped."""
    monkeypatch.setattr(test_coach, "lengths", Bank().seconds)


def said(led: Led) -> list[str]:
    cues = led.player.heard()
    return [cue.sound.removeprefix("voice:") for cue in cues if cue.spoken]


@pytest.mark.parametrize("at", [42.0, 43.0, 44.0, 44.2, 44.4])
async def test_a_quicker_tempo_loses_no_warning_of_a_turn_on_a_belt(at: float) -> None:
    words = parse("100 backward, 100 forward")
    async with leading(course(words, ready=0, conditions=BELT)) as led:
        await led.clock.advance(at)
        for _ in range(3):
            led.coach.perform("faster")
        await led.clock.advance(30)
        told = said(led)
        assert told.count("slow the belt") == 1
        assert told.index("slow the belt") < told.index("feet on the side rails")
        to_rails = led.player.heard("voice:feet on the side rails")
        assert to_rails[0].phase == 0


@pytest.mark.parametrize("at", [16.0, 16.7, 16.9, 17.0])
async def test_a_quicker_tempo_loses_no_announcement(at: float) -> None:
    words = parse("20 forward, 20 backward, hold 5s, 20 forward")
    async with leading(course(words, ready=0)) as led:
        await led.clock.advance(at)
        for _ in range(3):
            led.coach.perform("faster")
        await led.clock.advance(30)
        legs = [words for words in said(led) if words.startswith("stand on")]
        assert len(legs) == 1


async def test_the_other_leg_is_told_where_the_feet_were_swapped_after_it_was_said() -> None:
    words = parse("20 forward, 20 backward, hold 5s, 20 forward")
    async with leading(course(words, ready=0)) as led:
        await led.clock.advance(19.5)
        [first] = [words for words in said(led) if words.startswith("stand on")]
        led.coach.perform("feet")
        await led.clock.advance(30)
        legs = [words for words in said(led) if {"left", "right"} & set(words.split())]
        other = "right" if "left" in first else "left"
        assert other in legs[-1].split()


async def test_nothing_is_said_twice_of_what_follows() -> None:
    words = parse("40 forward, 40 backward, 40 forward")
    async with leading(course(words, ready=5)) as led:
        for _ in range(40):
            await led.clock.advance(1.3)
            led.coach.perform("faster")
            led.coach.perform("slower")
        told = [words for words in said(led) if words.startswith("forty")]
        assert told == ["forty steps forward", "forty steps back", "forty steps forward"]
