"""The editor: words with colours and faults, what they come to, and saving without harm."""

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from rich.color import Color
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static

from backcue.app_context import AppContext
from backcue.display import colours as palette
from backcue.presets.library import Library
from backcue.presets.own import Draft, OwnPresets
from backcue.presets.writing import Fields
from backcue.settings.schema import SessionSettings
from backcue.ui.app import BackcueApp
from backcue.ui.screens.editor.screen import EditorScreen
from backcue.ui.screens.editor.tick import Tick
from backcue.ui.screens.editor.words_area import FAULT, WordsArea
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.widgets.lines import Line
from backcue.ui.widgets.strip import SequenceStrip
from backcue.workout.model import Surface
from backcue.workout.preset import PaceChange
from tests.ui import fakes
from tests.ui.test_workout import rows

HILL = Fields(id="hill", name="Hill", sequence="45s backward, rest 60s", repeat="6x")
BALANCE = "5 forward, hold 2s, 4 backward, hold 3s"


class Host(App[str]):
    """An app with nothing but an editor."""

    CSS_PATH = Path(inspect.getfile(BackcueApp)).with_suffix(".tcss")

    def __init__(self, draft: Draft, context: AppContext) -> None:
        super().__init__()
        self._editor = EditorScreen(context, draft)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return palette.variables()

    def on_mount(self) -> None:
        self.push_screen(self._editor, self.exit)


@pytest.fixture
def own(tmp_path: Path) -> OwnPresets:
    return OwnPresets(tmp_path / "presets")


class Speaking(AppContext):
    """A context whose sounds are all about as long."""

    @property
    def bank(self) -> Any:  # type: ignore[override]
        return SimpleNamespace(seconds=lambda sound: 0.6 if sound.startswith("voice:") else 0.5)


class Kept:
    """Keeps no cadences; `forget` is told which ones to forget."""

    def __init__(self, forget: Callable[[str], None]) -> None:
        self.forget = forget

    def of(self, _: str) -> PaceChange:
        return PaceChange()


@pytest.fixture
def context(own: OwnPresets) -> AppContext:
    return fakes.context(Speaking, library=Library(own.folder), own=own)  # type: ignore[no-any-return]


Opened = AbstractAsyncContextManager[Pilot[str]]
Open = Callable[..., Opened]


@pytest.fixture
def editor(own: OwnPresets, context: AppContext) -> Open:
    """Open a draft: a new one, one with words, or that of a built-in preset by its id."""

    @asynccontextmanager
    async def opened(
        draft: Draft | None = None,
        *,
        words: str = "",
        preset: str = "",
        size: tuple[int, int] = (80, 24),
        forget: Callable[[str], None] | None = None,
    ) -> AsyncIterator[Pilot[str]]:
        if preset:
            found = next(each for each in context.library.presets if each.id == preset)
            draft = own.edit(found)
        context.kept = Kept(forget or (lambda _: None))  # type: ignore[assignment]
        async with Host(draft or own.new(words), context).run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot

    return opened


def page(pilot: Pilot[Any]) -> str:
    return "\n".join(rows(pilot))


def said(pilot: Pilot[Any], widget: str) -> str:
    return str(pilot.app.screen.query_one(widget, Static).content)


def field(pilot: Pilot[Any], name: str) -> Input:
    return pilot.app.screen.query_one(f"#{name}", Input)


def status(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one("#top", Line).right


async def write(pilot: Pilot[Any], words: str) -> None:
    """Put the focus into the words, fill in all but the end, and type that."""
    area = pilot.app.screen.query_one(WordsArea)
    area.focus()
    area.clear()
    area.insert(words[:-3])
    await pilot.press(*("enter" if letter == "\n" else letter for letter in words[-3:]))
    await pilot.pause()


async def fill(pilot: Pilot[Any], name: str, text: str) -> None:
    found = field(pilot, name)
    found.focus()
    found.clear()
    found.insert_text_at_cursor(text[:-1])
    await pilot.press(*text[-1:])
    await pilot.pause()


async def test_a_new_workout_is_written_named_and_saved(editor: Open, own: OwnPresets) -> None:
    async with editor() as pilot:
        assert pilot.app.focused is field(pilot, "name")
        await pilot.press(*"My hill")
        await pilot.press(*["tab"] * 2, *"Up and down")
        await pilot.press("tab", *"6x")
        await pilot.press(*["tab"] * 2, *"95")
        await pilot.press(*["tab"] * 5, *"45s backward,", "enter", *"rest 60s")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert status(pilot) == "saved in my-hill.toml"
        assert pilot.app.screen.query_one("#top", Line).left == "My hill"
        await pilot.press("escape")
        await pilot.pause()
    assert pilot.app.return_value == "my-hill"
    assert (own.folder / "my-hill.toml").read_text() == (
        "# A workout for backcue.\n\n"
        'id = "my-hill"\nname = "My hill"\nsummary = "Up and down"\n'
        'sequence = """\n45s backward,\nrest 60s\n"""\nrepeat = "6x"\n\n'
        "[pace]\nbackward = 95\n"
    )


async def test_the_side_follows_every_key(editor: Open) -> None:
    async with editor(words="5 forward") as pilot:
        assert "time 0:03" in page(pilot)
        assert "steps 5 forward" in page(pilot)
        await write(pilot, "300m forward run, 1 backward, 5 forward")
        assert "300m forward run = 300 steps" in page(pilot)
        strip = pilot.app.screen.query_one(SequenceStrip)
        assert [phase.steps for phase in strip.phases] == [300, 1, 5]
        assert "1 backward, 0.6 s: too short for the voice" in said(pilot, "#hints")
        await fill(pilot, "repeat", "3x")
        assert "915 forward, 3 backward" in said(pilot, "#sums")
        await fill(pilot, "forward", "150")
        assert strip.phases[2].seconds == 2.0


async def test_a_hint_stands_at_the_side_and_goes_when_it_is_heeded(editor: Open) -> None:
    async with editor(words="4 forward, hold 2s, 4 backward, hold 2s") as pilot:
        await fill(pilot, "repeat", "2x")
        assert "every hold is on the same leg" in said(pilot, "#hints")
        await write(pilot, "5 forward, hold 2s, 4 backward, hold 2s")
        assert said(pilot, "#hints") == ""


async def test_the_treadmill_box_brings_its_hint(editor: Open) -> None:
    async with editor(words="5min forward, 5min backward") as pilot:
        assert said(pilot, "#hints") == ""
        pilot.app.screen.query_one("#track", Tick).focus()
        await pilot.press("space")
        await pilot.pause()
        assert "a turn is put in" in said(pilot, "#hints")


async def test_what_cannot_be_led_where_one_walks_is_told_first(
    editor: Open, context: AppContext
) -> None:
    context.settings = replace(context.settings, session=SessionSettings(surface=Surface.TREADMILL))
    async with editor(words="5 forward, hold 2s, 4 backward") as pilot:
        first, *others = said(pilot, "#hints").splitlines()
        assert "nobody should balance" in first
        assert first.startswith("hint: ")
        assert others


async def test_a_fault_is_marked_at_its_place_and_told_with_a_caret(editor: Open) -> None:
    async with editor() as pilot:
        await write(pilot, "5 forward,\n4 bakward, hold 3s")
        area = pilot.app.screen.query_one(WordsArea)
        assert area.fault == (13, 20)
        line = area.get_line(1)
        assert [line.plain[s.start : s.end] for s in line.spans if s.style is FAULT] == ["bakward"]
        told = said(pilot, "#fault").splitlines()
        assert told[:2] == ["4 bakward, hold 3s", "  ^^^^^^^"]
        assert told[2].startswith('line 2, column 3: the word "bakward" is unknown')
        assert 'did you mean "backward"?' in told[2]
        assert told[3].startswith("expected ")


async def test_what_is_missing_at_the_end_is_marked_behind_the_last_letter(editor: Open) -> None:
    async with editor() as pilot:
        await write(pilot, "2x(5 forward")
        area = pilot.app.screen.query_one(WordsArea)
        mark = next(s for s in area.get_line(0).spans if s.style is FAULT)
        assert (mark.start, mark.end) == (12, 13)
        await pilot.press(")")
        await pilot.pause()
        assert area.fault is None
        assert said(pilot, "#fault") == ""


async def test_while_the_words_do_not_fit_the_last_ones_stay_dimmed(editor: Open) -> None:
    async with editor(words=BALANCE) as pilot:
        strip = pilot.app.screen.query_one(SequenceStrip)
        before = strip.phases
        await pilot.press("tab", "tab")
        pilot.app.screen.query_one(WordsArea).focus()
        await pilot.press("x")
        await pilot.pause()
        assert strip.phases == before
        assert pilot.app.screen.query_one("#preview").has_class("-stale")
        await pilot.press("backspace")
        await pilot.pause()
        assert not pilot.app.screen.query_one("#preview").has_class("-stale")
        await write(pilot, "")
        assert strip.phases == ()


async def test_each_kind_of_word_has_its_colour(editor: Open) -> None:
    words = "2x(5 forward run @ 90spm, 4 b, hold 3s, rest 5s, turn) # done"
    async with editor(words=words) as pilot:
        line = pilot.app.screen.query_one(WordsArea).get_line(0)
        colours = {
            line.plain[span.start : span.end]: span.style.color
            for span in line.spans
            if not isinstance(span.style, str)
        }
        different = ("forward", "b", "hold", "rest", "turn", "run", "5", "x", "spm", "# done")
        assert len({colours[word] for word in different}) == len(different)
        assert colours["forward"] == Color.parse("#7cc4ff")
        assert colours["5"] == colours["4"]


async def test_nothing_is_nagged_about_before_it_is_saved(editor: Open) -> None:
    async with editor() as pilot:
        assert said(pilot, "#fault") == ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.focused is pilot.app.screen.query_one(WordsArea)
        assert "there is nothing to do yet" in said(pilot, "#fault")
        await write(pilot, BALANCE)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.focused is field(pilot, "id")
        assert said(pilot, "#fault") == "not saved: id: is missing"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("repeat", "20", "repeat: "),
        ("forward", "fast", 'forward: must be a number, not "fast"'),
        ("backward", "500", "backward: must be at most 240, not 500"),
        ("id", "a b", 'id: "a b" may have letters, digits, - and _ only'),
        ("summary", "x" * 501, "summary: is too long: at most 500 characters"),
    ],
)
async def test_a_wrong_field_is_coloured_and_told(editor: Open, name, text, told) -> None:
    async with editor(Draft(fields=HILL)) as pilot:
        field(pilot, name).value = text
        await pilot.pause()
        assert field(pilot, name).has_class("-wrong")
        assert said(pilot, "#fault").startswith(told)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.focused is field(pilot, name)
        field(pilot, name).value = getattr(HILL, name)
        await pilot.pause()
        assert not field(pilot, name).has_class("-wrong")


async def test_the_id_follows_the_name_until_it_is_written_itself(editor: Open) -> None:
    async with editor() as pilot:
        await pilot.press(*"Bälance!")
        await pilot.pause()
        assert field(pilot, "id").value == "balance-2"
        await fill(pilot, "id", "mine")
        await fill(pilot, "name", "Other")
        assert field(pilot, "id").value == "mine"


async def test_an_id_that_is_taken_is_a_fault(editor: Open, own: OwnPresets, context) -> None:
    own.save(own.new(), HILL)
    context.library.refresh()
    async with editor(Draft(fields=HILL)) as pilot:
        assert said(pilot, "#fault") == 'id: "hill" is the id of hill.toml already'
    async with editor(own.open(own.folder / "hill.toml")) as pilot:
        assert said(pilot, "#fault") == ""


async def test_a_built_in_one_is_saved_in_its_place_and_says_so(
    editor: Open, own: OwnPresets
) -> None:
    async with editor(preset="balance") as pilot:
        assert "ctrl+s saves it in balance.toml, in place of the built-in one" in said(
            pilot, "#where"
        )
        await fill(pilot, "id", "mine")
        assert said(pilot, "#where") == "ctrl+s saves it in mine.toml"
        await fill(pilot, "id", "balance")
        await fill(pilot, "repeat", "4x")
        await pilot.press("ctrl+s")
        await pilot.pause()
    preset = Library(own.folder).find("balance")
    assert preset is not None
    assert preset.overrides
    assert len(preset.technique) == 4


async def test_what_was_only_looked_at_is_left_without_a_question(editor: Open) -> None:
    async with editor(preset="balance") as pilot:
        assert status(pilot) == ""
        await pilot.press("escape")
        await pilot.pause()
    assert pilot.app.return_value is None
    assert not pilot.app.is_running


async def test_leaving_with_something_unsaved_asks_once(editor: Open, own: OwnPresets) -> None:
    async with editor(words=BALANCE) as pilot:
        await pilot.press(*"Mine")
        assert status(pilot) == "not saved"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("n")
        await pilot.pause()
        assert field(pilot, "name").value == "Mine"
        await pilot.press("escape", "y")
        await pilot.pause()
    assert not pilot.app.is_running
    assert not own.folder.exists()


async def test_a_file_that_changed_meanwhile_is_asked_about(editor: Open, own: OwnPresets) -> None:
    path = own.save(own.new(), HILL).path
    assert path is not None
    async with editor(own.open(path)) as pilot:
        theirs = path.read_text().replace('"6x"', '"7x"')
        path.write_text(theirs)
        await fill(pilot, "name", "Slope")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Not saved yet: hill.toml was changed meanwhile. Write over it?" in page(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert path.read_text() == theirs
        assert status(pilot) == "not saved"
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert status(pilot) == "saved in hill.toml"
    assert 'name = "Slope"' in path.read_text()


async def test_a_file_that_was_deleted_meanwhile_is_not_written_over(
    editor: Open, own: OwnPresets
) -> None:
    path = own.save(own.new(), HILL).path
    assert path is not None
    async with editor(own.open(path)) as pilot:
        path.unlink()
        await fill(pilot, "name", "Slope")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Not saved yet: hill.toml was deleted meanwhile. Keep it again?" in page(pilot)
        await pilot.press("y")
        await pilot.pause()
    assert 'name = "Slope"' in path.read_text()


async def test_a_folder_that_is_a_file_is_told(editor: Open, own: OwnPresets) -> None:
    own.folder.write_text("no folder")
    async with editor(Draft(fields=HILL)) as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert said(pilot, "#fault") == "not saved: Not a directory"
        assert status(pilot) == "not saved"


async def test_names_are_shown_as_written(editor: Open) -> None:
    fields = Fields(id="odd", name="[/b] [@click=app.exit]x", sequence=BALANCE, summary="[red]")
    async with editor(Draft(fields=fields)) as pilot:
        assert "[/b] [@click=app.exit]x" in rows(pilot)[0]
        await write(pilot, "5 [bold]forward")
        assert "5 [bold]forward" in said(pilot, "#fault")


async def test_a_pace_that_is_written_counts_again(editor: Open, own: OwnPresets) -> None:
    path = own.save(own.new(), HILL).path
    assert path is not None
    forgotten: list[str] = []

    def forget(preset_id: str) -> None:
        forgotten.append(preset_id)
        if len(forgotten) > 1:
            raise PermissionError(13, "Permission denied")

    async with editor(own.open(path), forget=forget) as pilot:
        await fill(pilot, "name", "Slope")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert forgotten == []
        await fill(pilot, "backward", "95")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert forgotten == ["hill"]
        await fill(pilot, "backward", "96")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert status(pilot) == "saved in hill.toml"
        notices = [notice.message for notice in pilot.app._notifications]
        assert notices == ["the cadences kept earlier still count: Permission denied"]


async def test_words_on_one_line_are_saved_long_and_others_as_they_are(
    editor: Open, own: OwnPresets
) -> None:
    async with editor(Draft(fields=HILL)) as pilot:
        area = pilot.app.screen.query_one(WordsArea)
        await write(pilot, "5f,balance 2s,1:30 b")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert area.words == "5 forward, hold 2s, 90s backward"
        assert status(pilot) == "saved in hill.toml"
        await write(pilot, "5f, # long\n4b")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert area.words == "5f, # long\n4b"
        assert status(pilot) == "saved in hill.toml"
    assert own.open(own.folder / "hill.toml").fields.sequence == "5f, # long\n4b"


async def test_undo_brings_words_back(editor: Open) -> None:
    async with editor(words=BALANCE) as pilot:
        area = pilot.app.screen.query_one(WordsArea)
        area.focus()
        await pilot.press("ctrl+k")
        assert area.words == ""
        await pilot.press("ctrl+z")
        assert area.words == BALANCE


async def test_very_long_words_are_read_when_the_typing_pauses(
    editor: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcue.ui.screens.editor.screen.PAUSE", 0.01)
    async with editor() as pilot:
        area = pilot.app.screen.query_one(WordsArea)
        area.text = "5 forward, 4 backward, " * 300 + "5 forwrd"
        assert area.fault is None
        for _ in range(100):
            await pilot.pause(0.02)
            if area.fault:
                break
        assert area.fault == (6902, 6908)


async def test_everything_can_be_seen_at_60_columns_and_no_size_is_too_small(
    editor: Open,
) -> None:
    async with editor(words=BALANCE) as pilot:
        await write(pilot, BALANCE)
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        for widget in ("#name", "#repeat", "#forward", "#backward", "#words", "#strip", "#sums"):
            region = pilot.app.screen.query_one(widget).region
            assert region.width >= 5
            assert region.height >= 1
            assert region.right <= 60
        assert pilot.app.screen.query_one("#words").region.height >= 5
        for size in ((80, 8), (49, 12), (30, 9), (20, 6), (2, 3), (1, 1)):
            await pilot.resize_terminal(*size)
            await pilot.press("x")
            await pilot.pause()
            assert len(rows(pilot)) == size[1]


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (60, 18)], ids=str)
async def test_the_look_of_a_good_one(editor: Open, picture, size) -> None:
    words = "# Twice round the lap\n2x(\n  300m forward run,\n  100m backward @ 90..100spm\n)\n"
    draft = Draft(fields=Fields(id="lap", name="Lap", sequence=words + BALANCE, repeat="3x"))
    async with editor(draft, size=size) as pilot:
        assert pilot.app.export_screenshot() == picture


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (60, 18)], ids=str)
async def test_the_look_of_a_wrong_one(editor: Open, picture, size) -> None:
    async with editor(preset="balance", size=size) as pilot:
        await write(pilot, "5 forward, hold 2s,\n")
        await pilot.press(*"4 bakward, hold 3s")
        await pilot.pause()
        assert pilot.app.export_screenshot() == picture
