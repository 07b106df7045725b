"""One sound by itself is heard whole, or it is said why not."""

import pytest

from backcue.sound.audition import AFTER, AHEAD, LOOPED, OPENING, Unheard, audition
from backcue.sound.score.cue import Cue
from tests.sound.fakes import VirtualLoop, in_virtual_time


class Player:
    name = "fake"

    def __init__(self) -> None:
        self.error: str | None = None
        self.opened = False
        self.played: list[Cue] = []

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
    player = Player()

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        await audition(player, "finish", 1.36, clock=loop.time)
        assert loop.time() == pytest.approx(begun + AHEAD + 1.36 + AFTER)
        assert player.played == [Cue(begun + AHEAD, "finish", 0)]

    in_virtual_time(body)


def test_the_tone_of_a_hold_is_played_for_a_while() -> None:
    player = Player()

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        await audition(player, "hold", 1.0, clock=loop.time)
        assert loop.time() == pytest.approx(begun + AHEAD + LOOPED + AFTER)
        assert player.played[0].seconds == LOOPED

    in_virtual_time(body)


def test_it_begins_when_the_output_runs() -> None:
    player = Player()

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        await audition(
            player, "forward", 0.5, running=lambda: loop.time() > begun + 2, clock=loop.time
        )
        assert player.played[0].at == pytest.approx(begun + 2 + AHEAD, abs=0.05)

    in_virtual_time(body)


@pytest.mark.parametrize(
    ("error", "said"),
    [("no sound: no audio device", "no audio device"), (None, "does not answer")],
)
def test_an_output_that_does_not_begin_is_given_up(error: str | None, said: str) -> None:
    player = Player()
    player.error = error

    async def body(loop: VirtualLoop) -> None:
        begun = loop.time()
        with pytest.raises(Unheard, match=said):
            await audition(player, "forward", 0.5, running=lambda: False, clock=loop.time)
        assert loop.time() == pytest.approx(begun + OPENING, abs=0.05)
        assert player.played == []

    in_virtual_time(body)


def test_an_output_that_fails_meanwhile_is_told() -> None:
    player = Player()

    async def body(loop: VirtualLoop) -> None:
        loop.call_later(0.4, setattr, player, "error", "no sound: unplugged")
        with pytest.raises(Unheard, match="unplugged"):
            await audition(player, "forward", 0.5, clock=loop.time)

    in_virtual_time(body)
