"""What is said before a workout where nobody can be asked."""

import sys
from pathlib import Path

import pytest

from backcue.cli.commands.run import _UNASKED, _say_first
from backcue.cli.lookup import find_workout
from backcue.cli.wiring import app_context, load_settings
from backcue.display.safety import SHORT
from backcue.session_setup import RunOptions
from backcue.settings import file as settings
from backcue.system import paths
from backcue.workout.model import Surface

ON_THE_FLOOR = RunOptions(surface=Surface.FLOOR)
ON_A_BELT = RunOptions(surface=Surface.TREADMILL, holds_on_rails=True)


def said_before(
    preset: str, capsys: pytest.CaptureFixture[str], choices: RunOptions | None = None
) -> list[str]:
    with app_context(choices, output="none") as context:
        _say_first(context, find_workout(preset, context.library))
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()


def test_a_run_without_a_screen_begins_with_the_words_on_safety(backcue) -> None:
    result = backcue("run", "1 forward run", "--plain", "--output", "none", "--ready", "0")
    assert result.status == 0
    assert result.err.splitlines() == [SHORT, _UNASKED]
    assert result.out.splitlines()[0] == "0:00 start"


def test_in_a_pipe_the_words_on_safety_come_every_time(capsys) -> None:
    assert said_before("balance", capsys) == [SHORT, _UNASKED]
    assert said_before("balance", capsys) == [SHORT, _UNASKED]
    assert not paths.settings_file().exists()


def test_in_a_terminal_the_words_on_safety_come_once(capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert said_before("balance", capsys, ON_THE_FLOOR) == [SHORT]
    assert said_before("balance", capsys, ON_THE_FLOOR) == []
    assert settings.load(paths.settings_file()).person.safety_accepted


def test_what_does_not_suit_the_surface_is_said(capsys) -> None:
    settings.change(paths.settings_file(), **{"person.safety_accepted": True})
    assert said_before("balance", capsys, ON_THE_FLOOR) == []
    settings.change(paths.settings_file(), **{"session.surface": "treadmill"})
    [words] = said_before("balance", capsys)
    assert words.endswith("Get off the belt: it will be led as on the floor.")
    [words] = said_before("balance", capsys, ON_A_BELT)
    assert words.endswith("turn at each change of direction, holds on the side rails.")


def test_as_long_as_nobody_said_where_they_walk_it_is_said_how_to(capsys) -> None:
    settings.change(paths.settings_file(), **{"person.safety_accepted": True})
    [words] = said_before("balance", capsys)
    assert words.startswith("Taken to be on the floor. Say where you walk with --surface")
    assert words.endswith("floor, track, treadmill, manual-treadmill.")
    settings.change(paths.settings_file(), **{"session.surface": "floor"})
    assert said_before("balance", capsys) == []


def test_consent_that_cannot_be_kept_is_told(own_home: Path) -> None:
    with app_context(output="none") as context:
        (own_home / "backcue-config").write_text("a file where a folder should be")
        problem = context.accept_safety()
        assert problem is not None
        assert problem.startswith("this will be asked again: it could not be kept: ")
        assert context.is_safety_unread


def test_consent_is_kept_beside_the_other_settings(own_home: Path) -> None:
    file = own_home / "backcue-config" / "settings.toml"
    file.parent.mkdir()
    file.write_text("# mine\n[session]\nready = 5\n")
    with app_context(output="none") as context:
        assert context.is_safety_unread
        assert context.accept_safety() is None
        assert not context.is_safety_unread
    assert file.read_text().startswith("# mine\n[session]\nready = 5\n")
    assert load_settings().settings.person.safety_accepted


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [
        ((), "backcue run WORKOUT --plain"),
        (("run", "balance"), "with --plain it is led line by line"),
        (("run", "balance", "--no-voice"), "with --plain it is led line by line"),
    ],
)
def test_without_a_terminal_it_says_what_to_do(backcue, arguments, instead, monkeypatch) -> None:
    monkeypatch.setattr("backcue.cli.menu.why_no_screen", lambda: "standard output is no terminal")
    monkeypatch.setattr("backcue.ui.app.BackcueApp.run", lambda _: pytest.fail("it was opened"))
    result = backcue(*arguments)
    assert (result.status, result.out) == (2, "")
    assert "needs a screen, and standard output is no terminal" in result.err
    assert instead in result.err


def test_where_a_screen_reader_is_likely_plain_lines_are_offered(backcue, monkeypatch) -> None:
    opened: list[bool] = []
    monkeypatch.setattr("backcue.cli.menu.why_no_screen", lambda: None)
    monkeypatch.setattr("backcue.ui.app.BackcueApp.run", lambda _: opened.extend([True]))
    monkeypatch.setenv("ACCESSIBILITY_ENABLED", "1")
    result = backcue("run", "balance", "--output", "none")
    assert (result.status, len(opened)) == (0, 1)
    assert result.err == (
        "for a screen reader (ACCESSIBILITY_ENABLED=1): with --plain it is led line by line, with "
        "--json one object to a line\n"
    )
    assert "backcue run WORKOUT --plain" in backcue().err
    monkeypatch.delenv("ACCESSIBILITY_ENABLED")
    assert backcue().err == ""


def test_the_help_of_the_commands_names_plain_lines(backcue) -> None:
    for arguments in (("--help",), ("run", "--help")):
        told = " ".join(backcue(*arguments).out.split())
        assert "screen reader" in told
        assert "--plain" in told
