"""What does not suit where a person walks, and what is done instead."""

import pytest

from backcue.workout.model import Surface
from backcue.workout.notation import parse
from backcue.workout.preset import Preset
from backcue.workout.treadmill import caution

FLOOR, TRACK, BELT = Surface.FLOOR, Surface.TRACK, Surface.TREADMILL
OWN_POWER = Surface.MANUAL_TREADMILL
BALANCE = Preset("b", "B", parse("2x(5 forward, hold 2s)"), surfaces=(FLOOR, TRACK))
HUNDRED = Preset("h", "H", parse("2x(100 forward, 15 backward)"), surfaces=(FLOOR, TRACK))
SLOPE = Preset("s", "S", parse("1min backward incline 5%"), surfaces=(BELT,))
MINE = Preset("m", "M", parse("5 forward, hold 2s"))

HOLDS = "It has holds: nobody should balance on a moving belt."
TOO_OFTEN = "A belt at one speed cannot do this: it changes direction too often."
FOR_A_BELT = "It is meant for a treadmill with a motor."
GET_OFF = "Get off the belt: it will be led as on the floor."
TURNS = "It will have a turn at each change of direction"


@pytest.mark.parametrize(
    ("preset", "own"), [(BALANCE, FLOOR), (BALANCE, TRACK), (SLOPE, BELT), (MINE, FLOOR)]
)
def test_nothing_is_said_where_it_suits(preset, own) -> None:
    assert caution(preset, own, own) is None


@pytest.mark.parametrize(
    ("preset", "own", "led", "words"),
    [
        (BALANCE, BELT, FLOOR, f"{HOLDS} {GET_OFF}"),
        (HUNDRED, BELT, FLOOR, f"{TOO_OFTEN} {GET_OFF}"),
        (HUNDRED, BELT, BELT, f"{TOO_OFTEN} {TURNS}."),
        (MINE, BELT, BELT, f"{HOLDS} {TURNS}, holds on the side rails."),
        (SLOPE, FLOOR, BELT, f"{FOR_A_BELT} It will be led as on a treadmill with a motor."),
        (
            BALANCE,
            OWN_POWER,
            FLOOR,
            "It is meant for the floor or a track. It will be led as on the floor.",
        ),
        (SLOPE, FLOOR, FLOOR, f"{FOR_A_BELT} It will be led as on the floor all the same."),
    ],
)
def test_why_it_does_not_suit_and_what_is_done_instead(preset, own, led, words) -> None:
    assert caution(preset, own, led) == words
