"""Standard input, output and error that are closed, full, or know few characters."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.kept import kept_sessions

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX systems")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
RUN = "run '1 forward run' --plain --ready 0 --output none"


def done(command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f"{sys.executable} -m backcue {command}"],
        capture_output=True, text=True, check=False, timeout=30, **more,
    )  # fmt: skip


@pytest.mark.parametrize("closed", ["<&-", "<&- >&- 2>&-"])
def test_a_session_is_walked_and_kept_whatever_is_closed(own_home: Path, closed: str) -> None:
    assert done(f"{RUN} {closed}").returncode == 0
    assert len(kept_sessions(own_home)) == 1
    assert not (own_home / "backcue-data" / "last-error.txt").exists()


def test_what_is_closed_gives_its_number_to_no_file(own_home: Path) -> None:
    config = own_home / "backcue-config"
    config.mkdir()
    (config / "settings.toml").write_text("# mine\n")
    assert done("settings sound.volume 40 <&- >&- 2>&-").returncode == 0
    assert (config / "settings.toml").read_text() == "# mine\n\n[sound]\nvolume = 40\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "</dev/null", ">/dev/null"])
@pytest.mark.parametrize("command", ["", "run balance"])
def test_without_a_terminal_the_screen_is_refused(command: str, closed: str) -> None:
    refused = done(f"{command} {closed}")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert ("--plain" in refused.stderr) is (closed != "2>&-")


@full
@pytest.mark.parametrize("command", ["list", "show balance", "--version", "--help", "settings"])
def test_a_full_disk_is_told_in_a_line(command: str) -> None:
    failed = done(f"{command} >/dev/full")
    assert failed.returncode == 1
    assert failed.stderr == "Error: standard output: No space left on device\n"


@full
def test_where_nothing_can_be_told_the_exit_status_says_it() -> None:
    assert done("show nosuch 2>/dev/full").returncode == 2
    assert done("--bad 2>/dev/full").returncode == 2
    assert done("check 2>/dev/full").returncode == 0
    assert done("list >/dev/full 2>/dev/full").returncode == 1


@pytest.fixture
def hill(own_home: Path) -> None:
    """Keep a preset whose name has signs beyond ASCII and beyond 16 bits."""
    folder = own_home / "backcue-config" / "presets"
    folder.mkdir(parents=True)
    (folder / "hill.toml").write_text(
        'id = "hill"\nname = "Hügel 😀"\nsequence = "1 forward run"\n', encoding="utf-8"
    )


@pytest.mark.usefixtures("hill")
@pytest.mark.parametrize("encoding", ["cp1252", "ascii:strict"])
@pytest.mark.parametrize("command", ["list --json", "list", "convert hill --to zwo"])
def test_what_goes_into_a_file_is_utf_8_whatever_the_locale_says(
    command: str, encoding: str
) -> None:
    there = f"env LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 PYTHONIOENCODING={encoding} "
    told = subprocess.run(
        ["sh", "-c", f"{there} {sys.executable} -m backcue {command}"],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert "Hügel 😀" in told.decode("utf-8")


def test_what_is_no_character_is_escaped_in_a_file_as_well() -> None:
    program = "from backcue.system.streams import make_sound; make_sound(); print(chr(0xdcff))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout == b"\\udcff\n"


@pytest.mark.usefixtures("hill")
def test_names_that_a_terminal_cannot_encode_are_escaped() -> None:
    from tests.terminal import Terminal  # noqa: PLC0415 - a thing of POSIX systems

    with Terminal("list", "--json", environment={"PYTHONIOENCODING": "ascii"}) as terminal:
        terminal.wait_for(r'"H\u00fcgel \ud83d\ude00"')
        assert terminal.ended() == 0


def test_a_home_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKCUE_DATA_DIR", "~no-such-user-here/x")
    refused = done("list")
    assert refused.returncode == 2
    assert refused.stderr == (
        "Error: BACKCUE_DATA_DIR: there is no home folder for ~no-such-user-here/x\n"
    )


def test_the_failure_of_what_writes_failures_down_is_no_other(own_home: Path) -> None:
    data = own_home / "backcue-data"
    data.mkdir()
    (data / "last-error.txt").symlink_to(data / "last-error.txt")
    code = (
        "import sys, backcue.cli.printing as printing; sys.argv = ['backcue', 'list']\n"
        "printing.say = lambda *_: 1 / 0\nfrom backcue.cli import main; main()"
    )
    failed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert failed.returncode == 1
    assert failed.stderr.startswith("backcue failed: ZeroDivisionError")
    assert "During handling" not in failed.stderr
