"""The delay of the sound is measured with real keys, and set only when it is asked for."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from backcue.app_context import AppContext
from backcue.settings.file import SettingsError
from backcue.sound.calibration import BEAT, NEEDED
from backcue.sound.score.cue import Cue
from backcue.toml.document import Problem
from backcue.ui.app import BackcueApp
from backcue.ui.screens.calibration import screen as calibrate
from backcue.ui.screens.calibration.screen import AHEAD, BEEP, LEAD_IN, CalibrateScreen
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.widgets.lines import BigText
from tests.ui import fakes
from tests.ui.test_workout import rows

BEGUN = 1000.0


class Player:
    def __init__(self) -> None:
        self.name = "miniaudio"
        self.error: str | None = None
        self.scheduled: list[Cue] = []
        self.volume: float | None = None
        self.hushed = False

    def open(self) -> None: ...

    def schedule(self, cue: Cue) -> None:
        self.scheduled.append(cue)

    def cancel(self) -> float:
        return 0.0

    def hush(self) -> None:
        self.hushed = True

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def close(self) -> None: ...


class Ear:
    """An output whose sound is heard `late` seconds after it is sent."""

    def __init__(self, late: float = 0.18, offset_ms: float = 0.0) -> None:
        self.late = late
        self.offset_ms = offset_ms
        self.volume = 0.6
        self.device = Player()
        self.kept: list[int] = []
        self.failure: Exception | None = None
        self._now = BEGUN

    def now(self) -> float:
        return self._now

    def player(self) -> Player:
        return self.device

    def keep_offset(self, offset_ms: int) -> None:
        if self.failure is not None:
            raise self.failure
        self.kept.append(offset_ms)

    async def go_to(self, pilot: Pilot[Any], at: float) -> None:
        """Let time pass, and the screen take notice."""
        self._now = at
        pilot.app.screen._look()
        await pilot.pause()

    async def press(self, pilot: Pilot[Any], times: int = 1) -> None:
        """Press space when the next beeps are heard, knowing only when they are scheduled."""
        for _ in range(times):
            await self.go_to(pilot, self._now + 0.01)
            sends = [cue.at - self.offset_ms / 1000 for cue in self.device.scheduled]
            heard = min(at + self.late for at in sends if at + self.late > self._now + 0.02)
            await self.go_to(pilot, heard)
            await pilot.press("space")


class Heard(AppContext):
    """A context whose output is listened to."""

    def __init__(self, *, ear: Ear, **given: Any) -> None:
        super().__init__(**given)
        self.ear = ear

    @property
    def offset_ms(self) -> float:
        return self.ear.offset_ms

    @property
    def volume(self) -> float:
        return self.ear.volume

    def now(self) -> float:
        return self.ear.now()

    def player(self) -> Any:
        return self.ear.player()

    def keep_offset(self, offset_ms: int) -> None:
        self.ear.keep_offset(offset_ms)


Opened = AbstractAsyncContextManager[tuple[Pilot[Any], Ear]]
Open = Callable[..., Opened]


@pytest.fixture
def measuring(monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setattr(calibrate, "LOOK", 3600.0)

    @asynccontextmanager
    async def open_it(
        size: tuple[int, int] = (80, 24), ear: Ear | None = None
    ) -> AsyncIterator[tuple[Pilot[Any], Ear]]:
        ear = ear or Ear()
        app = BackcueApp(fakes.context(Heard, ear=ear))
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("f7")
            await pilot.pause()
            assert isinstance(app.screen, CalibrateScreen)
            yield pilot, ear

    return open_it


def figure(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one("#figure", BigText).text


def said(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#say").render())


def notices(pilot: Pilot[Any]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


async def test_it_beeps_every_second_ahead_of_time_and_each_beep_once(measuring: Open) -> None:
    async with measuring() as (pilot, ear):
        assert ear.device.volume == 0.6
        for k in range(40):
            await ear.go_to(pilot, BEGUN + k * 0.25)
            times = [cue.at for cue in ear.device.scheduled]
            assert times[-1] > ear.now() + AHEAD - BEAT
        assert times == [BEGUN + LEAD_IN + k * BEAT for k in range(len(times))]
        assert {cue.sound for cue in ear.device.scheduled} == {BEEP}


async def test_a_screen_that_stood_still_goes_on_without_a_burst(measuring: Open) -> None:
    async with measuring() as (pilot, ear):
        await ear.go_to(pilot, BEGUN + 60.3)
        late = [cue.at for cue in ear.device.scheduled if cue.at > BEGUN + LEAD_IN]
        assert min(late) >= BEGUN + 60.3
        assert len(late) <= 2


async def test_enough_presses_show_the_delay_and_enter_sets_it(measuring: Open) -> None:
    async with measuring(ear=Ear(late=0.183)) as (pilot, ear):
        assert figure(pilot) == f"0/{NEEDED}"
        await ear.press(pilot, NEEDED - 1)
        assert figure(pilot) == f"{NEEDED - 1}/{NEEDED}"
        await ear.press(pilot)
        assert figure(pilot) == "183 MS"
        assert "You hear it 183 ms late" in said(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert ear.kept == [183]
        assert ear.device.hushed
        assert isinstance(pilot.app.screen, MenuScreen)
        assert notices(pilot) == ["sound delay set: 183 ms"]


@pytest.mark.parametrize("offset_ms", [100.0, 250.0, 400.0, -120.0])
async def test_the_offset_in_force_is_taken_into_account(measuring: Open, offset_ms: float) -> None:
    async with measuring(ear=Ear(late=0.25, offset_ms=offset_ms)) as (pilot, ear):
        await ear.press(pilot, NEEDED)
        assert figure(pilot) == "250 MS"


async def test_escape_leaves_all_as_it_is(measuring: Open) -> None:
    async with measuring() as (pilot, ear):
        await ear.press(pilot, NEEDED)
        await pilot.press("escape")
        await pilot.pause()
        assert ear.kept == []
        assert ear.device.hushed
        assert isinstance(pilot.app.screen, MenuScreen)
        assert notices(pilot) == []


async def test_enter_before_it_is_sure_sets_nothing(measuring: Open) -> None:
    async with measuring() as (pilot, ear):
        await ear.press(pilot, NEEDED - 1)
        await pilot.press("enter")
        await pilot.pause()
        assert ear.kept == []
        assert isinstance(pilot.app.screen, CalibrateScreen)
        assert notices(pilot) == ["8 steady presses are needed first"]


async def test_presses_without_a_beat_are_not_believed(measuring: Open) -> None:
    async with measuring() as (pilot, ear):
        for k in range(12):
            await ear.go_to(pilot, BEGUN + 2 + k * 1.37)
            await pilot.press("space")
        assert "There is no beat in it yet" in said(pilot)
        assert not figure(pilot).endswith("MS")


async def test_backspace_begins_again(measuring: Open) -> None:
    async with measuring() as (pilot, ear):
        await ear.press(pilot, NEEDED)
        await pilot.press("backspace")
        assert figure(pilot) == f"0/{NEEDED}"


async def test_a_little_early_is_how_people_press(measuring: Open) -> None:
    async with measuring(ear=Ear(late=-0.04)) as (pilot, ear):
        await ear.press(pilot, NEEDED)
        assert figure(pilot) == "0 MS"
        assert "You hear it at once" in said(pilot)


async def test_without_sound_it_says_so_and_counts_nothing(measuring: Open) -> None:
    ear = Ear()
    ear.device.error = "no sound: no audio device"
    async with measuring(ear=ear) as (pilot, _):
        await pilot.press("space", "enter")
        told = (
            "no sound: no audio device. Connect a device, or choose another output in the settings."
        )
        assert (figure(pilot), said(pilot)) == ("-", told)
        assert notices(pilot) == [told]
        ear.device.error = None
        await ear.go_to(pilot, BEGUN + 1)
        assert figure(pilot) == f"0/{NEEDED}"


@pytest.mark.parametrize("name", ["none", "bell"])
async def test_an_output_without_a_delay_is_told(measuring: Open, name: str) -> None:
    ear = Ear()
    ear.device.name = name
    async with measuring(ear=ear) as (pilot, _):
        await ear.press(pilot, NEEDED)
        assert said(pilot) == f"The output {name} has no delay to measure: choose another."
        await pilot.press("enter")
        assert ear.kept == []


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (
            SettingsError(Path("settings.toml"), [Problem(2, 1, "sound", "is [/b] wrong")]),
            "is [/b] wrong",
        ),
    ],
)
async def test_what_cannot_be_kept_is_told_and_the_screen_stays(
    measuring: Open, failure: Exception, said: str
) -> None:
    async with measuring() as (pilot, ear):
        ear.failure = failure
        await ear.press(pilot, NEEDED)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CalibrateScreen)
        assert said in notices(pilot)[0]


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (200, 50)])
async def test_what_it_looks_like(measuring: Open, picture: object, size: tuple[int, int]) -> None:
    async with measuring(size) as (pilot, ear):
        await ear.press(pilot, NEEDED)
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (1, 1)])
async def test_the_smallest_terminals_do_not_break_it(
    measuring: Open, size: tuple[int, int]
) -> None:
    async with measuring(size) as (pilot, ear):
        await ear.press(pilot, NEEDED)
        assert figure(pilot) == "180 MS"


async def test_a_key_that_is_quicker_than_the_screen_does_nothing_yet(measuring: Open) -> None:
    async with measuring() as (pilot, _):
        opening = CalibrateScreen(pilot.app.context)
        assert not await pilot.app.run_action("again", opening)
        assert await pilot.app.run_action("again", pilot.app.screen)


async def test_how_to_leave_stands_below_in_a_narrow_terminal_too(measuring: Open) -> None:
    async with measuring(size=(40, 12)) as (pilot, _):
        assert rows(pilot)[-1].split() == ["space", "with", "each", "beep", "esc", "leave"]
