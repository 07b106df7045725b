"""Where a soak takes place: in time that jumps from timer to timer, or in real time and sound.

Both hand out a clock and a player, and can take the sound device away, hold everything up, and
tell how far the sound is from where it ought to be.
"""

import asyncio
import random
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar, TypeVarTuple, Unpack

import numpy as np

from backcue.session.clock import Wake
from backcue.sound.outputs.miniaudio import MiniaudioPlayer
from backcue.sound.outputs.player import Player, Setup
from backcue.sound.samples.bank import Bank
from backcue.sound.score.cue import Cue
from backcue.sound.voice.pcm import floats
from backcue.system.clock import MonotonicClock
from bench.onsets import find
from bench.pulse import PulseServer, Recording
from bench.session import BEATS
from tests.sound.fakes import RATE, VirtualLoop

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
LEAD = 4800
BLOCK = 4800
"""Frames that the device keeps, and those it asks for at once."""
WRONG = 60e-6
"""Share by which the device's clock is too fast: cheap crystals are up to 100 ppm off."""
LATEST = 0.006
"""Seconds that a callback comes late at most."""
SETTLED = 30.0
"""Seconds after which the stream's clock is to have found the device's."""
WINDOW = 20.0
"""Seconds of real sound that are recorded and compared with what was planned."""
NEAR = 0.15
"""Seconds within which a beat that is heard belongs to one that was planned."""
AT_WORK = 30.0
"""Seconds for which time stands still for a thread."""
ENOUGH = 5
"""Beats that are needed to say where they are."""


class World(Protocol):
    """Time and sound of a soak."""

    seconds: float
    clock: Any
    off: list[float]
    """How far sound was from where it ought to be, each time somebody looked, ms."""

    def run(self, body: Callable[[], Any]) -> None:
        """Run a coroutine to its end in this time."""
        ...

    def player(
        self, output: str, *, bank: Bank, volume: float, audio_offset_ms: float, channels: int
    ) -> Player:
        """Open a player, as `open_player` does."""
        ...

    def plug(self, *, there: bool) -> None:
        """Take the sound device away, or bring it back."""
        ...

    def hold_up(self, seconds: float, *, asleep: bool) -> None:
        """Let nothing happen for so long, as a busy machine does, or one that sleeps."""
        ...

    async def listen(self) -> None:
        """Look where the sound is."""
        ...


class VirtualClock:
    """The clock of a loop whose time jumps."""

    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop
        self.asleep = 0.0

    def now(self) -> float:
        """Returns the time of the loop."""
        return self._loop.time()

    def slept(self) -> float:
        """Returns how long the machine was asleep, in all."""
        return self.asleep

    def call_at(self, when: float, callback: Callable[[], None]) -> Wake:
        """Call back at this time."""
        return self._loop.call_at(when, callback)


class VirtualDevice:
    """A device in virtual time: a clock that is not quite right, and callbacks that come late."""

    def __init__(self, loop: VirtualLoop, dice: random.Random) -> None:
        self._loop, self._dice = loop, dice
        self._fill: Callable[[int, int], bytes] | None = None
        self._next: asyncio.TimerHandle | None = None
        self._frames = 0
        self.is_there = True
        self.began = 0.0
        self.disturbed = 0.0

    def open(self, fill: Callable[[int, int], bytes], stopped: Callable[[], None]) -> Self:
        """Open it, as an output does."""
        del stopped
        if not self.is_there:
            raise RuntimeError("no audio device")
        self._fill, self._frames = fill, 0
        self.began = self.disturbed = self._loop.time()
        self._ask()
        return self

    def close(self) -> None:
        """Close it."""
        self._fill = None
        if self._next is not None:
            self._next.cancel()

    def heard_at(self, frame: int) -> float:
        """Returns when a frame of the open stream really reaches the ear."""
        return self.began + (frame - BLOCK + LEAD) / (RATE * (1 + WRONG))

    def _ask(self) -> None:
        if self._fill is None or not self.is_there:
            return
        late = self._loop.time() - self._due
        if late > BLOCK / RATE:
            # It stood still with the machine, and goes on where it was.
            self.began += late
            self.disturbed = self._loop.time()
        self._fill(BLOCK, LEAD)
        self._frames += BLOCK
        self._next = self._loop.call_at(self._due + self._dice.random() * LATEST, self._ask)

    @property
    def _due(self) -> float:
        return self.began + self._frames / (RATE * (1 + WRONG))


class VirtualPlayer(MiniaudioPlayer):
    """The default output, watched from the loop instead of a thread of its own."""

    def __init__(self, bank: Bank, device: VirtualDevice, **setup: Unpack[Setup]) -> None:
        super().__init__(bank, device.open, **setup)
        self._device = device
        self._watching: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Begin to open the device."""
        if self._watching is None:
            self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        while True:  # noqa: ASYNC110 - it is asked, not told
            await asyncio.sleep(self._connection.look())

    def close(self) -> None:
        """Let go of the device at once."""
        super().close()
        if self._watching is not None:
            self._watching.cancel()
        self._connection.drop()

    def off(self) -> float:
        """Returns how far the stream's time is from the device's, seconds."""
        clock = self._cues._clock  # noqa: SLF001
        frame = self._cues._mixer.position  # noqa: SLF001
        return 0.0 if clock is None else clock.time_of(frame) - self._device.heard_at(frame)


class _Loop(VirtualLoop):
    """Time stands still while a thread is at work for somebody who waits: it takes none of it."""

    def __init__(self) -> None:
        self._at_work = 0
        self._since = 0.0
        super().__init__()

    def run_in_executor(
        self,
        executor: Executor | None,
        func: Callable[[Unpack[Ts]], T],
        *args: *Ts,
    ) -> asyncio.Future[T]:
        """Let a thread work."""
        self._at_work += 1
        self._since = time.monotonic()
        working = super().run_in_executor(executor, func, *args)
        working.add_done_callback(self._done)
        return working

    def _done(self, _: object) -> None:
        self._at_work -= 1

    def is_waiting(self) -> bool:
        """Whether time is to stand still; not for ever."""
        return self._at_work > 0 and time.monotonic() - self._since < AT_WORK


class VirtualWorld:
    """A day in some minutes."""

    def __init__(self, seconds: float, dice: random.Random) -> None:
        self.seconds = seconds
        self.off: list[float] = []
        self._loop = _Loop()
        self.clock = VirtualClock(self._loop)
        self._device = VirtualDevice(self._loop, dice)
        self._player: Callable[[], VirtualPlayer | None] = lambda: None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.close()

    def run(self, body: Callable[[], Any]) -> None:
        """Run a coroutine to its end in this time."""
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(body())

    def player(
        self, output: str, *, bank: Bank, volume: float, audio_offset_ms: float, channels: int
    ) -> Player:
        """Open a player, whatever output is asked for."""
        del output
        player = VirtualPlayer(
            bank,
            self._device,
            clock=self.clock.now,
            volume=volume,
            ahead=audio_offset_ms / 1000,
            channels=channels,
        )
        # Not kept by who only looks on: with it go its samples.
        self._player = weakref.ref(player)
        return player

    def plug(self, *, there: bool) -> None:
        """Take the sound device away, or bring it back."""
        self._device.is_there = there

    def hold_up(self, seconds: float, *, asleep: bool) -> None:
        """Let nothing happen for so long."""
        if asleep:
            # The clock stands still meanwhile, all but the one that counts sleep.
            self.clock.asleep += seconds
        else:
            self._loop.hold_up(seconds)

    async def listen(self) -> None:
        """Look where the sound is, unless the device was just opened or held up."""
        player = self._player()
        is_quiet = self.clock.now() - self._device.disturbed > SETTLED
        if player is not None and player.running and is_quiet:
            self.off.append(player.off() * 1000)


class _Noted(MiniaudioPlayer):
    """The default output, which notes when beats were planned."""

    def __init__(self, bank: Bank, **setup: Unpack[Setup]) -> None:
        super().__init__(bank, **setup)
        self.planned: list[float] = []

    def schedule(self, cue: Cue) -> None:
        """Play this cue."""
        if cue.sound in BEATS:
            self.planned = [*self.planned[-200:], cue.at]
        super().schedule(cue)


class RealWorld:
    """Real time, and a PulseAudio server of one's own."""

    def __init__(self, seconds: float, folder: Path) -> None:
        self.seconds = seconds
        self.clock = MonotonicClock()
        self.off: list[float] = []
        self._server = PulseServer(folder)
        self._player: Callable[[], _Noted | None] = lambda: None
        self._bank = Bank()

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.stop()

    @property
    def environment(self) -> dict[str, str]:
        """What the program needs to be heard through this server."""
        return self._server.environment

    def run(self, body: Callable[[], Any]) -> None:
        """Run a coroutine to its end."""
        asyncio.run(body())

    def player(
        self, output: str, *, bank: Bank, volume: float, audio_offset_ms: float, channels: int
    ) -> Player:
        """Open a player, whatever output is asked for."""
        del output
        ahead = audio_offset_ms / 1000
        player = _Noted(bank, volume=volume, ahead=ahead, channels=channels)
        self._player = weakref.ref(player)
        return player

    def plug(self, *, there: bool) -> None:
        """End the sound server, or start it."""
        (self._server.start if there else self._server.stop)()

    def hold_up(self, seconds: float, *, asleep: bool) -> None:
        """Be busy for so long; a machine cannot be put to sleep by a measurement."""
        if not asleep:
            time.sleep(min(seconds, 3.0))

    async def listen(self) -> None:
        """Record some seconds, and compare the beats in it with those that were planned."""
        player = self._player()
        if player is None or not player.running:
            return
        with Recording(self._server) as recording:
            await asyncio.sleep(WINDOW)
        self.off += await asyncio.to_thread(self._late, recording, list(player.planned))

    def _late(self, recording: Recording, planned: list[float]) -> list[float]:
        """Returns how late the beats of a recording were in the median, ms; nothing: too few."""
        late = []
        with suppress(ValueError):
            for onset in find(
                recording.samples, {sound: floats(self._bank.samples(sound)) for sound in BEATS}
            ):
                at = recording.time_of(onset.frame)
                late += [at - each for each in planned if abs(at - each) < NEAR][:1]
        return [float(np.median(late)) * 1000] if len(late) >= ENOUGH else []
