"""An output that raises, whatever it is asked, stops nothing, and is back with the next cue."""

from typing import Any

from backcue.sound.outputs.shielded import Shielded
from backcue.sound.outputs.silent import SilentPlayer
from tests.sound.fakes import cue


class Broken(SilentPlayer):
    """Raises at everything while it is broken."""

    broken = True

    def _fail(self, *_: Any) -> Any:
        if self.broken:
            raise RuntimeError("[/b] boom")

    open = schedule = prepare = cancel = hush = stop_speaking = set_volume = _fail
    close = wait_closed = _fail
    error = running = sounding = property(_fail)


def test_whatever_it_is_asked_nothing_is_raised_and_the_error_is_told() -> None:
    inner = Broken()
    player = Shielded(inner)
    assert player.name == "none"
    asked = (
        player.open, player.cancel, player.hush, player.stop_speaking, player.close,
        player.wait_closed, lambda: player.prepare(["forward"]), lambda: player.set_volume(0.5),
        lambda: player.running, lambda: player.sounding,
    )  # fmt: skip
    for ask in asked:
        ask()
        assert player.error == "no sound: the output failed: [/b] boom"
    player.schedule(cue(1.0))
    assert player.error is not None
    inner.broken = False
    player.schedule(cue(2.0))
    assert player.error is None
