"""What the shell offers: commands, presets, settings and their words."""

import shutil
import subprocess
import sys

import pytest


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
    assert offered("backcue settings nothing ") == []
    assert offered("backcue settings --un") == ["--unset"]


def test_where_no_preset_fits_the_shell_completes_files(offered) -> None:
    assert offered("backcue show ./my") == ["./my"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_takes_the_line_of_the_readme() -> None:
    program = f"'{sys.executable}' -m backcue"
    script = f'eval "$(_BACKCUE_COMPLETE=bash_source {program})" && complete -p backcue'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "-F _backcue_completion backcue" in done.stdout
