"""How much ink there is on the rendered screen, row by row: what is large, and what touches."""

from itertools import groupby

import pytest
from msgspec.structs import replace

from backcue.ui.screens.workout.places import places
from tests.ui import fakes
from tests.ui.test_workout import rows

SIZES = (*((60, 18), (70, 21), (80, 24), (100, 30), (120, 35), (120, 36), (132, 43), (200, 50)),)
COUNTING = {
    "forward": fakes.WALKING,
    "backward": fakes.GOING_BACK,
    "a hundred": fakes.at(replace(fakes.FORWARD, steps=100), fakes.HOLD, 54.0),
    "minutes": fakes.RUNNING,
    "ten minutes": fakes.at(replace(fakes.FORWARD, seconds=720.0, steps=1320, timed=True), None),
    "hold": fakes.HOLDING,
    "rest": fakes.RESTING,
    "paused": fakes.PAUSED,
    "open": fakes.LAPPING,
}
ORDERS = {"turn": fakes.TURNING, "warning": fakes.WARNED, "rails": fakes.WARNED_AGAIN}


def blocks(drawn: list[str], left: int, right: int) -> list[tuple[int, int]]:
    """Returns first row and height of each block of ink between two columns."""
    inked = [bool(row[left:right].strip()) for row in drawn]
    runs = [(has, len(list(group))) for has, group in groupby(inked)]
    starts = [sum(length for _, length in runs[:at]) for at in range(len(runs))]
    return [(start, run[1]) for start, run in zip(starts, runs, strict=True) if run[0]]


async def test_the_blocks_are_as_large_as_they_should_be_and_touch_nowhere(workout) -> None:
    async with workout() as (pilot, coach):
        screen = pilot.app.screen
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            edge = places(width, height).bar.x - 1
            for name, moment in COUNTING.items():
                coach.now = moment
                screen.read()
                drawn = rows(pilot)
                told = (name, width, height)
                if name == "paused":
                    number_columns = places(width, height).number
                    ink = blocks(drawn[:-4], number_columns.x, edge)
                    assert max(rows_of for _, rows_of in ink) >= height * 0.4, told
                top, word, number, *below = blocks(drawn, 0, edge)
                assert top[0] == 0, told
                assert number[1] >= height * 0.4, told
                assert word[1] >= 3, told
                if height < 24:
                    assert len(below) >= 1, told
                    continue
                # What comes next, then the line of time and the keys below it.
                following, last = below
                assert following[1] == 3, told
                assert word[1] > following[1], told
                assert last[0] + last[1] == height or height > 40, told


async def test_orders_fill_the_room_of_the_count_and_touch_nothing(workout) -> None:
    async with workout() as (pilot, coach):
        screen = pilot.app.screen
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            edge = places(width, height).bar.x - 1
            for name, moment in ORDERS.items():
                coach.now = moment
                screen.read()
                _, *lines = blocks(rows(pilot), 0, edge)
                orders = [line for line in lines if line[0] < height * 0.75]
                told = (name, width, height, lines)
                assert all(line[1] >= 3 for line in orders), told
                assert len(orders) >= 1, told
                assert len({line[1] for line in orders}) == 1, told


@pytest.mark.parametrize("steps", [9, 10, 99, 100, 1000])
async def test_nothing_but_figure_and_foot_changes_from_step_to_step(workout, steps: int) -> None:
    phase = replace(fakes.FORWARD, steps=steps, seconds=steps * 0.5)
    async with workout(fakes.at(phase, fakes.HOLD, 0.1)) as (pilot, coach):
        here = places(80, 24)
        before = rows(pilot)
        for gone in (0.7, 4.5, 5.1, 53.7, 54.3):
            if gone > steps * 60 / 110:
                continue
            coach.now = fakes.at(phase, fakes.HOLD, gone)
            pilot.app.screen.read()
            after = rows(pilot)
            changed = {
                (x, y)
                for y in range(24)
                for x in range(80)
                if before[y][x] != after[y][x] and x < here.bar.x
            }
            for x, y in changed:
                in_number = here.number.x <= x < here.number.x + here.number.width
                in_leg = here.leg.x <= x < here.leg.x + here.leg.width
                assert in_number or in_leg, (x, y)
                assert here.number.y <= y < here.number.y + here.number.height
