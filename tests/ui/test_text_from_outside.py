"""No text from outside acts on the terminal from any screen."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from msgspec.structs import replace
from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.color import Color

from backcue.presets.drafts import DraftFile
from backcue.presets.library import Library
from backcue.presets.own import Draft, OwnPresets
from backcue.presets.writing import Fields
from backcue.system import paths
from backcue.ui.app import BackcueApp
from backcue.ui.screens.draft.screen import DraftScreen
from backcue.ui.screens.editor.screen import EditorScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.recovery.screen import RecoveryScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.trash.screen import TrashScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.unseen import Unseen
from tests.history.crashes import crashed
from tests.hostile_inputs.thrown import UNSAFE
from tests.ui import fakes
from tests.ui.test_menu import listed
from tests.ui.test_net import fail_in
from tests.ui.test_workout import rows

EVIL = "\x1b]52;c;QUJD\x07\x9b31m\u202e\u2066\x7f\u2028"
ESCAPED = r"\u001b]52;c;QUJD\u0007\u009b31m\u202e\u2066\u007f\u2028"
SIGN = "\N{REPLACEMENT CHARACTER}"
SIZE = (100, 40)


@pytest.fixture(autouse=True)
def no_log_kept(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Keep what is logged out of the tests' reports, which are sent between processes as UTF-8."""
    monkeypatch.setattr(type(caplog.handler), "emit", lambda *_: None)


def unharmed(pilot: Any) -> str:
    """Returns what stands on the screen; nothing of it is obeyed, and every row is as wide."""
    shown = rows(pilot)
    for row in shown:
        assert not UNSAFE.search(row), ascii(row)
        assert cell_len(row) == SIZE[0], ascii(row)
    return "\n".join(shown)


async def test_names_of_files_and_what_is_in_them_are_shown_with_signs() -> None:
    folder = paths.presets_dir()
    folder.mkdir(parents=True)
    (folder / f"a{EVIL}\udcff.toml").write_text("id = ")
    (folder / "b.toml").write_text(
        f'id = "b"\nname = "{ESCAPED}"\nsequence = "5 {ESCAPED} forward"\nsummary = "{ESCAPED}"\n'
    )
    context = fakes.context(
        library=Library(folder),
        own=OwnPresets(folder),
        settings=fakes.settings(**{f"{EVIL}": ["a"], "next": [EVIL]}),
    )
    async with BackcueApp(context).run_test(size=SIZE) as pilot:
        pilot.app.notify(EVIL, markup=False)
        await pilot.pause()
        assert SIGN in unharmed(pilot)
        broken = [line for line in listed(pilot) if line.startswith("!")]
        assert len(broken) == 2
        menu = pilot.app.screen
        for entry in [line.id for line in menu._lines if line.id.startswith("file-")]:
            menu._mark(entry)
            await pilot.pause()
            assert "makes no workout" in unharmed(pilot)
            menu.action_delete()
            await pilot.pause()
            assert isinstance(pilot.app.screen, ConfirmScreen)
            assert "Delete" in unharmed(pilot)
            await pilot.press("n")
        menu._mark("file-b.toml")
        menu.action_edit()
        await pilot.pause()
        assert isinstance(pilot.app.screen, EditorScreen)
        assert SIGN in unharmed(pilot)


async def test_what_is_pasted_is_shown_with_signs(menu) -> None:
    async with menu(SIZE) as (pilot, _):
        pilot.app.screen.post_message(events.Paste(f"5 {EVIL} forward"))
        await pilot.pause()
        assert SIGN in unharmed(pilot)


async def test_a_session_and_what_it_came_to_are_shown_with_signs() -> None:
    preset = replace(fakes.BALANCE, name=f"Balance {EVIL}", technique=(EVIL,), summary=EVIL)
    coach = fakes.FakeCoach(fakes.WALKING, preset)
    async with BackcueApp(fakes.standing(coach), preset).run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, WorkoutScreen)
        unharmed(pilot)
        kept = fakes.kept(problem=f"not kept: {EVIL}")
        record = structs.replace(kept.record, name=f"Balance {EVIL}")
        kept = replace(kept, record=record)
        screen = SummaryScreen(pilot.app.context, kept, fakes.plan(preset))  # type: ignore[attr-defined]
        pilot.app.push_screen(screen)
        await pilot.pause()
        assert SIGN in unharmed(pilot)


@pytest.fixture
def interrupted(own_home: Path, tmp_path: Path) -> None:
    """Leave a session behind that was interrupted, with such text in it."""
    data = own_home / "backcue-data"
    crashed(tmp_path).place.folder.rename(data)
    with closing(sqlite3.connect(data / "history.db")) as database, database:
        update = "UPDATE sessions SET name = :evil, workout = :evil, sequence = :evil"
        database.execute(update, {"evil": EVIL})
        [(head,)] = database.execute("SELECT head FROM logs")
        told = {**json.loads(head), "name": EVIL, "summary": EVIL, "technique": [EVIL]}
        database.execute("UPDATE logs SET head = ?", (json.dumps(told),))


@pytest.mark.usefixtures("interrupted")
async def test_what_was_interrupted_and_what_was_left_unsaved_are_shown_with_signs() -> None:
    left = DraftFile(paths.drafts_dir())
    left.keep(Draft(), Fields(name=EVIL, sequence=f"5 {EVIL}", id=EVIL))
    left.let_go()
    own = OwnPresets(paths.presets_dir())
    own.folder.mkdir(parents=True)
    (own.folder / f"{EVIL}.toml").write_text("x")
    own.delete(own.folder / f"{EVIL}.toml")
    context = fakes.context(own=own)
    async with BackcueApp(context).run_test(size=SIZE) as pilot:
        for _ in range(200):
            await pilot.pause()
            if isinstance(pilot.app.screen, RecoveryScreen):
                break
            await asyncio.sleep(0.01)
        assert SIGN in unharmed(pilot)
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DraftScreen)
        assert SIGN in unharmed(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EditorScreen)
        assert SIGN in unharmed(pilot)
        await pilot.press("escape", "y", "ctrl+g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TrashScreen)
        assert SIGN in unharmed(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert SIGN in unharmed(pilot)


async def test_what_fails_is_told_with_signs(workout) -> None:
    async with workout(size=SIZE, notifications=True) as (pilot, _):
        for _ in range(3):
            told = await fail_in(pilot, pilot.app.screen)
            assert "\x1b" in told[0]
            pilot.app.notify(told[0], markup=False)
            await pilot.pause()
            assert SIGN in unharmed(pilot)


def filtered(*texts: str) -> str:
    segments = [Segment(text) for text in texts]
    return "".join(text for text, _, _ in Unseen().apply(segments, Color(0, 0, 0)))


def test_a_sign_takes_the_room_of_a_space_that_is_not_needed() -> None:
    assert filtered("a\x1bb   ", "│") == f"a{SIGN}b  │"
    assert filtered("a\udcffb", "│") == f"a{SIGN}b│"
    assert filtered("a\x1b\x9bb  |") == f"a{SIGN}b |"
    assert filtered("a\u202eb│") == "ab│"


def test_what_is_shown_as_it_is_is_not_copied() -> None:
    segments = [Segment("é☃😀 "), Segment("│")]
    assert Unseen().apply(segments, Color(0, 0, 0)) is segments
