"""The commands, called as a person calls them; `main` in this process where that is enough."""

import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import pytest

from backcue.cli.group import COMMANDS
from backcue.presets.library import built_in
from backcue.sound.score.cue import CUES
from tests.kept import kept_sessions

BUILT_IN = [preset.id for preset in built_in()]
BALANCE = "balance"


def test_the_version(backcue) -> None:
    assert backcue("--version").out == "backcue 0.1.0\n"


def test_list_shows_every_preset(backcue) -> None:
    out = backcue("list").out
    assert [line.split()[0] for line in out.splitlines()] == BUILT_IN
    listed = json.loads(backcue("list", "--json").out)
    assert [preset["id"] for preset in listed] == BUILT_IN
    assert listed[0]["sequence"].startswith("20x(5 forward, hold 2s")


def test_list_names_an_own_file_that_is_broken_and_shows_the_others(
    backcue, own_home: Path
) -> None:
    presets = own_home / "backcue-config" / "presets"
    presets.mkdir(parents=True)
    (presets / "mine.toml").write_text('id = "mine"\nname = "Mine"\nsequence = "5 forward"\n')
    (presets / "bad.toml").write_text('id = "bad"\nname = "Bad"\nsequence = "5 forwrd"\n')
    result = backcue("list")
    assert "mine" in result.out
    assert "bad.toml:3:15: sequence: " in result.err


def test_show_says_what_a_workout_consists_of(backcue) -> None:
    shown = json.loads(backcue("show", "balance", "--json", "--reps", "10").out)
    assert shown["id"] == "balance"
    assert shown["surface"] == "floor"
    assert shown["sequence"] == "10x(5 forward, hold 2s, 4 backward, hold 3s)"
    assert shown["steps"] == {"forward": 50, "backward": 40}
    assert shown["repetitions"] == 10
    assert shown["seconds"] == pytest.approx(10 + 10 * (5 * 60 / 110 + 2 + 2.4 + 3), abs=0.001)
    assert shown["phases"][:4] == [
        {
            "kind": "ready", "direction": None, "gait": None, "steps": None, "seconds": 10.0,
            "start": 0.0, "cadence": None, "foot": None, "incline": None, "repetition": 1,
        },
        {
            "kind": "move", "direction": "forward", "gait": "walk", "steps": 5, "seconds": 2.727,
            "start": 10.0, "cadence": 110, "foot": "right", "incline": None, "repetition": 1,
        },
        {
            "kind": "hold", "direction": None, "gait": None, "steps": None, "seconds": 2.0,
            "start": 12.727, "cadence": None, "foot": "right", "incline": None, "repetition": 1,
        },
        {
            "kind": "move", "direction": "backward", "gait": "walk", "steps": 4, "seconds": 2.4,
            "start": 14.727, "cadence": 100, "foot": "left", "incline": None, "repetition": 1,
        },
    ]  # fmt: skip


def test_the_whole_counts_the_lead_in_and_the_active_seconds_do_not(backcue) -> None:
    active = 20 * (5 * 60 / 110 + 2 + 2.4 + 3)
    [listed] = [each for each in json.loads(backcue("list", "--json").out) if each["id"] == BALANCE]
    for told in (listed, json.loads(backcue("show", BALANCE, "--json").out)):
        assert told["seconds"] == pytest.approx(10 + active, abs=0.001)
        assert told["active_seconds"] == pytest.approx(active, abs=0.001)
    bare = json.loads(backcue("show", BALANCE, "--json", "--ready", "0").out)
    assert bare["seconds"] == bare["active_seconds"] == listed["active_seconds"]
    open_ended = json.loads(backcue("show", "loop-by-key", "--json").out)
    assert open_ended["seconds"] is open_ended["active_seconds"] is None


def test_list_and_show_tell_the_same_length_without_the_lead_in(backcue) -> None:
    [line] = [line for line in backcue("list").out.splitlines() if line.split()[0] == BALANCE]
    assert line.split()[1] == "3:23"
    assert "  3:23; steps: 100 forward, 80 backward; floor" in backcue("show", BALANCE).out


def test_list_says_as_the_menu_does_that_a_workout_is_ended_by_key(backcue, own_home: Path) -> None:
    presets = own_home / "backcue-config" / "presets"
    presets.mkdir(parents=True)
    (presets / "lap.toml").write_text(
        'id = "lap"\nname = "Lap"\nsequence = "backward until key"\n', encoding="utf-8"
    )
    lines = backcue("list").out.splitlines()
    [line] = [line for line in lines if line.startswith("lap ")]
    assert line.endswith("   by key  Lap (own)")
    [line] = [line for line in lines if line.startswith("loop-by-key ")]
    assert line.endswith("  endless  Loop, by key")


def test_show_with_cues_tells_what_is_heard(backcue) -> None:
    cues = json.loads(backcue("show", "balance", "--json", "--cues").out)["cues"]
    assert {"at": 10.0, "sound": "forward", "phase": 1} in cues
    assert all(cue["sound"] in CUES or cue["sound"].startswith("voice:") for cue in cues)
    quiet = json.loads(
        backcue("show", "balance", "--json", "--cues", "--no-voice", "--no-beats").out
    )["cues"]
    assert not [cue for cue in quiet if cue["sound"].startswith(("voice:", "step-"))]
    assert "accent-1" in backcue("show", "5 forward", "--cues").out


def test_show_takes_words_options_and_endless_workouts(backcue) -> None:
    shown = json.loads(
        backcue(
            "show", "forever(5f, 4b)", "--json", "--ready", "0", "--foot", "left",
            "--forward-cadence", "120", "--surface", "track",
        ).out
    )  # fmt: skip
    assert shown["endless"] is True
    assert shown["id"] is None
    assert shown["seconds"] is None
    assert len(shown["phases"]) == 1000
    first = shown["phases"][0]
    assert (first["foot"], first["cadence"], first["start"]) == ("left", 120, 0.0)
    assert shown["surface"] == "track"
    limited = json.loads(backcue("show", "forever(5f, 4b)", "--json", "--for", "1min").out)
    assert "endless" not in limited
    assert limited["sequence"] == "60s of (5 forward, 4 backward)"


def test_show_of_a_huge_workout_shows_its_first_phases(backcue) -> None:
    shown = json.loads(backcue("show", "1000000x(1000000x(1 forward))", "--json").out)
    assert shown["steps"]["forward"] == 10**12
    assert (len(shown["phases"]), shown["more"]) == (1000, True)


def test_show_of_open_phases_has_no_figures_for_them(backcue) -> None:
    shown = json.loads(backcue("show", "loop-by-key", "--json", "--cues").out)
    move = shown["phases"][1]
    assert (move["seconds"], move["steps"], move["start"]) == (None, None, 10.0)
    assert shown["phases"][2]["start"] is None
    assert max(cue["at"] for cue in shown["cues"]) == 10.0


def test_show_with_cues_ends_none_that_goes_on(backcue) -> None:
    """The last phase that is shown says what follows it, as any other does."""
    words = "forever(5 forward, 4 backward)"
    shown = json.loads(backcue("show", words, "--json", "--cues").out)
    last = len(shown["phases"]) - 1
    before, at_last = (
        {cue["sound"] for cue in shown["cues"] if cue["phase"] == phase}
        for phase in (last - 2, last)
    )
    assert at_last == before
    assert "finish" in backcue("show", "5 forward", "--cues").out


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_preset_can_be_shown_in_both_ways(backcue, name: str) -> None:
    assert backcue("show", name, "--cues").status == 0
    assert json.loads(backcue("show", name, "--json", "--cues").out)["phases"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "balence"), "did you mean balance"),
        (("show", "5 forwrd"), 'did you mean "forward"?'),
        (("show", "5 forward, hold 2"), "line 1, column 18"),
        (("show", "missing.toml"), "missing.toml"),
        (("run", "nonsense", "--plain"), "backcue list"),
        (("run", "balance", "--volume", "200"), "200 is not in the range"),
        (("run", "balance", "--output", "tuba"), "tuba"),
        (("run", "balance", "--plain", "--json"), "give one of them"),
        (("show", "balance", "--for", "soon"), "try 10min"),
        (("show", "balance", "--for", "1min", "--reps", "3"), "give one of them"),
        (("show", "balance", "--reps", "0"), "--reps"),
        (("show", "balance", "--forward-cadence", "500"), "forward-cadence"),
        (("show",), "WORKOUT"),
        (("dance",), "dance"),
        (("show", "5", "forward"), 'want quotes: backcue show "5 forward"'),
        (("run", "5", "forward,", "rest", "5s"), 'want quotes: backcue run "5 forward, rest 5s"'),
        (("render", "5", "forward", "-o", "x.wav"), 'want quotes: backcue render "5 forward"'),
    ],
)
def test_wrong_input_is_told_with_a_remedy_and_exit_status_2(
    backcue, arguments: tuple[str, ...], words: str
) -> None:
    result = backcue(*arguments)
    assert result.status == 2
    assert words in result.err
    assert "Traceback" not in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("arguments", "sign"),
    [
        (("convert", "--to", "words", "-5 forward"), "-5"),
        (("show", "-3x(5 forward)"), "-3"),
        (("show", "-2.5s rest", "--json"), "-2.5"),
        (("run", "--plain", "-5"), "-5"),
    ],
)
def test_an_amount_with_a_sign_is_no_option(backcue, arguments: tuple[str, ...], sign: str) -> None:
    result = backcue(*arguments)
    assert result.status == 2
    assert f"column 1: {sign}: an amount is above zero and has no sign" in result.err
    assert "option" not in result.err


def test_an_option_that_is_none_is_called_so(backcue) -> None:
    for arguments in (("history", "-5"), ("show", "-x5"), ("show", "--5")):
        assert "No such option" in backcue(*arguments).err


NO_NUMBERS = ("nan", "inf", "-inf", "infinity", "NaN", "1e2", "0x64", "1_00", "\u0661", " 100", "")


@pytest.mark.parametrize(
    "option",
    ["--ready", "--reps", "--for", "--forward-cadence", "--backward-cadence",
     "--forward-run-cadence", "--backward-run-cadence", "--volume"],
)  # fmt: skip
@pytest.mark.parametrize("number", NO_NUMBERS)
def test_numbers_are_plain_decimal_ones(backcue, option: str, number: str) -> None:
    result = backcue("run", "1 forward run", "--json", "--output", "none", option, number)
    assert (result.status, result.out) == (2, "")
    assert option in result.err


def test_each_cadence_is_for_one_gait_and_one_direction(backcue) -> None:
    words = "2 forward, 2 backward, 2 forward run, 2 backward run"

    def cadences(*options: str) -> list[int]:
        shown = json.loads(backcue("show", words, "--json", "--ready", "0", *options).out)
        return [phase["cadence"] for phase in shown["phases"]]

    assert cadences() == [110, 100, 160, 170]
    assert cadences("--forward-cadence", "120", "--backward-cadence", "90") == [120, 90, 160, 170]
    running = ("--forward-run-cadence", "150.5", "--backward-run-cadence", "180")
    assert cadences(*running) == [110, 100, 150.5, 180]


def test_a_cadence_of_the_command_line_goes_before_that_of_the_preset(backcue, tmp_path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'id = "mine"\nname = "Mine"\nsequence = "2 forward, 2 forward run"\n[pace]\nforward = 105\n'
    )

    def cadences(*options: str) -> list[int]:
        shown = json.loads(backcue("show", str(file), "--json", "--ready", "0", *options).out)
        return [phase["cadence"] for phase in shown["phases"]]

    assert cadences() == [105, 105]
    assert cadences("--forward-cadence", "120") == [120, 105]
    assert cadences("--forward-run-cadence", "150") == [105, 150]


def test_wrong_settings_are_told_and_left_as_they_are(backcue, own_home: Path) -> None:
    file = own_home / "backcue-config" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[sound]\nvolume = 300\n")
    result = backcue("show", "balance")
    assert result.status == 0
    assert "settings.toml:2:10: " in result.err
    assert file.read_text() == "[sound]\nvolume = 300\n"


def test_the_surface_that_a_preset_needs_is_taken_unless_it_is_said(backcue) -> None:
    assert json.loads(backcue("show", "cha-2016", "--json").out)["surface"] == "treadmill"
    said = json.loads(backcue("show", "cha-2016", "--json", "--surface", "floor").out)
    assert said["surface"] == "floor"


def test_a_reader_that_goes_away_early_is_no_error_with_a_traceback() -> None:
    command = [sys.executable, "-m", "backcue", "show", "1000x(5f,4b)", "--cues"]
    piped = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert piped.stdout
    assert piped.stderr
    piped.stdout.readline()
    piped.stdout.close()
    assert b"Traceback" not in piped.stderr.read()
    piped.stderr.close()
    piped.wait(20)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX systems")
@pytest.mark.parametrize(("output", "whole"), [("bell", True), ("none", False)])
def test_a_session_whose_reader_went_away_is_kept(
    own_home: Path, output: str, *, whole: bool
) -> None:
    words = "2x(2 forward run, hold 0.5s)"
    command = [sys.executable, "-m", "backcue", "run", words, "--json", "--ready", "0"]
    piped = subprocess.Popen(
        [*command, "--output", output], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert piped.stdout
    assert piped.stderr
    piped.stdout.readline()
    piped.stdout.readline()
    piped.stdout.close()
    said = piped.stderr.read().decode()
    piped.stderr.close()
    assert piped.wait(20) == 1
    assert said.count("nothing more can be written: ") == 1
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    [kept] = kept_sessions(own_home)
    assert kept.completed is whole


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX systems")
@pytest.mark.parametrize("command", ["list", "run '1 forward run' --json --ready 0 --output none"])
def test_without_a_standard_output_nothing_fails(command: str) -> None:
    shell = f"{sys.executable} -m backcue {command} >&-"
    done = subprocess.run(["sh", "-c", shell], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_told_and_the_session_kept(own_home: Path) -> None:
    command = [sys.executable, "-m", "backcue", "run", "1 forward run", "--plain", "--ready", "0"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "--output", "bell"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert b"No space left on device; the session goes on by sound" in done.stderr
    assert b"Traceback" not in done.stderr
    [kept] = kept_sessions(own_home)
    assert kept.completed


def test_a_session_that_can_be_kept_nowhere_ends_with_1(
    backcue, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = own_home / "no-folder"
    nowhere.touch()
    for name in ("BACKCUE_CONFIG_DIR", "BACKCUE_DATA_DIR"):
        monkeypatch.setenv(name, str(nowhere / name))
    monkeypatch.setattr(tempfile, "tempdir", str(nowhere))
    words = "run", "1 forward run", "--plain", "--ready", "0", "--output", "none"
    result = backcue(*words)
    assert result.status == 1
    assert "not kept: " in result.err
    (own_home / "no-folder").unlink()
    assert backcue(*words).status == 0


ALL_HEAVY = "textual rich msgspec numpy miniaudio platformdirs tomlkit asyncio sqlite3 logging"
HEAVY = {
    "--version": ALL_HEAVY,
    "--help": ALL_HEAVY,
    "list": "textual rich numpy miniaudio tomlkit wakepy asyncio",
    "show balance --cues": "textual rich numpy miniaudio tomlkit wakepy asyncio",
    "check": "textual rich numpy miniaudio tomlkit wakepy asyncio",
}


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("command", HEAVY)
def test_a_command_imports_only_what_it_needs(command: str) -> None:
    code = (
        f"import sys; sys.argv = ['backcue', *{command.split()}]\n"
        "import backcue.cli\n"
        f"heavy = set({HEAVY[command].split()})\n"
        "try: backcue.cli.main()\n"
        "except SystemExit as end: assert not end.code\n"
        "sys.exit(f'imported {heavy & set(sys.modules)}' if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_menu_opens_without_click() -> None:
    code = (
        "import sys; sys.argv = ['backcue']\n"
        "import backcue.cli, backcue.ui.app\n"
        "backcue.ui.app.BackcueApp.run = lambda _: print('opened', 'click' in sys.modules)\n"
        "backcue.cli.main()\n"
    )
    screens = {**os.environ, "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env=screens
    )
    assert (done.stdout, done.returncode) == (b"opened False\n", 0), done.stderr.decode()


def test_help_says_of_every_command_what_it_says_itself(backcue) -> None:
    told = backcue("--help").out
    width = max(map(len, COMMANDS))
    for name, (where, line) in COMMANDS.items():
        module, attribute = where.split(":")
        command = getattr(import_module(f"backcue.cli.commands.{module}"), attribute)
        assert command.name == name
        assert command.help.splitlines()[0] == line
        assert f"  {name:{width}}  {line}" in told


def test_the_shell_completes_the_names_of_commands() -> None:
    environment = {
        **os.environ,
        "_BACKCUE_COMPLETE": "bash_complete",
        "COMP_WORDS": "backcue s",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "backcue"], env=environment, capture_output=True, check=False
    )
    assert done.stdout.decode().split() == ["plain,settings", "plain,show", "plain,sounds"]


def test_the_shell_completes_commands_and_presets() -> None:
    environment = {
        **os.environ,
        "_BACKCUE_COMPLETE": "bash_complete",
        "COMP_WORDS": "backcue show bal",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-m", "backcue"], env=environment, capture_output=True, check=False
    )
    assert done.stdout.decode().split() == ["plain,balance", "plain,balance-run"]


def test_a_fault_of_the_program_is_told_in_a_line_and_written_down(
    backcue, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcue.cli.commands.list.app_context", lambda: 1 / 0)
    result = backcue("list")
    assert result.status == 1
    assert "backcue failed: ZeroDivisionError" in result.err
    assert "Traceback" not in result.err
    assert "Traceback" in (own_home / "backcue-data" / "last-error.txt").read_text()
