"""Each output is chosen by name; those without a stream play at the time."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backcue.sound.outputs import bell
from backcue.sound.outputs.bell import TRANSITIONS, BellPlayer, WithBell
from backcue.sound.outputs.choose import OUTPUTS, OutputError, open_player
from backcue.sound.outputs.on_time import OnTimePlayer
from backcue.sound.outputs.silent import SilentPlayer
from backcue.sound.score.cue import CUES, Cue
from tests.sound.fakes import FakeSounds, VirtualLoop, cue, in_virtual_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from backcue.sound.outputs.player import Player, Setup


class Spy(SilentPlayer):
    """A player that can be given a error, and tells what was asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.woe: str | None = None
        self.asked: list[str] = []

    @property
    def error(self) -> str | None:
        return self.woe

    def __getattribute__(self, name: str) -> object:
        if name in {"open", "schedule", "cancel", "hush", "set_volume", "close"}:
            self.asked.append(name)
        return super().__getattribute__(name)


class OnTime(OnTimePlayer):
    """Hands out each cue to a function."""

    def __init__(self, play: "Callable[[Cue], None]", **setup: "Unpack[Setup]") -> None:
        super().__init__(**setup)
        self._begin = play


def test_cues_are_handed_out_at_their_times() -> None:
    async def body(loop: VirtualLoop) -> None:
        played: list[tuple[float, str]] = []
        due = OnTime(lambda c: played.append((loop.time(), c.sound)), clock=loop.time)
        start = loop.time()
        for k in (2, 1, 3):
            due.schedule(cue(start + k, f"s{k}"))
        await asyncio.sleep(5)
        assert played == [(start + 1, "s1"), (start + 2, "s2"), (start + 3, "s3")]
        assert not due._waiting

    in_virtual_time(body)


def test_a_cue_that_is_late_when_it_comes_or_when_its_time_comes_is_left_out() -> None:
    async def body(loop: VirtualLoop) -> None:
        played: list[str] = []
        due = OnTime(lambda c: played.append(c.sound), clock=loop.time)
        due.schedule(cue(loop.time() - 0.2, "late"))
        due.schedule(cue(loop.time() - 0.3, "too late"))
        due.schedule(cue(loop.time() + 0.1, "held up"))
        due.schedule(cue(loop.time() + 0.3, "in time"))
        await asyncio.sleep(0.01)
        loop.hold_up(0.5)
        await asyncio.sleep(1)
        assert played == ["late", "in time"]

    in_virtual_time(body)


def test_what_is_cancelled_is_not_handed_out() -> None:
    async def body(loop: VirtualLoop) -> None:
        played: list[str] = []
        due = OnTime(lambda c: played.append(c.sound), ahead=0.2, clock=loop.time)
        due.schedule(cue(loop.time() + 1))
        assert due.cancel() == loop.time() + 0.2
        await asyncio.sleep(2)
        assert played == []

    in_virtual_time(body)


def test_what_is_ahead_is_handed_out_early() -> None:
    async def body(loop: VirtualLoop) -> None:
        played: list[float] = []
        due = OnTime(lambda _: played.append(loop.time()), ahead=0.2, clock=loop.time)
        at = loop.time() + 1
        due.schedule(cue(at))
        await asyncio.sleep(2)
        assert played == [pytest.approx(at - 0.2)]

    in_virtual_time(body)


def test_without_a_running_loop_nothing_is_handed_out_and_nothing_raised() -> None:
    OnTime(lambda _: pytest.fail("played")).schedule(cue(time.monotonic()))


def test_the_bell_rings_at_changes_and_never_at_steps() -> None:
    async def body(loop: VirtualLoop) -> None:
        rung: list[float] = []
        player = BellPlayer(lambda: rung.append(loop.time()), clock=loop.time)
        player.open()
        start = loop.time()
        for k, sound in enumerate(CUES):
            player.schedule(cue(start + k, sound))
        await asyncio.sleep(len(CUES) + 1)
        assert rung == [start + k for k, sound in enumerate(CUES) if sound in TRANSITIONS]
        assert len(rung) == 9
        player.close()

    in_virtual_time(body)


def test_changes_at_one_time_ring_once_and_at_volume_zero_not_at_all() -> None:
    async def body(loop: VirtualLoop) -> None:
        rung: list[float] = []
        player = BellPlayer(lambda: rung.append(loop.time()), clock=loop.time)
        player.schedule(cue(loop.time() + 1, "resume"))
        player.schedule(cue(loop.time() + 1.05, "forward"))
        await asyncio.sleep(2)
        assert len(rung) == 1
        player.set_volume(0)
        player.schedule(cue(loop.time() + 1, "hold"))
        await asyncio.sleep(2)
        player.set_volume(1)
        player.schedule(cue(loop.time() + 1, "hold"))
        player.hush()
        await asyncio.sleep(2)
        assert len(rung) == 1

    in_virtual_time(body)


def test_the_bell_stands_in_only_while_the_player_is_in_trouble() -> None:
    async def body(loop: VirtualLoop) -> None:
        rung: list[str] = []
        spy = Spy()
        player = WithBell(spy, lambda: rung.append("ring"), clock=loop.time)
        player.schedule(cue(loop.time() + 1, "forward"))
        await asyncio.sleep(2)
        assert rung == []
        spy.woe = "no sound: no audio device"
        assert player.error == spy.woe
        player.schedule(cue(loop.time() + 1, "backward"))
        await asyncio.sleep(2)
        assert rung == ["ring"]
        assert spy.asked == ["schedule", "schedule"]

    in_virtual_time(body)


def test_a_player_with_a_bell_passes_everything_on() -> None:
    spy = Spy()
    player: Player = WithBell(spy, lambda: None)
    player.open()
    player.set_volume(0.5)
    player.hush()
    player.cancel()
    player.close()
    assert spy.asked == ["open", "set_volume", "hush", "cancel", "close"]
    assert player.name == "none"


def test_every_output_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backcue.sound.outputs.simpleaudio.unusable", lambda: None)
    names = {output: open_player(output, bank=FakeSounds()).name for output in OUTPUTS}
    assert names == {
        "auto": "miniaudio",
        "miniaudio": "miniaudio",
        "simpleaudio": "simpleaudio",
        "bell": "bell",
        "none": "none",
    }


def test_an_unknown_output_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(OutputError, match=r"'loud'.*auto, miniaudio, simpleaudio, bell, none"):
        open_player("loud", bank=FakeSounds())


def test_simpleaudio_without_its_extra_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    with pytest.raises(OutputError, match="-m pip install simpleaudio-patched"):
        open_player("simpleaudio", bank=FakeSounds())


def test_silence_takes_everything_and_does_nothing() -> None:
    player: Player = open_player("none", bank=FakeSounds())
    player.open()
    player.schedule(cue(0.0))
    player.set_volume(1)
    player.hush()
    assert abs(player.cancel() - time.monotonic()) < 1
    assert player.error is None
    player.close()


def test_without_a_terminal_the_bell_keeps_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def refuse(file: object, *_: object, **__: object) -> None:
        asked.append(file)
        raise OSError("no such device or address")

    monkeypatch.setattr("builtins.open", refuse)
    bell.ring_terminal()
    assert len(asked) == 1


def test_choosing_an_output_that_plays_nothing_does_not_load_numpy_or_miniaudio() -> None:
    code = """
import sys
from backcue.sound.outputs.choose import open_player
import backcue.sound.outputs.player
for output in ("none", "bell"):
    open_player(output, bank=None)
print(sorted({"numpy", "miniaudio", "_miniaudio", "simpleaudio"} & set(sys.modules)))
"""
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
