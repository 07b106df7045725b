"""Leave the app running for long: python bench/soak.py [--hours N] [--real SECONDS] [--seed N].

A random person is at the whole app for a day of virtual time: they begin workouts, press keys,
click, and resize the terminal down to 1 by 1. Meanwhile the sound device goes away and comes back,
the machine is held up or sleeps, and the disk is full for a while. Nothing may be raised, memory
stays within 5 MB after the first hour (samples that are kept, 4 MB at most, are left out), sound
stays where it belongs although the device's clock is 60 ppm off, and every workout that was begun
is in the history. With `--real` it is real time, and a real sound server that is ended and
started; a recording of it says where the sound was.
Exit status 1 if anything of it is not so.
"""

import argparse
import asyncio
import gc
import inspect
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path, PurePath
from typing import Any, ClassVar, cast
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from msgspec.structs import replace
from textual.pilot import Pilot, WaitForScreenTimeout

from backcue.app_context import AppContext
from backcue.coach import Coach, SessionResult
from backcue.history.writer import NOT_BEGUN
from backcue.session_setup import RunOptions
from backcue.settings.schema import SETTINGS, PersonSettings
from backcue.system import faults, paths
from backcue.ui.app import BackcueApp
from backcue.ui.screens.base import SettingsChanged
from backcue.ui.screens.menu.screen import MenuScreen
from bench.figures import not_measured, tell
from bench.history import fill
from bench.memory import held_mb
from bench.pulse import missing
from bench.worlds import RealWorld, VirtualWorld, World
from tests.kept import store_in
from tests.ui.conftest import until_quiet
from tests.ui.random_person import RandomPerson, furnish, live_in, settings

HOUR = 3600.0
BETWEEN_ACTS = 3.0
"""Seconds between two things that the person does, in the mean."""
IN_A_HURRY = 0.25
"""The same in the first hour: what a program keeps of each thing once, it is to have kept then.
Textual remembers some ten thousand places and colours, which takes as many actions."""
HOME = 0.01
"""Share of what they do that leads back to the menu."""
BETWEEN_TROUBLES = 900.0
"""Seconds between two things that befall the machine, in the mean."""
A_WHILE = 30.0
"""Seconds until what was closed has ended, and what was told of it is gone."""
BETWEEN_LOOKS = 300.0
"""Seconds between two looks at where the sound is."""
LONGEST_TROUBLE = 90.0
EARLIER = 1500
"""Sessions of two years, kept before: screens that show them all are as large all the time."""
DISK_MB = 128
"""Three times what these take."""
GROWTH_MB = 5.0
_WAIT_FOR_SCREEN = Pilot._wait_for_screen  # noqa: SLF001
OFF_MS, OFF_REAL_MS = 1.0, 20.0
"""How far sound may be from where it belongs; a recording tells that to about 10 ms."""


class Person(RandomPerson):
    """Somebody who mostly walks, and never gets stuck anywhere."""

    async def act(self, pilot: Pilot[Any]) -> None:
        """Do one thing; in the menu mostly begin the workout that is marked."""
        del self.did[:-20]
        if isinstance(pilot.app.screen, MenuScreen) and self._dice.random() < 0.5:
            self._note("begin")
            await pilot.press("enter")
        elif self._dice.random() < HOME:
            await self.go_home(pilot)
        else:
            await super().act(pilot)

    async def go_home(self, pilot: Pilot[Any]) -> None:
        """Leave whatever is open, with the keys as they were; return to the menu."""
        self._note("go home")
        app = cast("Staying", pilot.app)
        for setting in SETTINGS:
            if setting.key.removeprefix("keys.") in app.context.settings.keys:
                app.context.change_setting(setting, setting.default)
        app.post_message(SettingsChanged())
        await pilot.resize_terminal(80, 24)
        for unlock in ("", "ll", "l"):
            # End, and agree to that; then out of whatever else is open.
            await pilot.press(*unlock, "q", "enter", "y", *["escape"] * 4)
            if isinstance(app.screen, MenuScreen):
                return


async def wait_for_screen(pilot: Pilot[Any], timeout: float = 1.0) -> bool:  # noqa: ASYNC109
    """Wait until the widgets of the screen are done; Textual's own fails where it is closed.

    It waits less long than that, which would keep each screen in memory for half a minute.
    """
    with suppress(WaitForScreenTimeout):
        return await _WAIT_FOR_SCREEN(pilot, timeout)
    return False


class Staying(BackcueApp):
    """An app that nobody leaves before time is over."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(inspect.getfile(BackcueApp)).with_suffix(".tcss")
    ]
    is_over = False

    def leave(self, status: int) -> None:
        """Stay."""

    def exit(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as it comes
        """End, once it is time."""
        if self.is_over:
            super().exit(*arguments, **named)


class Soak:
    """One app that is not left alone."""

    def __init__(self, world: World, seed: int, disk: Path | None) -> None:
        self.world = world
        self.wrong: list[str] = []
        self.begun = 0
        self.not_begun = 0
        """Those that were left in their lead-in."""
        self.troubles: Counter[str] = Counter()
        self.memory: list[float] = []
        """MB after each hour."""
        self.person = Person(seed)
        self._dice, self._disk = random.Random(seed), disk
        self._until = self._hour = self._look = self._trouble = 0.0
        self._ends: list[tuple[float, Callable[[], object]]] = []

    async def all(self) -> None:
        """Do it all."""
        furnish()
        run = Coach.run

        async def counted(coach: Coach) -> SessionResult:
            self.begun += coach._resumption is None  # noqa: SLF001
            result = await run(coach)
            # Only a number is kept of it: what grows is to be the program's.
            self.not_begun += result.problem == NOT_BEGUN
            return result

        began = self.world.clock.now()
        self._until, self._hour = began + self.world.seconds, began + HOUR
        self._look = began + BETWEEN_LOOKS
        self._trouble = began + self._dice.expovariate(1 / BETWEEN_TROUBLES)
        with patch.object(Coach, "run", counted):
            await self._stay()
        for _, end in self._ends:
            end()

    async def _stay(self) -> None:
        """Use the app until time is over, or it fails."""
        somebody = replace(settings(self._dice), person=PersonSettings(safety_accepted=True))
        with faults.gathered() as gathered:
            context = AppContext(somebody, RunOptions(), faults=gathered)
            context.__dict__["clock"] = self.world.clock
            app = Staying(context)
            app.animation_level = "none"
            # As `backcue` does once it has made its app.
            gc.freeze()
            try:
                async with app.run_test(size=(80, 24), notifications=True) as pilot:
                    while self.world.clock.now() < self._until and app._exception is None:  # noqa: SLF001
                        await self._live(pilot)
                    await self.person.go_home(pilot)
                    await self._note_memory(pilot)
                    app.is_over = True
            except Exception as error:  # noqa: BLE001 - every one is a fault
                self.wrong.append(f"{type(error).__name__}: {error}")
            finally:
                context.close()
        self.wrong += gathered.lines
        if gathered.lines:
            print((paths.data_dir() / faults.FILE).read_text(encoding="utf-8"))
        if self.wrong:
            self.wrong.append("after " + "; ".join(self.person.did[-12:]))

    async def _live(self, pilot: Pilot[Any]) -> None:
        """Do one thing, and let some time pass and happen what happens."""
        now = self.world.clock.now()
        await self.person.act(pilot)
        between = BETWEEN_ACTS if self.memory else IN_A_HURRY
        await asyncio.sleep(self._dice.expovariate(1 / between))
        for when, end in [each for each in self._ends if each[0] <= now]:
            self._ends.remove((when, end))
            end()
        if now >= self._trouble:
            self._trouble = now + self._dice.expovariate(1 / BETWEEN_TROUBLES)
            self._befall(now)
        if now >= self._look and not self._ends:
            self._look = now + BETWEEN_LOOKS
            await self.world.listen()
        if now >= self._hour:
            self._hour += HOUR
            # Always at the same place: each screen takes its own.
            await self.person.go_home(pilot)
            await self._note_memory(pilot)
            print(f"{self.memory[-1]:.1f} MB, {self.begun} workouts begun", flush=True)

    def _befall(self, now: float) -> None:
        """Let something befall the machine, and note what ends it."""
        kinds = ["device away", "held up", "asleep"] + ["full disk"] * (self._disk is not None)
        kind = self._dice.choice(kinds)
        self.troubles[kind] += 1
        seconds = self._dice.uniform(1, LONGEST_TROUBLE)
        if kind == "device away":
            self.world.plug(there=False)
            self._ends.append((now + seconds, partial(self.world.plug, there=True)))
        elif kind == "full disk" and self._disk is not None:
            filler = _filled(self._disk)
            self._ends.append((now + seconds, partial(filler.unlink, missing_ok=True)))
        else:
            self.world.hold_up(seconds, asleep=kind == "asleep")

    async def _note_memory(self, pilot: Pilot[Any]) -> None:
        # Without the samples that are kept, 4 MB at most: how many they are is chance.
        cast("Staying", pilot.app).context.close()
        await asyncio.sleep(A_WHILE)
        gc.collect()
        self.memory.append(held_mb())

    def lost(self, data: Path) -> int:
        """Returns how many of those that were begun are not in the history at the next start."""
        store = store_in(data)
        for left in store.left_behind(date.today()):  # noqa: DTZ011 - the day where one is
            store.keep(left)
        store.sessions()
        with closing(sqlite3.connect(data / "history.db")) as database:
            [(there,)] = database.execute("SELECT COUNT(*) FROM sessions")
        kept = int(there) - EARLIER
        never = f"{self.not_begun} of them left in their lead-in"
        print(f"{self.begun} begun, {never}, {kept} in the history")
        return self.begun - self.not_begun - kept


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Hands out a folder that is a small disk of its own; None where nobody may mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
    is_ours = False
    with suppress(FileNotFoundError):
        is_ours = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield folder if is_ours else None
    finally:
        if is_ours:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _filled(disk: Path) -> Path:
    """Fill a disk up; returns the file that does."""
    file = disk / "filler"
    with suppress(OSError), file.open("ab", buffering=0) as filler:
        for size in (1 << 20, 4096, 1):
            with suppress(OSError):
                while True:
                    filler.write(bytes(size))
    return file


def main() -> int:
    """Let it run and print what came of it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--hours", type=float, default=24.0, help="of virtual time")
    arguments.add_argument("--real", type=float, help="seconds of real time instead")
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    if asked.real and (reason := missing()):
        return not_measured(reason)
    if not Path("/proc/self/statm").exists():
        return not_measured("how much memory a program has is only known on Linux")
    began = time.perf_counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        disk = stack.enter_context(small_disk(folder / "data"))
        if disk is None:
            print("the disk is never full: only who may mount has a small one")
        live_in(folder)
        fill(store_in(paths.data_dir()), EARLIER)
        world: RealWorld | VirtualWorld
        if asked.real:
            world = stack.enter_context(RealWorld(asked.real, folder / "pulse"))
            os.environ |= world.environment
        else:
            world = VirtualWorld(asked.hours * HOUR, random.Random(asked.seed))
            stack.enter_context(world)
            stack.enter_context(patch("textual._time.get_time", world.clock.now))
        for module in ("app", "pilot"):
            stack.enter_context(patch(f"textual.{module}.wait_for_idle", until_quiet))
        stack.enter_context(patch("tests.ui.conftest.LONGEST", 120.0))
        stack.enter_context(patch.object(Pilot, "_wait_for_screen", wait_for_screen))
        stack.enter_context(patch("backcue.sound.outputs.choose.open_player", world.player))
        soak = Soak(world, asked.seed, disk)
        world.run(soak.all)
        lost = soak.lost(paths.data_dir())
    return _told(soak, lost, time.perf_counter() - began, is_real=bool(asked.real))


def _told(soak: Soak, lost: int, took: float, *, is_real: bool) -> int:
    """Print the figures; returns the exit status."""
    hours = soak.world.seconds / HOUR
    befell = ", ".join(f"{kind} {count} times" for kind, count in sorted(soak.troubles.items()))
    did = f"{soak.person.actions:,} actions, {soak.begun} workouts"
    print(f"{hours:g} h in {took:.0f} s: {did}; {befell}")
    print(*soak.wrong, sep="\n")
    kind = "real" if is_real else "virtual"
    what = f"in {hours:g} {kind} hours"
    grown = soak.memory[-1] - soak.memory[0] if soak.memory else 0.0
    off = max((abs(each) for each in soak.world.off), default=0.0)
    figures = [
        tell(f"exceptions {what}", len(soak.wrong), exactly=0),
        tell(
            f"memory more than after an hour {what}",
            max(0.0, grown),
            "MB",
            most=GROWTH_MB,
        ),
        tell(
            f"sound from where it belongs {what}, worst of {len(soak.world.off)}",
            off,
            "ms",
            most=OFF_REAL_MS if is_real else OFF_MS,
        ),
        tell(f"workouts lost {what}, of {soak.begun}", lost, exactly=0),
    ]
    for figure in figures:
        print(f"{figure.what}: {figure.amount} (goal {figure.goal}, {figure.verdict})")
    return 1 if any(figure.verdict == "missed" for figure in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main())
