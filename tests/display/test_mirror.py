"""What a second screen is sent: the state for programs, and what is to be shown with its times."""

from typing import Any

import pytest
from msgspec.structs import replace

from backcue.display import notices
from backcue.display.mirror import Look, Standing, moment
from backcue.display.view import view
from backcue.session.session import Session
from backcue.session.snapshot import State
from backcue.session.tally import Tally
from backcue.workout.model import Direction
from backcue.workout.notation import parse
from tests.session.walking import walking
from tests.ui import fakes
from tests.workouts import course

LOOK = Look("Mine", ("Stand tall.",), "space")


def sent(now: Any, **standing: Any) -> dict[str, Any]:
    return moment(LOOK, Standing(**standing), now, 5000.04)


def test_the_state_is_what_programs_are_promised() -> None:
    told = sent(fakes.WALKING)
    assert {name: told[name] for name in list(told) if name not in ("face", "ahead", "name")} == {
        "state": "running", "kind": "move", "direction": "forward", "gait": "walk", "step": 3,
        "steps": 5, "seconds_left": 1.527, "foot": "right", "repetition": 7, "repetitions": 20,
        "next": "hold 2 s, right leg", "warning": None, "cadence": 110, "elapsed": 62.0,
        "remaining": 138.0, "sent": 5000.0, "remote": False, "locked": False, "asks": False,
        "off": False, "goes": False,
    }  # fmt: skip


def test_what_is_not_there_is_null() -> None:
    told = sent(fakes.TURNING)
    assert (told["direction"], told["steps"], told["seconds_left"], told["cadence"]) == (None,) * 4
    assert told["next"] == "2 min backward"
    assert sent(fakes.WARNED)["warning"] == "slow the belt"


@pytest.mark.parametrize("now", [fakes.WALKING, fakes.HOLDING, fakes.TURNING, fakes.WARNED])
def test_a_screen_far_away_says_what_the_near_one_says(now: Any) -> None:
    face, near = sent(now)["face"], view(now, LOOK.technique)
    for theirs, ours in (
        ("word", near.word), ("number", near.number), ("room", near.room_for),
        ("tone", near.tone), ("sign", near.sign), ("edge", near.edge), ("leg", near.foot),
        ("orders", "\n".join(near.orders)), ("under", near.under), ("next", near.next),
        ("next_sign", near.next_sign), ("facts", near.facts), ("cadence", near.cadence),
        ("elapsed", near.elapsed), ("left", near.left), ("message", ""), ("more", ""),
    ):  # fmt: skip
        assert face[theirs] == ours, theirs


@pytest.mark.parametrize(
    ("now", "message", "more"),
    [
        (fakes.PAUSED, "press space", "to go on"),
        (fakes.GETTING_READY, "", "Stand tall."),
        (replace(fakes.LAPPING, warning="may end soon"), "may end soon", ""),
        (replace(fakes.TURNING, warning="may end soon"), "", ""),
    ],
)
def test_a_message_takes_the_place_of_what_comes_next_but_not_beside_orders(
    now: Any, message: str, more: str
) -> None:
    face = sent(now)["face"]
    assert (face["message"], face["more"]) == (message, more)


def test_what_is_told_large_for_a_moment_is_told_there_as_long() -> None:
    then = [(5500.0, replace(fakes.WALKING, step=4)), (7000.0, replace(fakes.WALKING, step=5))]
    standing = Standing(notice=notices.voice(speaks=False), notice_until_ms=6000, sound="no voice")
    told: Any = moment(LOOK, standing, fakes.WALKING, 5000.0, then)
    assert (told["face"]["message"], told["face"]["facts"]) == ("voice off", "no voice")
    assert [change.get("message") for change in told["ahead"]] == [None, ""]


def test_the_question_after_q_stands_there_too() -> None:
    told = sent(fakes.PAUSED, asks=True, notice=notices.unlocked(), notice_until_ms=9e9)
    assert told["asks"]
    assert (told["face"]["message"], told["face"]["more"]) == (
        "end it?", "what you have done is kept",
    )  # fmt: skip


def test_it_says_whether_the_pause_key_goes_on() -> None:
    assert [sent(now)["goes"] for now in (fakes.WALKING, fakes.PAUSED, fakes.TURNING)] == [
        False, True, True,
    ]  # fmt: skip
    waiting = sent(fakes.GETTING_READY, waits=True)
    assert waiting["goes"]
    assert (waiting["face"]["message"], waiting["face"]["more"]) == ("press enter", "to begin")


def test_the_bar_of_a_time_goes_on_by_itself_and_that_of_steps_with_the_steps() -> None:
    for now, flows in ((fakes.WALKING, False), (fakes.RUNNING, True), (fakes.HOLDING, True)):
        assert sent(now)["face"]["flows"] is flows


def test_the_end_says_what_was_done() -> None:
    over = replace(fakes.WALKING, state=State.FINISHED, remaining=0.0)
    tally = Tally(steps={Direction.FORWARD: 1100, Direction.BACKWARD: 80}, completed=True)
    tally = replace(tally, active_seconds=62.6)
    face = sent(over, tally=tally)["face"]
    assert (face["word"], face["number"], face["tone"]) == ("DONE", "1:03", "ready")
    assert face["message"] == "1,100 forward, 80 backward"
    assert face["whole"] == 1
    assert sent(over, tally=replace(tally, completed=False))["face"]["word"] == "ENDED"


async def faces_of(session: Session, seconds: float) -> list[tuple[float, dict[str, Any]]]:
    """Returns each face with its time, put together from what is sent once."""
    told = moment(LOOK, Standing(), session.snapshot(), 0.0, session.foresight(seconds))
    face = told["face"]
    assert isinstance(face, dict)
    faces = []
    changes = told["ahead"]
    assert isinstance(changes, list)
    for change in changes:
        face = {**face, **change}
        faces.append((face.pop("at"), face))
    return faces


async def test_what_is_sent_once_tells_all_that_is_shown_until_then() -> None:
    async with walking(course(parse("2x(4 forward @ 60spm, hold 2s)"))) as walk:
        faces = await faces_of(walk.session, 20)
        words = [(at - walk.began, face["word"], face["number"]) for at, face in faces]
        assert words == [
            (1, "FORWARD", "2"), (2, "FORWARD", "3"), (3, "FORWARD", "4"), (4, "HOLD", "2"),
            (5, "HOLD", "1"), (6, "FORWARD", "1"), (7, "FORWARD", "2"), (8, "FORWARD", "3"),
            (9, "FORWARD", "4"), (10, "HOLD", "2"), (11, "HOLD", "1"), (12, "DONE", "0:12"),
        ]  # fmt: skip
        for at, face in faces:
            await walk.clock.advance(at + 1e-4 - walk.clock.now())
            assert sent(walk.session.snapshot())["face"] == face


async def test_a_faster_move_by_time_has_as_many_steps_as_will_be_made() -> None:
    async with walking(course(parse("30s backward, hold 5s"))) as walk:
        assert sent(walk.session.snapshot())["steps"] == 50
        walk.session.change_cadence(20.0)
        await walk.clock.advance(29.9)
        told = sent(walk.session.snapshot())
        assert (told["step"], told["steps"]) == (60, 60)
        await walk.clock.advance(2)
        assert sent(walk.session.snapshot())["steps"] is None


def test_a_change_names_only_what_is_not_as_before() -> None:
    later = replace(fakes.WALKING, step=4, steps_left=1)
    told = moment(LOOK, Standing(), fakes.WALKING, 0.0, [(10.0, later), (20.0, later)])
    assert told["ahead"] == [{"at": 10.0, "number": "4", "phase": 0.8}]
