"""One sound by itself is heard whole, or it is said why not."""

from collections.abc import Callable

import pytest

from backcue.sound.audition import AFTER, AHEAD, LOOPED, OPENING, Unheard, audition
from backcue.sound.outputs.player import Player
from backcue.sound.score.cue import Cue
from tests.sound.fakes import VirtualLoop, in_virtual_time


class Fake(Player):
    error: str | None = None

    def __init__(self, running: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._running = running
        self.opened = False
        self.played: list[Cue] = []

    @property
    def running(self) -> bool:
        return self._running()

    def open(self) -> None:
        self.opened = True

    def schedule(self, cue: Cue) -> None:
        assert self.opened
        self.played.append(cue)

    def cancel(self) -> float:
        raise NotImplementedError

    def hush(self) -> None:
        raise NotImplementedError

    def set_volume(self, volume: float) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def test_it_waits_until_the_sound_has_rung_out() -> None:
    player = Fake()

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        await audition(player, "finish", 1.36, clock=loop.time)
        assert loop.time() == pytest.approx(begun + AHEAD + 1.36 + AFTER)
        assert player.played == [Cue(begun + AHEAD, "finish", 0)]

    in_virtual_time(body)


def test_the_tone_of_a_hold_is_played_for_a_while() -> None:
    player = Fake()

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        await audition(player, "hold", 1.0, clock=loop.time)
        assert loop.time() == pytest.approx(begun + AHEAD + LOOPED + AFTER)
        assert player.played[0].seconds == LOOPED

    in_virtual_time(body)


def test_it_begins_when_the_output_runs() -> None:
    player = Fake()

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        player._running = lambda: loop.time() > begun + 2
        await audition(player, "forward", 0.5, clock=loop.time)
        assert player.played[0].at == pytest.approx(begun + 2 + AHEAD, abs=0.05)

    in_virtual_time(body)


@pytest.mark.parametrize(
    ("error", "said"),
    [("no sound: no audio device", "no audio device"), (None, "does not answer")],
)
def test_an_output_that_does_not_begin_is_given_up(error: str | None, said: str) -> None:
    player = Fake(running=lambda: False)
    player.error = error

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        with pytest.raises(Unheard, match=said):
            await audition(player, "forward", 0.5, clock=loop.time)
        assert loop.time() == pytest.approx(begun + OPENING, abs=0.05)
        assert player.played == []

    in_virtual_time(body)


def test_an_output_that_fails_meanwhile_is_told() -> None:
    player = Fake()

    async def body(loop: VirtualLoop) -> None:
        loop.call_later(0.4, setattr, player, "error", "no sound: unplugged")
        with pytest.raises(Unheard, match="unplugged"):
            await audition(player, "forward", 0.5, clock=loop.time)

    in_virtual_time(body)
