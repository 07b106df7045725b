"""The second screen in the app: where its page is, who watches, and what a remote does."""

from types import SimpleNamespace
from typing import Any

import pytest
from textual.widgets import Static

from backcue.display import notices
from backcue.display.second_screen import SecondScreenError
from backcue.ui.app import BackcueApp
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.second_screen.screen import SecondScreenPage
from backcue.ui.screens.workout.bare import BareScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.widgets.lines import KeyLine
from backcue.ui.widgets.qr_code import code
from tests.ui import fakes
from tests.ui.test_net import fail_in
from tests.ui.test_workout import rows

URL = "http://192.168.178.20:40733/b2p2c443b0e4gqcb8abka3z1p1/"


class OtherScreen:
    """One that is served nowhere, and notes what it is shown."""

    def __init__(self, *, is_open: bool = False, fails: str | None = None) -> None:
        self.url = URL if is_open else None
        self.reached_from = "Open it on a phone, tablet or TV in this network:"
        self.viewers = 0
        self.remote = False
        self.shown: list[Any] = []
        self.refreshed = 0
        self.fails = fails

    def open(self) -> str:
        if self.fails:
            raise SecondScreenError(self.fails)
        self.url = URL
        return URL

    def set_remote(self, *, remote: bool) -> None:
        self.remote = remote

    def show(self, coach: Any, controls: Any) -> None:
        self.shown.append(coach)
        self.controls = controls

    def refresh(self) -> None:
        self.refreshed += 1

    def close(self) -> None:
        self.url = None


class Opened:
    """The app with a second screen, on the workout screen unless it waits."""

    def __init__(self, now: Any = fakes.WALKING, size: tuple[int, int] = (80, 24), **screen: Any):
        self.coach = fakes.FakeCoach(now)
        self.screen = OtherScreen(**screen)
        self.app = BackcueApp(fakes.standing(self.coach), fakes.BALANCE, lambda: self.screen)
        self.size = size

    async def __aenter__(self) -> SimpleNamespace:
        self.test = self.app.run_test(size=self.size)
        pilot = await self.test.__aenter__()
        await pilot.pause()
        return SimpleNamespace(pilot=pilot, coach=self.coach, screen=self.screen, app=self.app)

    async def __aexit__(self, *ended: object) -> None:
        await self.test.__aexit__(*ended)  # type: ignore[arg-type]


def words(app: Any) -> str:
    return " ".join(str(static.render()) for static in app.screen.query("#words Static"))


def footer(app: Any) -> dict[str, str]:
    return {label: key for key, label, _ in app.screen.query_one(KeyLine).keys}


async def test_a_key_serves_it_and_shows_where_it_is() -> None:
    async with Opened() as it:
        assert "no viewer yet" not in footer(it.app)
        await it.pilot.press("s")
        await it.pilot.pause()
        assert isinstance(it.app.screen, SecondScreenPage)
        assert "http://192.168.178.20:40733/ b2p2c443b0e4gqcb8abka3z1p1/" in " ".join(
            words(it.app).split()
        )
        assert str(it.app.screen.query_one("#code", Static).render()) == "\n".join(code(URL))
        assert "It only shows." in words(it.app)
        await it.pilot.press("r")
        assert it.screen.remote
        assert "never a belt" in words(it.app)
        await it.pilot.press("escape")
        await it.pilot.pause()
        assert isinstance(it.app.screen, WorkoutScreen)
        assert it.screen.shown == [it.coach]
        assert it.coach.told == []


async def test_the_footer_tells_how_many_watch() -> None:
    async with Opened() as it:
        await it.pilot.press("s", "enter")
        await it.pilot.pause()
        assert footer(it.app)["no viewer yet"] == "s"
        for count, told in ((1, "1 viewer"), (3, "3 viewers")):
            it.screen.viewers = count
            it.app.screen.read()
            assert footer(it.app)[told] == "s"
        await it.pilot.press("s", "x")
        await it.pilot.pause()
        assert it.screen.url is None
        it.app.screen.read()
        assert not any("viewer" in label for label in footer(it.app))


async def test_a_lead_in_waits_until_the_screen_is_in_its_place() -> None:
    async with Opened(fakes.GETTING_READY) as it:
        for keys, told in (
            (("enter",), ["pause", "pause_or_go"]),
            (("space",), ["pause", "pause_or_go"]),
            (("x",), ["pause", "pause_or_go"]),
            # It stays paused, and says so.
            (("escape",), ["pause"]),
        ):
            it.coach.told.clear()
            it.coach.now = fakes.GETTING_READY
            await it.pilot.press("s")
            await it.pilot.pause()
            assert "begin the workout" in footer(it.app)
            await it.pilot.press(*keys)
            await it.pilot.pause()
            assert it.coach.told == told, keys
        it.coach.told.clear()
        it.coach.now = fakes.GETTING_READY
        await it.pilot.press("s")
        await it.pilot.pause()
        for action in ("next", "pause"):
            it.screen.controls.press(action)
            await it.pilot.pause()
        await it.pilot.pause()
        assert isinstance(it.app.screen, WorkoutScreen)
        assert it.coach.told == ["pause", "next", "pause_or_go"]


async def test_space_pauses_from_its_page_too() -> None:
    async with Opened() as it:
        await it.pilot.press("s")
        await it.pilot.pause()
        await it.pilot.press("space")
        await it.pilot.pause()
        assert it.coach.told == ["pause"]
        assert isinstance(it.app.screen, WorkoutScreen)


async def test_where_it_cannot_be_served_that_is_told_and_the_workout_goes_on() -> None:
    async with Opened(fails="this computer is in no [network]") as it:
        await it.pilot.press("s")
        await it.pilot.pause()
        assert isinstance(it.app.screen, WorkoutScreen)
        [note] = it.app._notifications
        assert note.message == "no second screen: this computer is in no [network]"
        assert it.screen.shown == []


async def test_a_workout_waits_until_the_screen_is_in_its_place() -> None:
    async with Opened(is_open=True) as it:
        assert isinstance(it.app.screen, SecondScreenPage)
        assert it.screen.controls.waits()
        assert it.screen.controls.begin == "enter"
        assert "begin the workout" in footer(it.app)
        it.screen.controls.press("next")
        await it.pilot.pause()
        assert isinstance(it.app.screen, SecondScreenPage)
        it.screen.controls.press("pause")
        await it.pilot.pause()
        await it.pilot.pause()
        assert isinstance(it.app.screen, WorkoutScreen)
        assert not it.screen.controls.waits()
        assert it.screen.shown == [it.coach, it.coach]


async def test_going_back_from_its_page_begins_nothing() -> None:
    async with Opened(is_open=True) as it:
        await it.pilot.press("escape")
        await it.pilot.pause()
        assert not it.app.is_running or isinstance(it.app.screen, MenuScreen)
        assert it.coach.over is None


async def test_a_remote_does_what_the_keys_do() -> None:
    async with Opened(is_open=True) as it:
        await it.pilot.press("enter")
        await it.pilot.pause()

        async def ask_for(*actions: str) -> None:
            for action in actions:
                it.screen.controls.press(action)
                await it.pilot.pause()

        await ask_for("pause", "next", "back", "feet", "faster", "screen", "yes")
        assert it.coach.told == ["pause_or_go", "next", "back", "swap_feet"]
        assert it.coach.tempo == [2.0]
        assert isinstance(it.app.screen, WorkoutScreen)

        it.coach.told.clear()
        refreshed = it.screen.refreshed
        await ask_for("lock", "next", "pause")
        assert it.screen.controls.locked()
        assert it.screen.refreshed > refreshed
        assert it.coach.told == ["pause_or_go"]
        await ask_for("lock", "next", "lock", "next")
        assert it.screen.controls.locked()
        await ask_for("lock", "lock", "next")
        assert it.coach.told == ["pause_or_go", "next"]

        # The large button says no to a question.
        await ask_for("end", "next")
        assert isinstance(it.app.screen, ConfirmScreen)
        assert it.screen.controls.asks()
        await ask_for("pause")
        assert isinstance(it.app.screen, WorkoutScreen)
        assert not it.screen.controls.asks()
        await ask_for("end", "yes")
        assert it.coach.told[-1] == "stop"


async def test_it_stays_with_the_session_where_a_screen_fails() -> None:
    async with Opened() as it:
        await it.pilot.press("s", "escape")
        await it.pilot.pause()
        for screen in (WorkoutScreen, BareScreen):
            await it.pilot.press("q")
            await fail_in(it.pilot, it.app.screen_stack[-2])
            assert isinstance(it.app.screen, screen)
            assert not it.screen.controls.asks()
            it.coach.told.clear()
            it.screen.controls.press("next")
            await it.pilot.pause()
            assert it.coach.told == ["next"]
            assert footer(it.app)["no viewer yet"] == "s"
        await it.pilot.press("s")
        await it.pilot.pause()
        await fail_in(it.pilot, it.app.screen)
        assert isinstance(it.app.screen, BareScreen)
        assert it.screen.url is not None


async def test_what_is_told_large_is_told_there_too_and_names_its_buttons() -> None:
    async with Opened() as it:
        await it.pilot.press("s", "escape")
        await it.pilot.pause()
        notice = it.screen.controls.notice
        assert notice() is None
        refreshed = it.screen.refreshed
        await it.pilot.press("f")
        assert notice().message == notices.other_foot()
        assert it.screen.refreshed > refreshed
        await it.pilot.press("l")
        assert notice().message == notices.locked("l")
        it.screen.remote = True
        assert notice().message == notices.locked_buttons()
        await it.pilot.press("l")
        assert notice().message == notices.locked_buttons(half_open=True)
        await it.pilot.press("l")
        assert notice().message == notices.unlocked()


@pytest.mark.parametrize("size", [(80, 24), (200, 50), (60, 18), (50, 40), (30, 10)])
async def test_look(picture: Any, size: tuple[int, int]) -> None:
    async with Opened(size=size) as it:
        await it.pilot.press("s")
        await it.pilot.pause()
        assert it.app.export_screenshot() == picture


def test_the_code_is_dark_on_light_and_has_room_around_it() -> None:
    import segno  # noqa: PLC0415

    rows = code(URL)
    modules = [[bool(each) for each in row] for row in segno.make_qr(URL, error="l").matrix]
    seen = []
    for row in rows:
        seen.append([letter in "▀█" for letter in row])
        seen.append([letter in "▄█" for letter in row])
    inner = [row[2:-2] for row in seen[2 : 2 + len(modules)]]
    assert inner == modules
    assert not any(seen[0] + seen[1])
    assert not any(row[0] or row[1] or row[-1] or row[-2] for row in seen)


async def test_where_there_is_no_room_for_the_address_it_says_so() -> None:
    async with Opened(size=(20, 6)) as it:
        await it.pilot.press("s")
        await it.pilot.pause()
        told = " ".join(" ".join(rows(it.pilot)).split())
        assert "Make this window larger for its address." in told
        assert "enter back" in told
    async with Opened(size=(40, 12)) as it:
        await it.pilot.press("s")
        await it.pilot.pause()
        told = " ".join(" ".join(rows(it.pilot)).split())
        for words in ("b2p2c443b0e4gqcb8abka3z1p1/", "It only shows.", "enter back to the workout"):
            assert words in told
