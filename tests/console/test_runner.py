import asyncio
import json
from contextlib import nullcontext
from functools import partial
from typing import cast

import pytest

from backcue.coach import Coach, SessionResult
from backcue.console import runner as runner_module
from backcue.console.lines import json_line, plain_line, screen_line, warning_line
from backcue.console.runner import Runner
from backcue.display.second_screen import Controls, SecondScreen
from backcue.keys.actions_and_keys import ACTIONS, Scope
from backcue.keys.changed_keys import keymap
from backcue.sound.score.audio_options import AudioOptions
from backcue.system.keyboard import _split
from backcue.workout.course import Course
from backcue.workout.model import Direction
from tests.clock import VirtualClock, settle
from tests.players import Recorder
from tests.workouts import balance, course

STEP = 60 / 110


class Console:
    """A run without a screen on a virtual clock, and the keys that are pressed in it."""

    def __init__(self, walked: Course, monkeypatch: pytest.MonkeyPatch, *, as_json: bool) -> None:
        self.clock = VirtualClock()
        self.written: list[str] = []
        self.noticed: list[str] = []
        self.coach = Coach(
            walked,
            clock=self.clock,
            player=Recorder(self.clock),
            lengths=lambda _: None,
            audio=AudioOptions(),
            store=None,
        )
        self.runner = Runner(
            self.coach,
            keymap({}),
            self.clock,
            line=partial(json_line if as_json else plain_line, walked),
            write=self.written.append,
            notice=self.noticed.append,
            warning_line=warning_line if as_json else None,
        )
        monkeypatch.setattr(runner_module, "keys", self._keyboard)

    def _keyboard(self, press):  # type: ignore[no-untyped-def]
        self.press = press
        return nullcontext()

    async def keys(self, *pressed: tuple[float, str]) -> SessionResult:
        task = asyncio.create_task(self.runner.run())
        await settle()
        for seconds, key in pressed:
            await self.clock.advance(seconds)
            self.press(key)
        await self.clock.advance(600)
        return await task


async def test_every_event_is_a_json_line_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(course(balance(1), ready=3), monkeypatch, as_json=True)
    await console.keys()
    lines = [json.loads(line) for line in console.written]
    assert [line["event"] for line in lines] == ["start", *["phase"] * 5, "finish"]
    assert lines[0] == {
        "time": 0.0,
        "event": "start",
        "id": "test",
        "name": "Test",
        "sequence": "1x(5 forward, hold 2s, 4 backward, hold 3s)",
        "surface": "floor",
    }
    assert lines[4] == {
        "time": 7.727,
        "event": "phase",
        "phase": 3,
        "kind": "move",
        "direction": "backward",
        "gait": "walk",
        "steps": 4,
        "seconds": 2.4,
        "start": 7.727,
        "cadence": 100,
        "foot": "left",
        "incline": None,
        "repetition": 1,
    }
    assert lines[-1]["totals"] == {
        "seconds": 13.127,
        "active_seconds": 10.127,
        "steps": {"forward": 5, "backward": 4},
        "repetitions": 1,
        "completed": True,
    }


async def test_the_keys_of_a_workout_work_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(course(balance(3)), monkeypatch, as_json=True)
    await console.keys(
        (1.0, "space"), (5.0, "p"), (10.0, "plus"), (0.1, "n"), (0.5, "b"), (1.0, "m"),
        (1.0, "x"), (1.0, "q"), (1.0, "q"),
    )  # fmt: skip
    lines = [json.loads(line) for line in console.written]
    events = [line["event"] for line in lines]
    for event in ("pause", "resume", "tempo", "skip"):
        assert event in events
    assert events.count("skip") == 2
    assert console.coach.muted
    assert lines[-1]["totals"]["completed"] is False
    assert console.noticed == ["press q again to end; what was done is kept; n to go on"]
    resumed = lines[events.index("resume")]
    assert (resumed["time"], resumed["count_in"]) == (6.0, pytest.approx(1.6 + 3 * STEP, abs=0.001))


async def test_who_leaves_in_the_lead_in_is_told_that_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = Console(course(balance(1), ready=9), monkeypatch, as_json=False)
    await console.keys((1.0, "q"), (1.0, "q"))
    assert console.noticed == [
        "press q again to end; it has not begun: nothing is kept; n to go on"
    ]


async def test_the_key_for_help_tells_the_keys_one_to_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=False)
    await console.keys((1.0, "?"), (0.5, "\x1bOP"))
    told = [action for action in ACTIONS if action.scope is Scope.WORKOUT]
    assert len(console.noticed) == 2 * len(told)
    assert console.noticed[0].startswith("space or enter: pause and resume")
    assert "v: voice on and off" in console.noticed


async def test_plain_lines_read_like_a_coach(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(course(balance(2), ready=3), monkeypatch, as_json=False)
    await console.keys((4.0, "space"), (2.0, "space"))
    assert console.written[:6] == [
        "0:00 start",
        "0:00 get ready 3 s",
        "0:03 5 steps forward, right foot first (1 of 2)",
        "0:04 paused",
        "0:06 going on in 3.2 s",
        "0:10 hold 2 s on the right leg (1 of 2)",
    ]
    assert console.written[-1] == "0:28 done: 10 forward, 8 backward in 20 s"


def events_of(console: Console) -> list[tuple[str, float]]:
    lines = [json.loads(line) for line in console.written]
    return [(line["event"], line["time"]) for line in lines if line["event"] != "phase"]


async def test_while_locked_only_the_pause_key_works(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=True)
    await console.keys(
        (1.0, "l"), (0.1, "q"), (0.1, "n"), (0.1, "+"), (0.1, "p"), (0.1, "m"),
        (0.6, " "), (1.0, " "),
    )  # fmt: skip
    assert [event for event, _ in events_of(console)] == ["start", "pause", "resume", "finish"]
    assert not console.coach.muted
    assert console.noticed == ["locked: only space works until l is pressed twice"]
    assert json.loads(console.written[-1])["totals"]["completed"] is True


async def test_the_lock_opens_when_its_key_comes_twice_in_a_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=True)
    await console.keys((1.0, "l"), (0.1, "l"), (0.1, "m"), (0.1, "l"), (0.1, "n"))
    assert "skip" not in dict(events_of(console))
    console = Console(course(balance(1)), monkeypatch, as_json=True)
    await console.keys((1.0, "l"), (0.1, "l"), (0.1, "l"), (0.1, "n"))
    assert "skip" in dict(events_of(console))
    assert console.noticed[1:] == ["press l once more to unlock", "unlocked"]


@pytest.mark.parametrize("yes", ["y", "\r", "q"])
async def test_yes_ends(monkeypatch: pytest.MonkeyPatch, yes: str) -> None:
    console = Console(course(balance(3)), monkeypatch, as_json=True)
    await console.keys((1.0, "q"), (30.0, "m"), (1.0, yes))
    assert events_of(console) == [("start", 0.0), ("pause", 1.0), ("finish", 32.0)]
    assert json.loads(console.written[-1])["totals"]["completed"] is False
    assert not console.coach.muted


@pytest.mark.parametrize("no", ["n", "\x1b", " "])
async def test_no_goes_on_where_it_stood(monkeypatch: pytest.MonkeyPatch, no: str) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=True)
    await console.keys((1.0, "q"), (30.0, no))
    assert [event for event, _ in events_of(console)] == ["start", "pause", "resume", "finish"]
    assert json.loads(console.written[-1])["totals"]["completed"] is True


async def test_no_leaves_a_session_paused_that_was(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=True)
    await console.keys((1.0, " "), (1.0, "q"), (1.0, "n"), (20.0, " "))
    assert events_of(console)[:3] == [("start", 0.0), ("pause", 1.0), ("resume", 23.0)]


GONE = (
    BrokenPipeError(32, "Broken pipe"),
    OSError(28, "No space left on device"),
    UnicodeEncodeError("ascii", "é", 0, 1, "ordinal not in range(128)"),
    ValueError("I/O operation on closed file"),
)


def failing_after(console: Console, lines: int, error: Exception) -> None:
    def write(line: str) -> None:
        if len(console.written) == lines:
            raise error
        console.written.append(line)

    console.runner.write = write


@pytest.mark.parametrize("error", GONE, ids=lambda error: type(error).__name__)
async def test_where_nothing_can_be_written_the_session_goes_on_by_sound(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    console = Console(course(balance(2)), monkeypatch, as_json=True)
    failing_after(console, 3, error)
    done = await console.keys()
    assert done.record.completed
    assert done.record.repetitions == 2
    assert len(console.written) == 3
    assert console.runner.status == 1
    why = getattr(error, "strerror", None) or error
    assert console.noticed == [f"nothing more can be written: {why}; the session goes on by sound"]


async def test_where_nothing_is_heard_either_the_session_ends_and_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = Console(course(balance(2), ready=0), monkeypatch, as_json=True)
    console.runner.heard = False
    failing_after(console, 2, GONE[0])
    done = await console.keys()
    assert not done.record.completed
    assert done.record.steps[Direction.FORWARD] == 5
    assert console.runner.status == 1
    assert console.noticed == ["nothing more can be written: Broken pipe; the session ends"]


async def test_an_error_stream_that_is_gone_too_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=False)
    failing_after(console, 0, GONE[0])

    def refuse(_: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    console.runner.notice = refuse
    assert (await console.keys((1.0, "l"))).record.completed


def test_what_a_terminal_sends_is_cut_into_keys() -> None:
    assert _split("a\x1b[C\x1b[6~ \x1bOA\x1b") == ["a", "\x1b[C", "\x1b[6~", " ", "\x1bOA", "\x1b"]


class OtherScreen:
    """Notes what it is shown, and presses."""

    url = "http://127.0.0.1:1/x/"

    def __init__(self) -> None:
        self.refreshed = 0

    def show(self, coach: Coach, controls: Controls) -> None:
        self.coach, self.controls = coach, controls

    def refresh(self) -> None:
        self.refreshed += 1


def elsewhere(console: Console) -> OtherScreen:
    screen = OtherScreen()
    console.runner.screen = cast("SecondScreen", screen)
    return screen


async def test_a_second_screen_is_told_of_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=True)
    screen = elsewhere(console)
    console.runner.screen_line = screen_line
    await console.keys()
    lines = [json.loads(line) for line in console.written]
    assert lines[1] == {"time": 0.0, "event": "screen", "url": screen.url}
    assert [line["event"] for line in lines[:3]] == ["start", "screen", "phase"]
    assert screen.coach is console.coach


async def test_the_key_for_the_second_screen_tells_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = Console(course(balance(1)), monkeypatch, as_json=False)
    await console.keys((1.0, "s"))
    assert console.noticed == ["second screen: none; begin with --screen view for one"]
    console = Console(course(balance(1)), monkeypatch, as_json=False)
    elsewhere(console)
    await console.keys((1.0, "s"))
    assert console.noticed == ["second screen: http://127.0.0.1:1/x/"]


async def test_a_remote_does_what_the_keys_do_the_lock_and_the_question_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = Console(course(balance(3)), monkeypatch, as_json=True)
    screen = elsewhere(console)
    task = asyncio.create_task(console.runner.run())
    await settle()

    async def ask_for(*actions: str) -> list[str]:
        before = len(console.written)
        for action in actions:
            await console.clock.advance(0.2)
            screen.controls.press(action)
        return [json.loads(line)["event"] for line in console.written[before:]]

    assert await ask_for("next") == ["skip", "phase"]
    assert await ask_for("lock", "next", "back", "feet") == []
    assert screen.controls.locked()
    assert screen.refreshed == 1
    assert await ask_for("pause") == ["pause"]
    assert await ask_for("lock", "next", "lock", "next") == []
    assert await ask_for("lock", "lock", "next") == ["skip", "phase"]
    assert not screen.controls.locked()
    # The large button says no to the question, and what goes on is the workout.
    assert await ask_for("pause", "end", "next", "pause") == ["resume", "pause", "resume"]
    assert not screen.controls.asks()
    assert await ask_for("end") == ["pause"]
    assert screen.controls.asks()
    assert await ask_for("yes") == ["finish"]
    await console.clock.advance(10)
    await task


@pytest.mark.parametrize("as_json", [True, False])
async def test_that_sound_goes_and_comes_back_is_told_within_a_second(
    monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> None:
    console = Console(course(balance(3)), monkeypatch, as_json=as_json)
    console.runner.warnings = ["a key does two things"]
    player = cast("Recorder", console.coach._player)
    task = asyncio.create_task(console.runner.run())
    await settle()
    assert console.noticed == ["a key does two things"]
    await console.clock.advance(0.5)
    player.error = "no sound: the audio device went away"
    await console.clock.advance(1.0)
    player.error = None
    await console.clock.advance(1.0)
    told = ["a key does two things", "no sound: the audio device went away", "sound is back"]
    assert console.noticed == told
    if as_json:
        lines = [json.loads(line) for line in console.written]
        warned = [line for line in lines if line["event"] == "warning"]
        assert [line["words"] for line in warned] == told
        assert warned[1] == {
            "time": 1.0,
            "event": "warning",
            "phase": 0,
            "words": told[1],
            "before": None,
        }
    else:
        assert not [line for line in console.written if "sound" in line]
    await console.clock.advance(600)
    await task
    await console.clock.advance(60)
    assert not [each for _, _, each in console.clock._waiting if each.callback is not None]
