"""What the shell offers: commands, presets, settings and their words."""

import shutil
import subprocess
import sys

import pytest

from backcue.settings.file import change
from backcue.system.paths import settings_file
from backcue.training.ways import OFF, rungs_of
from backcue.workout.model import Surface


@pytest.fixture
def offered(backcue, monkeypatch):
    """Returns what may stand at the end of a line."""

    def at(line: str) -> list[str]:
        monkeypatch.setenv("_BACKCUE_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        return [each.partition(",")[2] for each in backcue().out.split()]

    return at


def test_words_are_completed_wherever_they_are_known(offered) -> None:
    assert "settings" in offered("backcue se")
    assert offered("backcue run bal") == ["balance", "balance-run"]
    assert offered("backcue run balance --surface manual") == ["manual-treadmill"]
    assert offered("backcue settings sound.v") == [
        "sound.volume",
        "sound.voice",
        "sound.voice_pack",
    ]
    assert offered("backcue settings keys.pau") == ["keys.pause"]
    assert offered("backcue settings sound.output mi") == ["miniaudio"]
    assert offered("backcue settings sound.voice ") == ["true", "false"]
    assert offered("backcue settings sound.volume ") == []
    assert offered("backcue settings screen.theme backcue") == ["backcue-dark", "backcue-light"]
    assert offered("backcue settings sound.voice_pack ") == ["en", "es", "fr"]
    assert offered("backcue settings nothing ") == []
    assert offered("backcue settings --un") == ["--unset"]


def test_the_rungs_of_the_own_path_are_offered_and_no_others(offered) -> None:
    for surface, path in (("floor", "ladder"), ("treadmill", "ladder"), ("floor", "running")):
        settings_file().parent.mkdir(exist_ok=True)
        change(settings_file(), **{"session.surface": surface, "training.path": path})
        rungs = [rung.id for rung in rungs_of(path, Surface(surface))]
        assert offered("backcue plan pin ") == rungs
        assert offered("backcue plan pin da") == [rung for rung in rungs if rung.startswith("da")]
    change(settings_file(), **{"training.path": OFF})
    assert offered("backcue plan pin ") == []


def test_where_no_preset_fits_the_shell_completes_files(offered) -> None:
    assert offered("backcue show ./my") == ["./my"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_command_writes_it_and_says_where_it_belongs(backcue, shell: str) -> None:
    result = backcue("completion", shell)
    assert result.status == 0
    assert f"_BACKCUE_COMPLETE={shell}_complete" in result.out
    first = result.err.splitlines()[0]
    assert first.startswith("to keep it: mkdir -p ~/")
    assert f"&& backcue completion {shell} > ~/" in first
    if (program := shutil.which(shell)) is not None:
        subprocess.run([program, "-n"], input=result.out, text=True, check=True)


def test_a_shell_that_is_unknown_is_refused(backcue) -> None:
    result = backcue("completion", "tcsh")
    assert (result.status, result.out) == (2, "")
    assert "bash" in result.err


def test_help_is_a_command_too(backcue) -> None:
    assert backcue("help").out == backcue("--help").out
    assert backcue("help", "history", "show").out == backcue("history", "show", "--help").out
    for words in (("settings", "nope"), ("history", "nope")):
        refused = backcue("help", *words)
        assert (refused.status, refused.out) == (2, "")
        assert "'nope'" in refused.err
    wrong = backcue("help", "rnu")
    assert (wrong.status, wrong.out) == (2, "")
    assert "rnu" in wrong.err


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_takes_what_is_written() -> None:
    program = f"'{sys.executable}' -m backcue"
    script = f'eval "$({program} completion bash 2>/dev/null)" && complete -p backcue'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "-F _backcue_completion backcue" in done.stdout
