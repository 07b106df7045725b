"""What is sent to the second screen when, and what its keys do: on a virtual clock."""

import asyncio
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from backcue.display.second_screen import Controls
from backcue.session.session import Session
from backcue.web.second_screen import AHEAD, SecondScreen
from backcue.workout.conditions import Conditions
from backcue.workout.model import Surface
from backcue.workout.notation import parse
from backcue.workout.treadmill import BELT_TECHNIQUE
from tests.clock import VirtualClock, settle
from tests.web.conftest import HOME
from tests.workouts import course


class SilentServer:
    """Notes what would be sent."""

    def __init__(self, sock: Any, place: Any, **calls: Callable[..., Any]) -> None:
        self.place, self.calls = place, calls
        self.viewers = 0
        self.remote = False
        self.closed = False
        self.sent: list[dict[str, Any]] = []
        sock.close()

    def start(self) -> None: ...

    def publish(self, data: bytes) -> None:
        self.sent.append(json.loads(data))

    def close(self) -> None:
        self.closed = True


class Walked:
    """A coach that has only a session."""

    error, muted, voice = None, False, True

    def __init__(
        self, words: str, clock: VirtualClock, name: str = "Mine", **made_with: Any
    ) -> None:
        made = course(parse(words), **made_with)
        self.course = replace(made, preset=replace(made.preset, name=name))
        self.session = Session(self.course, clock)
        self.snapshot, self.foresight = self.session.snapshot, self.session.foresight
        self.listen = self.session.listen


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Returns a second screen that shows these words being walked."""
    monkeypatch.setattr("backcue.web.server.Server", SilentServer)
    # Times are sent to a tenth of a ms: which way they are rounded must not depend on the hour.
    monkeypatch.setattr("backcue.web.second_screen.time.time", lambda: 1_800_000_000.0)

    async def show(
        words: str,
        controls: Controls | None = None,
        name: str = "Mine",
        made_with: Any = None,
        **given: Any,
    ) -> Any:
        clock = VirtualClock()
        screen = SecondScreen(clock, address=HOME, **given)
        coach: Any = Walked(words, clock, name, **(made_with or {}))
        screen.open()
        screen.show(coach, controls or Controls(press=lambda _: None))
        task = asyncio.create_task(coach.session.run())
        await clock.advance(0)
        return screen, coach.session, clock, task

    return show


def since(server: Any, screen: SecondScreen) -> list[float]:
    return [round(told["sent"] - screen._ms(1000.0), 1) for told in server.sent]


async def test_a_moment_is_sent_at_each_change(opened: Any) -> None:
    screen, _, clock, task = await opened("4 forward @ 60spm, hold 2s, 2 backward @ 60spm")
    await clock.advance(8.5)
    await task
    seen = [(told["state"], told["kind"], told["step"]) for told in screen._server.sent]
    seen = [each for index, each in enumerate(seen) if each != seen[index - 1] or not index]
    assert seen == [
        ("running", "move", 1), ("running", "move", 2), ("running", "move", 3),
        ("running", "move", 4), ("running", "hold", 0), ("running", "move", 1),
        ("running", "move", 2), ("finished", "move", 2),
    ]  # fmt: skip
    for told in screen._server.sent:
        assert told["sent"] / 1000 == pytest.approx(screen._ms(clock.now()) / 1000, abs=9)
    assert screen._server.sent[-1]["face"]["word"] == "DONE"
    assert screen._server.sent[-1]["face"]["message"] == "4 forward, 2 backward"


async def test_at_most_twenty_are_sent_in_a_second(opened: Any) -> None:
    screen, session, clock, _ = await opened("forever(20 forward @ 240spm, hold 0.1s)")
    for number in range(600):
        session.change_cadence(1.0 if number % 2 else -1.0)
        await clock.advance(0.007)
    times = since(screen._server, screen)
    assert all(later - earlier > 49.85 for earlier, later in pairwise(times))
    assert len(times) > 60
    session.stop()


async def test_what_a_key_does_is_sent_at_once_and_whole(opened: Any) -> None:
    screen, session, clock, _ = await opened("60s forward, 60s backward")
    await clock.advance(0.3)
    before = len(screen._server.sent)
    session.next()
    await clock.advance(0)
    assert [told["direction"] for told in screen._server.sent[before:]] == ["backward"]
    session.stop()


async def test_a_sign_of_life_comes_twice_a_second_in_a_pause(opened: Any) -> None:
    screen, session, clock, _ = await opened("60s forward")
    await clock.advance(0.3)
    session.pause()
    await clock.advance(0.1)
    before = len(screen._server.sent)
    await clock.advance(10)
    assert len(screen._server.sent) - before == 20
    told = screen._server.sent[-1]
    assert (told["state"], told["goes"], told["ahead"]) == ("paused", True, [])
    session.stop()


async def test_what_is_shown_is_known_three_seconds_ahead(opened: Any) -> None:
    screen, session, clock, _ = await opened("5 forward @ 120spm, 60s hold")
    await clock.advance(0.1)
    told = screen._server.sent[-1]
    last = told["ahead"][-1]["at"] - told["sent"]
    assert last == pytest.approx(AHEAD * 1000, abs=600)
    assert any(change.get("word") == "HOLD" for change in told["ahead"])
    session.stop()


async def test_a_viewer_who_comes_gets_the_moment_that_is_now(opened: Any) -> None:
    screen, session, clock, _ = await opened("60s forward @ 60spm")
    await clock.advance(0.31)
    before = len(screen._server.sent)
    await asyncio.to_thread(screen._server.calls["on_viewer"])
    await clock.advance(0)
    assert len(screen._server.sent) == before + 1
    assert since(screen._server, screen)[-1] == pytest.approx(310, abs=0.2)
    session.stop()


async def test_a_remote_presses_in_the_thread_of_the_session(opened: Any) -> None:
    pressed: list[tuple[str, bool]] = []
    loop = asyncio.get_running_loop()

    def press(action: str) -> None:
        pressed.append((action, asyncio.get_running_loop() is loop))

    screen, session, _, _ = await opened("60s forward", Controls(press), remote=True)
    await asyncio.to_thread(screen._server.calls["on_key"], "next")
    await settle()
    assert pressed == [("next", True)]
    screen.set_remote(remote=False)
    assert not screen._server.remote
    # One that was on its way when it was forbidden.
    await asyncio.to_thread(screen._server.calls["on_key"], "next")
    await settle()
    assert len(pressed) == 1
    session.stop()


async def test_it_says_that_it_is_locked_and_waits(opened: Any) -> None:
    is_locked = [False]
    screen, session, clock, _ = await opened(
        "60s forward", Controls(lambda _: None, waits=lambda: True, locked=lambda: is_locked[0])
    )
    assert screen._server.sent[-1]["face"]["message"] == "press enter"
    is_locked[0] = True
    await clock.advance(0.2)
    screen.refresh()
    await clock.advance(0)
    assert screen._server.sent[-1]["locked"]
    session.stop()


async def test_it_can_be_ended_and_opened_anew_elsewhere(opened: Any) -> None:
    screen, session, _, _ = await opened("60s forward")
    before, server = screen.url, screen._server
    screen.close()
    assert [told["off"] for told in server.sent] == [False] * (len(server.sent) - 1) + [True]
    assert (screen.url, screen.viewers, server.closed) == (None, 0, True)
    assert screen.open() != before
    session.stop()


async def test_what_a_belt_asks_for_is_told_in_the_lead_in(opened: Any) -> None:
    belt = {"conditions": Conditions(surface=Surface.TREADMILL), "ready": 10.0}
    screen, session, _, _ = await opened("60s forward", made_with=belt)
    assert screen._server.sent[-1]["face"]["more"] == BELT_TECHNIQUE[0]
    session.stop()


async def test_a_moment_that_cannot_be_told_stops_neither_session_nor_screen(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, session, clock, _ = await opened("60s forward")
    before = len(screen._server.sent)
    with monkeypatch.context() as broken:
        broken.setattr("backcue.web.second_screen.moment", lambda *_: 1 / 0)
        await clock.advance(2)
        assert len(screen._server.sent) == before
    await clock.advance(1)
    assert len(screen._server.sent) > before
    assert session.snapshot().state == "running"
    session.stop()


async def test_a_name_that_is_no_utf8_is_sent_all_the_same(opened: Any) -> None:
    screen, session, _, _ = await opened("60s forward", name="half \udce9 name")
    assert screen._server.sent[-1]["name"] == "half \udce9 name"
    session.stop()


async def test_the_next_workout_takes_its_place(opened: Any) -> None:
    screen, session, clock, task = await opened("2 forward @ 120spm")
    await clock.advance(2)
    await task
    assert screen._server.sent[-1]["state"] == "finished"
    other: Any = Walked("60s hold", clock)
    screen.show(other, Controls(press=lambda _: None))
    walking = asyncio.create_task(other.session.run())
    await clock.advance(0.5)
    assert screen._server.sent[-1]["kind"] == "hold"
    other.session.stop()
    await walking
    await clock.advance(0.5)
    assert screen._server.sent[-1]["face"]["word"] == "ENDED"
    assert session.snapshot().state == "finished"
