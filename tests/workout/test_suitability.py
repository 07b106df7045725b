"""What does not suit where a person walks, what is done instead, and what is not led at all."""

import pytest

from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from backcue.workout.preset import Preset
from backcue.workout.suitability import caution, needs_belt, refusal, surface_for

FLOOR, TRACK, BELT = Surface.FLOOR, Surface.TRACK, Surface.TREADMILL
OWN_POWER = Surface.MANUAL_TREADMILL
BALANCE = Preset("b", "B", parse("2x(5 forward, hold 2s)"), surfaces=(FLOOR, TRACK))
HUNDRED = Preset("h", "H", parse("2x(100 forward, 15 backward)"), surfaces=(TRACK, FLOOR))
SLOPE = Preset("s", "S", parse("2x(1min backward incline 5%)"), surfaces=(BELT,))
LEVEL = Preset("l", "L", parse("1min backward incline 0%"), surfaces=(BELT, OWN_POWER))
CURVED = Preset("c", "C", parse("1min backward"), surfaces=(OWN_POWER,))
MIXED = Preset("x", "X", parse("1min backward"), surfaces=(BELT, TRACK))
STAIRS = Preset("t", "T", parse("6 forward, 6 backward"), surfaces=(FLOOR,))
MINE = Preset("m", "M", parse("5 forward, hold 2s"))

HOLDS = "It has holds: nobody should balance on a moving belt."
TOO_OFTEN = "A belt at one speed cannot do this: it changes direction too often."
UPHILL = "It needs a treadmill: it goes up a slope that stays the same."
STEADY = "It needs a treadmill: it is walked at the belt's speed."
GET_OFF = "Get off the belt: it will be led as on the floor."
TURNS = "It will have a turn at each change of direction"
AS_ON_A_BELT = "It will be led as on a treadmill with a motor."


@pytest.mark.parametrize(
    ("preset", "own", "led"),
    [
        (BALANCE, FLOOR, FLOOR),
        (BALANCE, TRACK, TRACK),
        (BALANCE, BELT, FLOOR),
        (HUNDRED, BELT, TRACK),
        (HUNDRED, OWN_POWER, TRACK),
        (SLOPE, FLOOR, BELT),
        (SLOPE, TRACK, BELT),
        (SLOPE, BELT, BELT),
        (SLOPE, OWN_POWER, OWN_POWER),
        (LEVEL, FLOOR, BELT),
        (LEVEL, OWN_POWER, OWN_POWER),
        (CURVED, BELT, OWN_POWER),
        (MIXED, FLOOR, TRACK),
        (MIXED, OWN_POWER, TRACK),
        (MINE, BELT, BELT),
    ],
)
def test_a_preset_is_led_where_it_can_be_done(preset, own, led) -> None:
    assert surface_for(preset, own) is led


def test_what_needs_a_belt_names_nothing_but_belts() -> None:
    assert [needs_belt(each) for each in (SLOPE, LEVEL, CURVED)] == [True] * 3
    assert [needs_belt(each) for each in (BALANCE, HUNDRED, MIXED, MINE)] == [False] * 4


@pytest.mark.parametrize(
    ("preset", "own"),
    [(BALANCE, FLOOR), (BALANCE, TRACK), (SLOPE, BELT), (MINE, FLOOR), (MINE, BELT)],
)
def test_nothing_is_said_where_it_suits(preset, own) -> None:
    assert caution(preset, own, Conditions(surface=own)) is None


@pytest.mark.parametrize(
    ("preset", "own", "led", "words"),
    [
        (BALANCE, BELT, FLOOR, f"{HOLDS} {GET_OFF}"),
        (BALANCE, BELT, BELT, f"{HOLDS} {TURNS}, holds on the side rails."),
        (HUNDRED, BELT, FLOOR, f"{TOO_OFTEN} {GET_OFF}"),
        (HUNDRED, BELT, BELT, f"{TOO_OFTEN} {TURNS}."),
        (SLOPE, FLOOR, BELT, f"{UPHILL} {AS_ON_A_BELT}"),
        (SLOPE, FLOOR, FLOOR, f"{UPHILL} It will be led as on the floor all the same."),
        (
            SLOPE,
            OWN_POWER,
            OWN_POWER,
            (
                "It asks for a slope, which few self-powered treadmills have. It will be led as "
                "on a self-powered treadmill all the same."
            ),
        ),
        (LEVEL, TRACK, BELT, f"{STEADY} {AS_ON_A_BELT}"),
        (
            CURVED,
            BELT,
            OWN_POWER,
            f"{STEADY} Get off the belt: it will be led as on a self-powered treadmill.",
        ),
        (
            BALANCE,
            OWN_POWER,
            FLOOR,
            (
                "It is meant for the floor or a track, where the ground stays still. It will be "
                "led as on the floor."
            ),
        ),
        (
            STAIRS,
            TRACK,
            FLOOR,
            "It is meant for the floor, indoors. It will be led as on the floor.",
        ),
        (
            MIXED,
            FLOOR,
            TRACK,
            "It is meant for a track, which has the room for it. It will be led as on a track.",
        ),
    ],
)
def test_why_it_does_not_suit_and_what_is_done_instead(preset, own, led, words) -> None:
    assert caution(preset, own, Conditions(surface=led)) == words


def refused(preset: Preset, surface: Surface, *, on_rails: bool = False) -> str | None:
    conditions = Conditions(surface=surface, holds_on_rails=on_rails)
    return refusal(preset, preset.workout, conditions)


def test_no_hold_is_led_on_a_moving_belt() -> None:
    assert refused(MINE, BELT) == (
        "It has holds, and nobody should balance on a moving belt. Do it off the belt, put rests "
        "in the place of the holds, or stand on the side rails for them."
    )
    on_a_belt_only = Preset("o", "O", parse("3x(2x(1min backward), hold 2s)"), surfaces=(BELT,))
    told = refused(on_a_belt_only, BELT)
    assert told is not None
    assert told.endswith(
        "Put rests in the place of the holds, or stand on the side rails for them."
    )


def test_holds_are_led_off_the_belt_and_on_its_rails() -> None:
    assert not any(refused(MINE, surface) for surface in Surface if surface is not BELT)
    assert refused(MINE, BELT, on_rails=True) is None
    assert refused(SLOPE, BELT) is None
