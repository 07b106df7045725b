"""A person who presses, clicks, pastes and resizes at random, in the whole app over real files."""

import asyncio
import os
import random
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.pilot import OutOfBounds, Pilot

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import ACTIONS
from backcue.presets.own import OwnPresets
from backcue.presets.writing import Fields
from backcue.session_setup import RunOptions
from backcue.settings.schema import (
    PersonSettings,
    SessionSettings,
    Settings,
    SoundSettings,
)
from backcue.system import faults, paths
from backcue.ui.app import BackcueApp
from backcue.workout.model import Surface

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

SHAPES = ((1, 1), (1, 30), (2, 3), (6, 9), (7, 4), (20, 6), (40, 12), (60, 18), (80, 24), (160, 45))
LEAVING = {"leave", "suspend"}
"""Actions that end or stop the program: pressed less often, or never."""
KEYS = (
    *(key for action in ACTIONS if action.id not in LEAVING for key in action.keys),
    *("tab", "shift+tab", "enter", "escape", "up", "down", "left", "right", "home", "end") * 3,
    *("pageup", "pagedown", "backspace", "delete", "space", "ctrl+p", "f1", "f2", "f9") * 3,
    *"5 forward,hold2s4bck@.?y",
    *("ctrl+a", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+y", "shift+left", "ctrl+x", "ctrl+v"),
)
PASTES = (
    "5 forward, hold 2s, 4 backward", "a\r\nb", "x\r\r\ny", "\x00\x1b[31m", "\u202e", "\ud800",
    "[b]x[/b]", "\t", '"""', "9" * 300, "\n\n", "1e400", "\uff11", "é日\u0301", "5 f" * 2000,
)  # fmt: skip
WORKOUTS = (
    "2x(5 forward, hold 1s, 4 backward)",
    "forward until key, turn, 3 backward",
    "1 forward",
)


class RandomPerson:
    """Does one thing after the other to an app; always the same for a seed."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self.actions = 0
        self.did: list[str] = []
        """What it did, for whoever looks for a fault."""

    async def act(self, pilot: Pilot[Any]) -> None:
        """Do one thing."""
        kinds: tuple[tuple[float, Callable[[Pilot[Any]], Coroutine[Any, Any, None]]], ...] = (
            (0.62, self._press),
            (0.09, self._click),
            (0.04, self._hover),
            (0.04, self._scroll),
            (0.06, self._paste),
            (0.08, self._resize),
            (0.05, self._find),
            (0.004, self._leave),
        )
        [kind] = self._dice.choices([does for _, does in kinds], [share for share, _ in kinds])
        await kind(pilot)

    def _note(self, *what: object) -> None:
        self.actions += 1
        self.did.append(" ".join(map(ascii, what)))

    async def _press(self, pilot: Pilot[Any]) -> None:
        keys = [self._dice.choice(KEYS) for _ in range(self._dice.choice((1, 1, 3, 8, 12)))]
        at_once = len(keys) > 1 and self._dice.random() < 0.9
        self._note("press", *keys, "at once" * at_once)
        self.actions += len(keys) - 1
        if at_once:
            # As somebody who is quicker than the screen.
            for key in keys:
                pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
                if self._dice.random() < 0.3:
                    await asyncio.sleep(0)
            await pilot.pause()
        else:
            await pilot.press(*keys)

    def _place(self, pilot: Pilot[Any]) -> tuple[int, int]:
        width, height = pilot.app.size
        return self._dice.randrange(max(1, width)), self._dice.randrange(max(1, height))

    async def _click(self, pilot: Pilot[Any]) -> None:
        place, times = self._place(pilot), self._dice.choice((1, 1, 2, 3))
        self._note("click", place, times)
        # Textual's pilot loses a widget that goes while it clicks.
        with suppress(OutOfBounds, AttributeError):
            await pilot.click(offset=place, times=times)

    async def _hover(self, pilot: Pilot[Any]) -> None:
        place = self._place(pilot)
        self._note("hover", place)
        with suppress(OutOfBounds, AttributeError):
            await pilot.hover(offset=place)

    async def _scroll(self, pilot: Pilot[Any]) -> None:
        place = self._place(pilot)
        kind = self._dice.choice((events.MouseScrollDown, events.MouseScrollUp))
        self._note(kind.__name__, place)
        with suppress(OutOfBounds, AttributeError):
            await pilot._post_mouse_events([kind], offset=place, button=0)

    async def _paste(self, pilot: Pilot[Any]) -> None:
        text = self._dice.choice(PASTES)
        self._note("paste", text[:20])
        pilot.app.post_message(events.Paste(text))
        await pilot.pause()

    async def _resize(self, pilot: Pilot[Any]) -> None:
        shape = self._dice.choice(SHAPES)
        self._note("resize", shape)
        await pilot.resize_terminal(*shape)

    async def _find(self, pilot: Pilot[Any]) -> None:
        action = self._dice.choice([each for each in ACTIONS if each.id not in LEAVING])
        self._note("find", action.label)
        await pilot.press("ctrl+p", *action.label[: self._dice.randint(0, 4)], "enter")

    async def _leave(self, pilot: Pilot[Any]) -> None:
        key = self._dice.choice(("ctrl+q", "ctrl+c"))
        self._note("press", key)
        await pilot.press(key)


def furnish() -> None:
    """Put presets, good and broken ones, into the folders of the environment."""
    own = OwnPresets(paths.presets_dir())
    own.folder.mkdir(parents=True, exist_ok=True)
    for number, words in enumerate(WORKOUTS):
        name = f"w{number}"
        with suppress(Exception):
            own.save(own.new(), Fields(id=name, name=name.upper(), sequence=words))
    (own.folder / "broken.toml").write_text("id = ")
    paths.settings_file().write_text('[sound]\noutput = "none"\n')


def settings(dice: random.Random) -> Settings:
    """Returns the settings of somebody, who may be here for the first time."""
    return Settings(
        sound=SoundSettings(output="none"),
        session=SessionSettings(ready=0, surface=dice.choice((None, *Surface))),
        person=PersonSettings(safety_accepted=dice.random() < 0.8),
    )


async def person_at_the_app(seed: int, most: int) -> tuple[int, list[str]]:
    """Let a random person at the app until it ends, or for so many actions.

    Returns how many there were, and what went wrong.
    """
    furnish()
    dice, person = random.Random(seed), RandomPerson(seed)
    wrong: list[str] = []
    with faults.gathered() as gathered:
        context = AppContext(settings(dice), RunOptions(), output="none", faults=gathered)
        app = BackcueApp(context)
        app.animation_level = "none"
        try:
            async with app.run_test(size=dice.choice(SHAPES), notifications=True) as pilot:
                while person.actions < most:
                    await person.act(pilot)
                    if app._exception is not None or app._exit or not app.is_running:
                        break
        except Exception as error:  # noqa: BLE001 - every one is a fault
            wrong.append(f"{type(error).__name__}: {error}")
        finally:
            context.close()
    wrong += gathered.lines
    if wrong:
        wrong.append("after " + "; ".join(person.did[-12:]))
    return person.actions, wrong


def homes(folder: Path) -> dict[str, str]:
    """Returns the environment that puts all files of a person into this folder."""
    return {
        "BACKCUE_CONFIG_DIR": str(folder / "config"),
        "BACKCUE_DATA_DIR": str(folder / "data"),
        "TMPDIR": str(folder),
    }


def live_in(folder: Path) -> None:
    """Have all files of a person in this folder, from here to the program's end."""
    os.environ |= homes(folder)
    # What was asked for a temporary folder before remembers the other one.
    tempfile.tempdir = None
