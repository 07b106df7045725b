"""A workout as one line, and as a code for a phone's camera."""

from msgspec.structs import replace
from textual.widgets import Static

from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.share.screen import LONGEST, ShareScreen
from backcue.ui.widgets.qr_code import code
from backcue.workout.notation import format_workout, parse
from tests.ui import fakes
from tests.ui.test_workout import rows

LONG = replace(
    fakes.MINE, id="long", name="Long", workout=parse(", ".join(["5 forward, 4 backward"] * 100))
)


def page(pilot) -> str:
    return "\n".join(rows(pilot))


async def test_the_marked_workout_is_shown_as_its_words_and_their_code(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("down", "down", "ctrl+y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ShareScreen)
        words = format_workout(fakes.BALANCE.workout)
        for line in (words, *(row.strip() for row in code(words)), "a camera reads the code"):
            assert line in page(pilot)
        assert "c copy" in rows(pilot)[-3] + rows(pilot)[-2] + rows(pilot)[-1]
        await pilot.press("c")
        assert pilot.app.clipboard == words
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_what_has_no_room_or_is_too_long_says_so_beside_its_words(menu) -> None:
    async with menu(size=(60, 18)) as (pilot, _):
        await pilot.press("down", "down", "ctrl+y")
        await pilot.pause()
        assert "20x(5 forward, hold 2s, 4 backward, hold 3s)" in page(pilot)
        assert "larger" in page(pilot)
        assert not pilot.app.screen.query_one("#code", Static).display
    assert len(format_workout(LONG.workout)) > LONGEST
    async with menu(shelf=fakes.Shelf((LONG,), broken=())) as (pilot, _):
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "too long for a code" in page(pilot)


async def test_a_broken_file_is_not_shared(menu) -> None:
    async with menu() as (pilot, _):
        await pilot.press("down", "ctrl+y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
