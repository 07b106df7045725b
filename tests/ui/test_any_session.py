"""A session in a terminal of any size, with any keys pressed: the screen agrees with the plan."""

from itertools import islice
from random import Random

import pytest

from backcue.coach import Coach
from backcue.display.json_forms import phase_values
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.session.snapshot import Snapshot, State
from backcue.sound.score.audio_options import AudioOptions
from backcue.ui.app import BackcueApp
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.screens.workout.widgets import Board
from backcue.workout.conditions import Conditions
from backcue.workout.course import Course
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from backcue.workout.preset import Preset
from tests.clock import VirtualClock
from tests.players import Recorder
from tests.ui import fakes
from tests.ui.test_workout import rows

WORDS = (
    "3x(5 forward, hold 2s, 12 backward run, hold 3s, rest 4s, 70s backward incline 5%, "
    "forward until key, turn), forever(20 forward @ 100..130spm, rest until key)"
)
KEYS = tuple(
    key
    for action in ACTIONS
    if action.scope is Scope.WORKOUT and action.id not in ("end", "keys")
    for key in action.keys[:2]
)
SIZES = 200


def disagreeing(told: Snapshot, board: Board, phases: list[dict[str, object]]) -> list[str]:
    """Returns in what the screen says otherwise than the plan and the session."""
    shown, plan = board.shown, phases[told.phase.index]
    assert shown is not None
    wrong = []
    if told.state not in (State.PAUSED, State.FINISHED) and not shown.orders:
        word = str(plan["direction"] or plan["kind"]).upper().replace("READY", "GET READY")
        wrong += [f"word {shown.word}, not {word}"] * (shown.word != word)
    steps = plan["steps"]
    by_steps = steps is not None and not told.phase.timed
    if plan["kind"] == "move" and by_steps and told.state is not State.RESUMING:
        wrong += [f"step {shown.number}"] * (shown.number != str(max(1, told.step)))
        under = str(plan["direction"]) if shown.orders else f"of {steps:,}"
        wrong += [f"under {shown.under}, not {under}"] * (shown.under != under)
    if told.following is not None and told.coming is None:
        following = phases[told.following.index]
        if following["kind"] == "move" and following["steps"] and not told.following.timed:
            wrong += [f"next {shown.next}"] * (shown.next != f"{following['steps']:,}")
    wrong += [f"foot {shown.foot}"] * (told.foot is not None and shown.foot != told.foot[0].upper())
    return wrong


@pytest.mark.parametrize("seed", [1])
async def test_any_keys_at_any_size_and_the_screen_agrees_with_the_plan(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Drawing ahead is for people, who do not change the size two hundred times.
    monkeypatch.setattr(WorkoutScreen, "_rehearse", lambda _: None)
    random = Random(seed)
    workout = parse(WORDS)
    conditions = Conditions(surface=Surface.TREADMILL, settle=3.0)
    course = Course(Preset("p", "A walk", workout), workout, conditions, ready=3.0)
    phases = [phase_values(phase) for phase in islice(course.phases(), 1000)]
    clock = VirtualClock()
    coach = Coach(
        course,
        clock=clock,
        player=Recorder(clock),
        lengths=lambda _: 0.3,
        audio=AudioOptions(),
        store=None,
    )
    context = fakes.standing(coach)
    context.clock = clock
    app = BackcueApp(context, fakes.BALANCE)
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for count in range(SIZES):
            width, height = random.randint(60, 160), random.randint(18, 50)
            if count % 10 == 0:
                width, height = random.randint(1, 60), random.randint(1, 18)
            await pilot.resize_terminal(width, height)
            for _ in range(1 + count % 2):
                key = random.choice((*KEYS, "space", "n"))
                await pilot.press(key)
                await clock.advance(random.choice((0.0, 0.05, 0.4, 1.3, 2.9)))
            if count % 25 == 0:
                await pilot.press("l", "l", "l", "l", "q")
                if isinstance(app.screen, ConfirmScreen):
                    await pilot.press("n")
            assert isinstance(app.screen, WorkoutScreen)
            drawn = rows(pilot)
            assert len(drawn) == height
            board = app.screen.query_one(Board)
            told = coach.snapshot()
            assert disagreeing(told, board, phases) == [], (count, told)
            if height >= 18 and width >= 60:
                assert not any("…" in row for row in drawn), (width, height, drawn)
        coach.stop()
        await pilot.pause()
