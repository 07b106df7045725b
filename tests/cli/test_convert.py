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


def test_a_folder_called_as_a_workout_is_told(backcue, tmp_path: Path) -> None:
    (tmp_path / "x.zwo").mkdir()
    result = backcue("convert", str(tmp_path / "x.zwo"), "--to", "words")
    assert result.status == 2
    assert "irectory" in result.err
