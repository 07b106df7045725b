"""Play one sound by itself, and wait until it has rung out."""

import asyncio
import time
from typing import Final

from backcue.sound.outputs.player import Clock, Player
from backcue.sound.score.cue import HOLD, Cue

OPENING: Final = 3.0
"""Seconds that an output may take to begin; a sleeping sound server needs two."""
AHEAD: Final = 0.3
"""Seconds from scheduling to sounding: more than any buffer holds."""
AFTER: Final = 0.3
"""Seconds after the end in which the last of it leaves the buffers."""
LOOPED: Final = 2.0
"""Seconds for which the tone of a hold is played."""
_LOOK: Final = 0.02


class Unheard(Exception):  # noqa: N818 - it names what happened
    """Nothing was heard; the message says why."""


async def audition(
    player: Player,
    sound: str,
    seconds: float,
    *,
    clock: Clock = time.monotonic,
    ahead: float = AHEAD,
) -> None:
    """Open the player, play a sound that lasts so many seconds, and wait for its end.

    `ahead` is the seconds from now to the sound. Raises Unheard. Closing is the caller's.
    """
    player.open()
    begun = clock()
    while not player.running and clock() - begun < OPENING:  # noqa: ASYNC110  it tells no one
        await asyncio.sleep(_LOOK)
    if not player.running:
        raise Unheard(player.error or "no sound: the audio device does not answer")
    lasting = LOOPED if sound == HOLD else None
    player.schedule(Cue(clock() + ahead, sound, 0, lasting))
    await asyncio.sleep(ahead + (lasting or seconds) + AFTER)
    if player.error is not None:
        raise Unheard(player.error)
