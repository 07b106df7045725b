"""The editor says what is saved and what is not, and keeps what was typed, whatever is done."""
# ruff: noqa: F811

import random

import pytest
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input, Static

from backcue.presets.library import Library
from backcue.presets.own import Draft, OwnPresets
from backcue.presets.writing import Fields
from backcue.ui.screens.editor.screen import EditorScreen
from backcue.ui.screens.editor.tick import Tick
from backcue.ui.screens.editor.words_area import WordsArea
from tests.ui.test_editor import (  # noqa: F401 - some are fixtures
    BALANCE,
    HILL,
    Open,
    context,
    editor,
    field,
    fill,
    own,
    page,
    said,
    status,
    write,
)
from tests.ui.test_workout import rows

FILES = (
    'id = "h"\nname = "H"\nsequence = "5 forward"\n',
    'id = "h"\r\r\nname = "H"\r\r\nsequence = """5 forward,\r\r\n4 backward"""\r\r\n',
    'id = "h"\nname = "H"\nsequence = "5 forward"\npace.forward = 90\n"pace".backward = 80\n',
    'id = "h"\nname = "H"\npace.forward = 90\nsequence = "5 forward"\npace.backward = 80\n',
    'id = "h"\nname = "H"\nsequence = "5 forward"\npace = { forward = 90 }\n',
    'id = "h"\nname = "H"\nsequence = "5 forward"\npace = 3\ntechnique = 4\nodd.key = 1\n',
)
"""Forms of files that a person may open."""


def labels(pilot) -> list[str]:
    found = pilot.app.screen.query(".label").results(Static)
    return [str(label.content) for label in found if label.region.area]


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (160, 45)], ids=str)
async def test_every_field_has_its_label(editor: Open, size) -> None:
    async with editor(words=BALANCE, size=size) as pilot:
        assert labels(pilot) == ["name", "id", "summary", "repeat", "pace", "surfaces", "words"]


async def test_it_says_that_it_is_saved_or_where_it_will_be_and_never_both(
    editor: Open,
    own: OwnPresets,
) -> None:
    async with editor() as pilot:
        assert (status(pilot), said(pilot, "#where")) == ("", "")
        await pilot.press(*"Hill")
        await write(pilot, "5 forwrd")
        assert (status(pilot), said(pilot, "#where")) == ("not saved", "")
        await write(pilot, "5 forward")
        assert (status(pilot), said(pilot, "#where")) == (
            "not saved", "ctrl+s saves it in hill.toml",
        )  # fmt: skip
        assert "saved as" not in page(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert (status(pilot), said(pilot, "#where")) == ("saved in hill.toml", "")
        await pilot.press("x")
        await pilot.pause()
        assert (status(pilot), said(pilot, "#where")) == ("not saved", "")
        await pilot.press("backspace")
        await pilot.pause()
        assert status(pilot) == "saved in hill.toml"
    async with editor(own.open(own.folder / "hill.toml")) as pilot:
        assert (status(pilot), said(pilot, "#where")) == ("saved in hill.toml", "")


async def test_saving_words_that_are_wrong_says_so_and_goes_to_the_place(
    editor: Open,
    own: OwnPresets,
) -> None:
    async with editor(Draft(fields=HILL)) as pilot:
        await write(pilot, "5 forward,\n4 bakward, hold 3s")
        before = said(pilot, "#fault")
        await fill(pilot, "repeat", "2x")
        await pilot.press("ctrl+s")
        await pilot.pause()
        area = pilot.app.screen.query_one(WordsArea)
        assert pilot.app.focused is area
        assert area.cursor_location == (1, 2)
        told = said(pilot, "#fault")
        assert told == before.replace("line 2", "not saved: line 2")
        assert told.splitlines()[:2] == ["4 bakward, hold 3s", "  ^^^^^^^"]
        assert status(pilot) == "not saved"
        # It stays until something is changed, and is told in a colour of its own.
        fault = pilot.app.screen.query_one("#fault")
        await pilot.press("left", "tab")
        assert fault.has_class("-refused")
        area.focus()
        await pilot.press("x")
        await pilot.pause()
        assert not fault.has_class("-refused")
        assert "not saved" not in said(pilot, "#fault")
    assert not own.folder.exists()


async def test_saving_without_a_surface_goes_to_the_surfaces(editor: Open) -> None:
    async with editor(Draft(fields=HILL)) as pilot:
        for tick in pilot.app.screen.query(Tick):
            tick.value = False
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert said(pilot, "#fault") == "not saved: surfaces: must not be empty"
        assert isinstance(pilot.app.focused, Tick)
        await pilot.press("space")
        await pilot.pause()
        assert said(pilot, "#fault") == ""


async def test_what_is_wrong_in_the_file_beside_the_fields_is_told_with_the_remedy(
    editor: Open,
    own: OwnPresets,
) -> None:
    own.folder.mkdir()
    path = own.folder / "h.toml"
    path.write_text('id = "h"\nname = "H"\nsequence = "5 forward"\n[pace]\nforward_run = "fast"\n')
    async with editor(own.open(path)) as pilot:
        await fill(pilot, "summary", "Mine")
        await pilot.press("ctrl+s")
        await pilot.pause()
        told = said(pilot, "#fault")
        assert told.startswith("not saved: pace.forward_run: must be a number")
        assert "put it right in the file, with a text editor" in told
        assert field(pilot, "summary").value == "Mine"


async def test_what_is_typed_while_it_is_saved_stays(
    editor: Open,
    own: OwnPresets,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with editor(Draft(fields=HILL)) as pilot:
        await write(pilot, "5f")
        area, save = pilot.app.screen.query_one(WordsArea), own.save

        def slow(draft: Draft, fields: Fields, **more: bool) -> Draft:
            area.insert(", 4 ba")
            return save(draft, fields, **more)

        monkeypatch.setattr(own, "save", slow)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert area.words == "5f, 4 ba"
        assert status(pilot) == "not saved"
    assert 'sequence = "5 forward"' in (own.folder / "hill.toml").read_text()


async def test_in_a_low_terminal_every_field_can_be_reached(editor: Open) -> None:
    async with editor(Draft(fields=HILL), size=(40, 8)) as pilot:
        room = pilot.app.screen.query_one("#fields")

        async def scrolled_to(widget: Widget) -> None:
            # At the next beats of Textual's animator, which are real ones.
            for _ in range(200):
                if room.region.contains_region(widget.region):
                    return
                await pilot.pause(0.01)
            pytest.fail(f"{widget} is not scrolled to")

        await scrolled_to(pilot.app.screen.query_one(WordsArea))
        for name in ("name", "id", "summary", "repeat", "forward", "backward"):
            field(pilot, name).focus()
            await pilot.press("end", "z")
            await scrolled_to(field(pilot, name))
            assert field(pilot, name).value.endswith("z")
        assert status(pilot) == "not saved"


KEYS = (
    "tab", "shift+tab", "enter", "space", "backspace", "delete", "left", "right", "up", "down",
    "home", "end", "pageup", "pagedown", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+z", "ctrl+y",
    "ctrl+x", "ctrl+v", "ctrl+d", "f6", "f7", "f1", "ctrl+s", "shift+left", "shift+end",
)  # fmt: skip
SIGNS = "5 forward,hold2s4bck()@%#x.:?/\\\"'[]{}=é日\u0301"
PASTES = (
    "5 forward, hold 2s", "a\r\nb", "x\r\r\ny", "\x00\x1b[31m", "\u202e", "\ud800", "[b]x[/b]",
    "\t", '"""', "'''", "3x(5 f, 4 b)", "9" * 300, "\n\n", "1e400", "\uff11",
)  # fmt: skip
SHAPES = ((1, 1), (2, 3), (6, 9), (7, 4), (20, 6), (40, 12), (60, 18), (80, 24), (120, 36))


def filled(pilot) -> Fields:
    screen = pilot.app.screen
    return screen.fields if isinstance(screen, EditorScreen) else pilot.app.screen_stack[-2].fields


@pytest.mark.parametrize("seed", range(6))
async def test_random_keys_pastes_and_sizes_raise_nothing_and_lose_nothing(
    editor: Open,
    own: OwnPresets,
    seed: int,
) -> None:
    chance = random.Random(seed)
    own.folder.mkdir()
    path = own.folder / "h.toml"
    path.write_bytes(FILES[seed].encode())
    async with editor(own.open(path)) as pilot:
        for _ in range(30):
            if not pilot.app.is_running:
                return
            kind = chance.random()
            before = filled(pilot)
            if kind < 0.1:
                await pilot.resize_terminal(*chance.choice(SHAPES))
                assert filled(pilot) == before
                assert len(rows(pilot)) >= 0
            elif kind < 0.2:
                pasted = Paste(chance.choice(PASTES))
                (pilot.app.focused or pilot.app.screen).post_message(pasted)
            elif kind < 0.65:
                field_of_one_line = pilot.app.focused
                await pilot.press(chance.choice(SIGNS))
                if isinstance(field_of_one_line, Input) and field_of_one_line.selection.is_empty:
                    assert filled(pilot) != before
            else:
                key = chance.choice(KEYS)
                await pilot.press(key)
                if key in ("tab", "f1", "up"):
                    assert filled(pilot) == before
            await pilot.pause()
        last = filled(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert filled(pilot).name == last.name
        if status(pilot).startswith("saved"):
            assert Library(own.folder).presets
        else:
            assert said(pilot, "#fault").startswith("not saved: ") or "not saved: " in page(pilot)


async def test_a_space_in_an_empty_pace_is_an_empty_pace(
    editor: Open,
    own: OwnPresets,
) -> None:
    async with editor(Draft(fields=HILL)) as pilot:
        field(pilot, "forward").focus()
        await pilot.press("space")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert status(pilot) == "saved in hill.toml"
        assert field(pilot, "forward").value == " "
    assert "pace" not in (own.folder / "hill.toml").read_text()


@pytest.mark.parametrize("text", FILES[1:3], ids=["line ends", "dotted and plain pace"])
async def test_odd_files_open_and_keep_what_is_typed_into_them(
    editor: Open, own: OwnPresets, text: str
) -> None:
    own.folder.mkdir()
    path = own.folder / "h.toml"
    path.write_bytes(text.encode())
    async with editor(own.open(path)) as pilot:
        await fill(pilot, "forward", "101")
        await fill(pilot, "backward", "81")
        await fill(pilot, "summary", "typed")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert field(pilot, "summary").value == "typed"
        assert status(pilot) == "saved in h.toml"
    [preset] = [one for one in Library(own.folder).presets if one.id == "h"]
    assert preset.summary == "typed"
    assert (preset.pace.forward, preset.pace.backward) == (101, 81)


async def test_in_a_terminal_under_seven_columns_typing_goes_on(editor: Open) -> None:
    async with editor(Draft(fields=HILL)) as pilot:
        for width in range(8, 0, -1):
            await pilot.resize_terminal(width, 9)
            for name in ("name", "summary", "forward", "words"):
                pilot.app.screen.query_one(f"#{name}").focus()
                await pilot.press("end", "1", "space")
        await pilot.resize_terminal(80, 24)
        assert field(pilot, "summary").value == "1 " * 8
        assert field(pilot, "forward").value == "1 " * 8
        # `end` is the end of a row there, wherever the words are wrapped.
        assert pilot.app.screen.query_one(WordsArea).words.count("1 ") == 8
