"""`backcue check`: every error of every file at its place, hints beside them."""

import sys
from pathlib import Path

import pytest

GOOD = 'id = "{id}"\nname = "Good"\nsequence = "5 forward, 4 backward"\n'


@pytest.fixture
def presets(own_home: Path) -> Path:
    folder = own_home / "backcue-config" / "presets"
    folder.mkdir(parents=True)
    return folder


def test_a_good_file_says_nothing_and_ends_with_0(backcue, tmp_path) -> None:
    path = tmp_path / "good.toml"
    path.write_text(GOOD.format(id="good"))
    result = backcue("check", str(path))
    assert (result.status, result.out) == (0, "")
    assert result.err == "1 preset file, no error\n"


def test_all_errors_of_all_files_are_told_each_at_its_place(backcue, tmp_path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text('id = "a b"\nname = "One"\nsequence = "5 forward"\nrepeet = "2x"\n')
    two.write_text('id = "two"\nname = "Two"\nsequence = """\n5 forward,\n  4 bakward"""\n')
    result = backcue("check", str(one), str(two))
    assert result.status == 1
    lines = result.out.splitlines()
    assert lines[0].startswith(f'{one}:1:6: id: "a b" may have letters')
    assert lines[1] == f"{one}:4:1: repeet: unknown key; did you mean repeat?"
    assert lines[2].startswith(f'{two}:5:5: sequence: the word "bakward" is unknown')
    assert lines[2].endswith('did you mean "backward"?')
    assert len(lines) == 3
    assert result.err == "2 preset files, 3 errors\n"


def test_every_wrong_item_of_the_words_is_told_at_its_place(backcue, tmp_path) -> None:
    path = tmp_path / "wrong.toml"
    words = '"""\n5 forwrd, hold 2,\n  3x(4 bakward), 4 backward"""'
    path.write_text(f'id = "wrong"\nname = "Wrong"\nsequence = {words}\n')
    result = backcue("check", str(path))
    places = [line.removeprefix(f"{path}:").split(": ")[0] for line in result.out.splitlines()]
    assert places == ["4:3", "4:17", "5:8"]
    assert result.err == "1 preset file, 3 errors\n"


def test_of_very_many_wrong_items_twenty_are_told(backcue, tmp_path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(f'id = "wrong"\nname = "Wrong"\nsequence = "{"5 forwrd, " * 50}"\n')
    assert len(backcue("check", str(path)).out.splitlines()) == 20


def test_a_file_that_is_not_there_is_an_error_line_and_the_others_are_read(
    backcue, tmp_path
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("sequence = 5\n")
    result = backcue("check", str(tmp_path / "none.toml"), str(bad))
    assert result.status == 1
    assert result.out.splitlines()[0] == (
        f"{tmp_path / 'none.toml'}:1:1: cannot be read: No such file or directory"
    )
    assert any(line.startswith(f"{bad}:") for line in result.out.splitlines())


@pytest.mark.parametrize("content", [b"\xff\xfe", b"id = \n", b"= " * 400_000 + b"x" * 300_000])
def test_a_file_that_is_no_toml_is_an_error_line(backcue, tmp_path, content) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(content)
    result = backcue("check", str(path))
    assert result.status == 1
    assert result.out.startswith(f"{path}:1:")


def test_a_hint_is_told_and_is_no_error(backcue, tmp_path) -> None:
    path = tmp_path / "even.toml"
    path.write_text(
        'id = "even"\nname = "Even"\nsequence = "4 forward, hold 2s, 4 backward, hold 2s"\n'
    )
    result = backcue("check", str(path))
    assert result.status == 0
    assert result.out == f"{path}: hint: every hold is on the same leg; make one count odd\n"


def test_a_phase_too_short_for_the_built_in_voice_is_told(backcue, tmp_path) -> None:
    path = tmp_path / "short.toml"
    path.write_text('id = "short"\nname = "Short"\nsequence = "1 forward, 1 backward"\n')
    assert "hint: 1 forward, 0.55 s: too short for the voice" in backcue("check", str(path)).out


def test_who_hears_no_voice_is_told_nothing_of_it(backcue, tmp_path, own_home) -> None:
    (own_home / "backcue-config").mkdir()
    (own_home / "backcue-config" / "settings.toml").write_text("[sound]\nvoice = false\n")
    path = tmp_path / "short.toml"
    path.write_text('id = "short"\nname = "Short"\nsequence = "1 forward, 1 backward"\n')
    assert backcue("check", str(path)).out == ""


def test_without_a_file_the_own_presets_are_checked(backcue, presets) -> None:
    (presets / "bad.toml").write_text('id = "bad"\n')
    (presets / "good.toml").write_text(GOOD.format(id="good"))
    (presets / ".hidden.toml").write_text("=")
    (presets / "notes.txt").write_text("=")
    result = backcue("check")
    assert result.status == 1
    assert all(line.startswith(f"{presets / 'bad.toml'}:") for line in result.out.splitlines())
    assert result.err == "2 preset files, 2 errors\n"


def test_without_own_presets_it_says_where_it_looked(backcue, own_home) -> None:
    result = backcue("check")
    assert result.status == 0
    assert result.err == f"no preset files in {own_home / 'backcue-config' / 'presets'}\n"


def test_a_folder_stands_for_the_preset_files_in_it(backcue, tmp_path) -> None:
    (tmp_path / "b.toml").write_text("=")
    (tmp_path / "a.toml").write_text("=")
    lines = backcue("check", str(tmp_path)).out.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        str(tmp_path / "a.toml"),
        str(tmp_path / "b.toml"),
    ]


def test_two_files_of_a_folder_with_one_id_clash(backcue, tmp_path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD.format(id="same" if name < "b" else "SAME"))
    result = backcue("check", str(tmp_path), str(tmp_path / "a.toml"))
    assert result.out == f'{tmp_path / "b.toml"}:1:6: id: "SAME" is the id of a.toml already\n'


def test_wrong_settings_do_not_stop_it(backcue, tmp_path, own_home) -> None:
    (own_home / "backcue-config").mkdir()
    (own_home / "backcue-config" / "settings.toml").write_text("=")
    (tmp_path / "good.toml").write_text(GOOD.format(id="good"))
    result = backcue("check", str(tmp_path / "good.toml"))
    assert result.status == 0
    assert "settings.toml:1:1: " in result.err
    assert "nothing of the file counts until that is put right" in result.err


def test_every_built_in_preset_is_without_error_and_needs_no_better_legs(backcue) -> None:
    from backcue.presets import library  # noqa: PLC0415

    folder = Path(library.__file__).parent / "builtin"
    result = backcue("check", str(folder))
    assert result.status == 0
    assert all("a turn is put in" in line for line in result.out.splitlines())


@pytest.mark.parametrize("command", [("check",), ("show",)])
def test_a_name_that_is_too_long_is_an_error_line(backcue, command) -> None:
    result = backcue(*command, f"./{'n' * 300}.toml")
    assert result.status == {"check": 1, "show": 2}[command[0]]
    assert "nnn.toml:1:1: cannot be read: " in result.out + result.err
    assert backcue("show", f"./{'n' * 300}").status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_that_cannot_be_read_is_an_error(backcue, own_home: Path) -> None:
    folder = own_home / "backcue-config" / "presets"
    folder.parent.mkdir()
    folder.symlink_to(folder)
    result = backcue("check")
    assert result.status == 1
    assert result.out == f"{folder}:1:1: cannot be read: Too many levels of symbolic links\n"
    assert result.err == "1 preset file, 1 error\n"


def test_a_folder_that_is_closed_to_us_is_an_error(
    backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    result = backcue("check", str(tmp_path))
    assert result.status == 1
    assert result.out.startswith(f"{tmp_path}:1:1: cannot be read: ")
