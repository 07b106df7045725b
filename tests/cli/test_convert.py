"""`backcue convert`, as a person calls it."""

import sys
from pathlib import Path

import pytest


def test_what_a_form_cannot_say_is_told_on_standard_error(backcue) -> None:
    result = backcue("convert", "2x(45s backward incline 5%, rest 60s)", "--to", "intervals")
    assert result.status == 0
    assert result.out == "2x\n- backward 45s\n- rest 1m\n"
    assert result.err == (
        "not carried over: the direction stands in the name of each step alone\n"
        "not carried over: slopes are left out\n"
    )
    plain = backcue("convert", "45s forward, rest 60s", "--to", "intervals")
    assert (plain.out, plain.err) == ("- forward 45s\n- rest 1m\n", "")


def test_words_are_one_line_to_share(backcue) -> None:
    result = backcue("convert", "quarter-lap", "--to", "words")
    assert (result.out, result.err) == ("2x(300m forward run, 100m backward run)\n", "")
    assert backcue("convert", "balance", "--to", "words", "--reps", "3").out.startswith("3x(5 f")


def test_what_words_cannot_say_is_told(backcue, tmp_path: Path) -> None:
    preset = tmp_path / "own.toml"
    preset.write_text('id = "own"\nname = "Own"\nsequence = "5 forward"\n[pace]\nforward = 90\n')
    for arguments, lost in (
        ((str(preset),), ["cadences"]),
        (("5 forward", "--forward-cadence", "90", "--foot", "left"), ["cadences", "foot"]),
        (("5 forward @90",), []),
    ):
        told = backcue("convert", *arguments, "--to", "words")
        assert told.status == 0
        lines = told.err.splitlines()
        assert len(lines) == len(lost)
        assert all(word in line for word, line in zip(lost, lines, strict=True))


def test_there_and_back_again(backcue, tmp_path: Path) -> None:
    file = tmp_path / "b.zwo"
    assert backcue("convert", "balance", "-o", str(file)).out == f"{file}\n"
    words = backcue("convert", str(file), "--to", "words").out
    assert words == "20x(5 forward, hold 2s, 4 backward, hold 3s)\n"
    text = tmp_path / "b.txt"
    assert backcue("convert", str(file), "-o", str(text)).status == 0
    assert backcue("convert", str(text), "--to", "words").out == (
        "20x(3s forward, hold 2s, 2s backward, hold 3s)\n"
    )


def test_the_cadence_of_this_run_counts(backcue) -> None:
    slow = backcue("convert", "60 forward", "--to", "intervals", "--forward-cadence", "60")
    assert slow.out == "- forward 1m\n"


def test_a_watch_gets_a_file(backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "b.fit"
    assert backcue("convert", "balance", "--to", "fit").status == 2
    assert backcue("convert", "balance", "-o", str(file)).status == 0
    assert file.read_bytes()[8:12] == b".FIT"
    again = backcue("convert", "balance", "-o", str(file))
    assert again.status == 2
    assert "--force replaces it" in again.err
    monkeypatch.setitem(sys.modules, "fit_tool", None)
    missing = backcue("convert", "balance", "-o", str(file), "--force")
    assert missing.status == 1
    assert "pip install fit-tool" in missing.err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("balance",), "--to says into which form"),
        (("balance", "--to", "gpx"), "gpx"),
        (("balanse", "--to", "zwo"), "did you mean balance"),
        (("nowhere.zwo", "--to", "words"), "nowhere.zwo: No such file"),
        ((".", "--to", "words"), ""),
        (("1000000x(5 forward, 3x(4 backward))", "--to", "zwo"), "--reps or --for make it shorter"),
        (("5 forward", "--to", "zwo", "-o", "/dev/null/x.zwo"), "there is no folder /dev/null"),
        (("5 forward", "-o", "nowhere/x.zwo"), "there is no folder nowhere"),
    ],
)
def test_what_cannot_be_done_is_told(backcue, arguments: tuple[str, ...], why: str) -> None:
    result = backcue("convert", *arguments)
    assert result.status in (1, 2)
    assert why in result.err
    assert "Traceback" not in result.err


def test_words_in_a_file_are_a_workout_everywhere(backcue, tmp_path: Path) -> None:
    file = tmp_path / "b.words"
    assert backcue("convert", "balance", "--to", "words", "-o", str(file)).status == 0
    for end in ("", "\n"):
        file.write_text(f"5 forward, # one\n 4 backward{end}")
        shown = backcue("show", str(file))
        assert (shown.status, shown.out.splitlines()[0]) == (0, "5 forward, 4 backward")
    assert backcue("convert", str(file), "--to", "words").out == "5 forward, 4 backward\n"
    file.write_text("5 forward,\n4 bakward\n")
    wrong = backcue("show", str(file))
    assert wrong.status == 2
    assert wrong.err.startswith(
        f"Error: {file}: the words of the workout do not fit\nline 2, column 3"
    )
    file.write_bytes(b"\xff")
    assert "is not UTF-8 text" in backcue("show", str(file)).err


@pytest.mark.parametrize("command", ["show", "run", "render"])
@pytest.mark.parametrize("name", ["x.zwo", "x.TXT", "my x.txt"])
def test_what_only_convert_reads_is_told_with_that_remedy(
    backcue, tmp_path: Path, command: str, name: str
) -> None:
    file = tmp_path / name
    file.write_text("<workout_file>")
    options = {"run": ["--plain"], "render": ["-o", str(tmp_path / "x.wav")]}.get(command, [])
    told = backcue(command, str(file), *options)
    assert told.status == 2
    assert told.err.startswith(f"Error: {file} is a workout of another program\n")
    assert f'backcue convert "{file}" --to words makes words of it' in told.err


def test_a_file_for_watches_is_no_workout(backcue, tmp_path: Path) -> None:
    file = tmp_path / "x.fit"
    file.write_bytes(b"\x0e\xff")
    for command in (("show",), ("convert", "--to", "words")):
        told = backcue(*command, str(file))
        assert told.status == 2
        assert told.err.startswith(f"Error: {file} is for watches")


@pytest.mark.parametrize(
    "name", ["hills.zwo", "hills.words", "no such/hills.fit", "a/b", "a\\b", f"/{'x' * 9000}"]
)
def test_a_file_that_is_not_there_is_told(
    backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = backcue("show", name)
    assert told.status == 2
    assert told.err.startswith(f"Error: there is no file {name[:200]}")


def test_a_folder_is_told(backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.toml").mkdir()
    for name in (str(tmp_path), ".", "..", "x.toml"):
        told = backcue("show", name)
        assert told.status == 2
        assert told.err.startswith(f"Error: {name} is a folder\n")


def test_a_preset_file_may_have_any_name_in_a_folder(backcue, tmp_path: Path) -> None:
    for name in ("hill", "my hill"):
        file = tmp_path / name
        file.write_text('id = "hill"\nname = "Hill"\nsequence = "5 forward"\n')
        assert backcue("show", str(file)).out.startswith("Hill\n")


def test_words_are_words_whatever_lies_in_the_folder(
    backcue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "turn").mkdir()
    assert backcue("show", "turn").status == 0
    assert backcue("show", "5 forward # as in a/b.txt").status == 0
    assert 'the sign "/" is unknown' in backcue("show", "5 forward / 4 backward").err


def test_a_folder_called_as_a_workout_is_told(backcue, tmp_path: Path) -> None:
    (tmp_path / "x.zwo").mkdir()
    result = backcue("convert", str(tmp_path / "x.zwo"), "--to", "words")
    assert result.status == 2
    assert "irectory" in result.err
