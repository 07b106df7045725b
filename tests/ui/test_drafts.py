"""What is typed in the editor survives whatever ends it; what is deleted lies in the trash."""
# ruff: noqa: F811

import errno

import pytest

from backcue.presets.drafts import DraftFile, Drafts
from backcue.presets.own import OwnPresets
from backcue.presets.writing import Fields
from backcue.system import paths
from backcue.ui.screens.draft.screen import DraftScreen
from backcue.ui.screens.editor.keeping import AFTER
from backcue.ui.screens.editor.screen import EditorScreen
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.trash.screen import TrashScreen
from tests.ui.test_menu import listed, marked, page
from tests.ui.test_net import fail_in
from tests.ui.test_workout import rows
from tests.ui.test_writing import (  # noqa: F401 - some are fixtures
    Open,
    mark,
    notices,
    own,
    press,
    recent,
    screen,
    shelves,
)


@pytest.fixture
def drafts(own: OwnPresets) -> Drafts:
    return Drafts(paths.drafts_dir(), own.folder)


async def kept(pilot) -> None:
    """Let the time pass after which what is typed is kept."""
    for timer in screen(pilot)._timers:
        if timer._interval == AFTER:
            await timer._tick(next_timer=0, count=1)
    await pilot.pause()


async def test_what_is_typed_is_kept_and_offered_at_the_next_start(
    shelves: Open, drafts: Drafts, own: OwnPresets
) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, "ctrl+n", *"Hill", "tab")
        await kept(pilot)
        # While it is open no other program is offered it.
        assert drafts.left() == []
        await press(pilot, "tab", *"up")
        await press(pilot, "ctrl+q")
        assert "offered next time" in page(pilot)
        await press(pilot, "y")
    [left] = drafts.left()
    assert (left.typed.name, left.typed.id) == ("Hill", "hill")
    assert left.typed.summary == "up"
    async with shelves() as (pilot, _):
        assert isinstance(screen(pilot), DraftScreen)
        assert "What you wrote was not saved." in page(pilot)
        await press(pilot, "escape")
        assert isinstance(screen(pilot), MenuScreen)
    async with shelves() as (pilot, _):
        await press(pilot, "enter")
        assert isinstance(screen(pilot), EditorScreen)
        assert screen(pilot).fields == left.typed
        assert drafts.left() == []
        screen(pilot).query_one("#words").insert("5 forward")
        await press(pilot, "ctrl+s")
        assert not list(paths.drafts_dir().iterdir())
        await press(pilot, "escape")
        assert isinstance(screen(pilot), MenuScreen)
        assert marked(pilot) == "Hill"
    assert (own.folder / "hill.toml").exists()


async def test_what_is_given_up_is_not_offered(shelves: Open, drafts: Drafts) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, "ctrl+n", *"Hill")
        await kept(pilot)
        assert len(list(paths.drafts_dir().glob("*.json"))) == 1
        await press(pilot, "escape", "y")
        assert isinstance(screen(pilot), MenuScreen)
    assert drafts.left() == []
    assert not list(paths.drafts_dir().iterdir())


async def test_an_editor_that_fails_is_closed_and_offers_what_was_typed(
    shelves: Open, drafts: Drafts
) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, "ctrl+n", *"Hill")
        await fail_in(pilot, screen(pilot))
        assert isinstance(screen(pilot), DraftScreen)
        await press(pilot, "enter")
        assert screen(pilot).fields.name == "Hill"
        await press(pilot, "escape", "y")
    assert drafts.left() == []


async def test_what_is_thrown_away_lies_in_the_trash(shelves: Open, drafts: Drafts) -> None:
    async with shelves() as (pilot, _):
        await press(pilot, "ctrl+n", *"Hill", "ctrl+q", "y")
    async with shelves() as (pilot, _):
        await press(pilot, "x")
        assert isinstance(screen(pilot), MenuScreen)
        await press(pilot, "ctrl+g")
        assert "hill.toml" in page(pilot)
    assert drafts.left() == []


async def test_where_nothing_can_be_kept_that_is_told_once_and_typing_goes_on(
    shelves: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(DraftFile, "keep", full)
    async with shelves() as (pilot, _):
        await press(pilot, "ctrl+n")
        for letter in "Hi":
            await press(pilot, letter)
            await kept(pilot)
        assert screen(pilot).fields.name == "Hi"
        assert notices(pilot) == [
            "what you type is not kept for after a crash: No space left on device"
        ]


async def test_deleted_workouts_are_listed_brought_back_and_emptied(
    shelves: Open, own: OwnPresets
) -> None:
    for number in (1, 2):
        own.save(own.new(), Fields(id=f"h{number}", name=f"H{number}", sequence="5f"))
    async with shelves() as (pilot, _):
        for number in (1, 2):
            await mark(pilot, f"h{number}")
            await press(pilot, "f8", "y")
        await press(pilot, "ctrl+g")
        assert isinstance(screen(pilot), TrashScreen)
        assert "h1.toml" in page(pilot)
        assert "h2.toml" in page(pilot)
        await press(pilot, "down", "enter")
        await press(pilot, "escape")
        assert isinstance(screen(pilot), MenuScreen)
        assert len(list(own.folder.glob("*.toml"))) == 1
        assert marked(pilot) in ("H1", "H2")
        assert marked(pilot) in listed(pilot)
        await press(pilot, "ctrl+g", "x", "n")
        assert len(own.trash.contents()) == 1
        await press(pilot, "x", "y")
        assert "the trash is empty" in page(pilot)
        assert rows(pilot)[-1].split() == ["esc", "back", "?", "help"]
        await press(pilot, "enter", "x", "pagedown", "escape")
        assert isinstance(screen(pilot), MenuScreen)
    assert own.trash.contents() == []
