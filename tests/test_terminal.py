"""The whole program on the real clock, in a real terminal: few tests, for they take their time."""

import json
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a thing of POSIX systems", allow_module_level=True)

from backcue.history.record import Record
from tests.kept import kept_sessions
from tests.terminal import Terminal


@pytest.fixture(autouse=True)
def quick_settings(own_home: Path) -> None:
    """Begin without a lead-in, without sound, and with the page on safety already read."""
    settings = own_home / "backcue-config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '[sound]\noutput = "none"\n[session]\nready = 0\nsurface = "floor"\n'
        "[person]\nsafety_accepted = true\n"
    )


def kept(own_home: Path) -> list[Record]:
    return kept_sessions(own_home)


def test_from_the_menu_through_a_workout_to_its_summary(own_home: Path) -> None:
    with Terminal() as terminal:
        terminal.wait_for("Balance walk")
        terminal.press("balance w")
        terminal.wait_for("2 fit")
        terminal.press("\r")
        terminal.wait_for("repetition")
        terminal.press(" ")
        terminal.wait_for("go on")
        terminal.press("q")
        terminal.wait_for("?")
        terminal.press("y")
        terminal.wait_for("How hard was it")
        terminal.press("q")
        terminal.wait_for("to filter")
        terminal.press("\x1b")
        assert terminal.ended() == 0
    [session] = kept(own_home)
    assert session.workout == "balance"
    assert not session.completed


def test_the_first_run_shows_safety_and_asks_where_and_the_second_does_not(own_home: Path) -> None:
    settings = own_home / "backcue-config" / "settings.toml"
    settings.write_text('[sound]\noutput = "none"\n[session]\nready = 0\n')
    with Terminal("run", "500 forward") as terminal:
        terminal.wait_for("does not stop the belt")
        terminal.press("n")
        assert terminal.ended() == 0
    assert kept(own_home) == []
    assert "safety_accepted" not in settings.read_text()
    with Terminal("run", "500 forward") as terminal:
        terminal.wait_for("does not stop the belt")
        terminal.press("y")
        terminal.wait_for("Where do you walk?")
        terminal.press("2")
        terminal.wait_for("500")
        terminal.press("\x03")
        assert terminal.ended() == 130
    assert len(kept(own_home)) == 1
    assert "safety_accepted = true" in settings.read_text()
    assert 'surface = "track"' in settings.read_text()
    with Terminal("run", "500 forward") as terminal:
        terminal.wait_for("500")
        terminal.press("\x03")
        assert terminal.ended() == 130


def test_a_workout_runs_to_its_end_at_the_times_it_should() -> None:
    words = "2x(2 forward run, hold 0.5s)"
    with Terminal("run", words, "--json", "--surface", "floor") as terminal:
        assert terminal.ended() == 0
        lines = [json.loads(line) for line in terminal.screen.splitlines() if line]
    starts = [line["time"] for line in lines if line["event"] == "phase"]
    ideal = [0, 0.75, 1.25, 2.0]
    assert starts == pytest.approx(ideal, abs=0.1)
    assert lines[-1]["totals"]["completed"] is True


def test_keys_work_without_a_screen(own_home: Path) -> None:
    with Terminal("run", "100 forward", "--plain") as terminal:
        terminal.wait_for("100 steps forward")
        terminal.press(" ")
        terminal.wait_for("paused")
        terminal.press(" ")
        terminal.wait_for("going on")
        terminal.press("qq")
        terminal.wait_for("ended: ")
        assert terminal.ended() == 0
    assert len(kept(own_home)) == 1


@pytest.mark.parametrize("how", [(), ("--plain",)], ids=["on screen", "plain"])
@pytest.mark.parametrize("ending", ["SIGTERM", "SIGINT", "SIGHUP", "closed"])
def test_a_session_that_the_system_ends_is_kept(
    own_home: Path, how: tuple[str, ...], ending: str
) -> None:
    with Terminal("run", "500 forward", *how) as terminal:
        terminal.wait_for("500")
        terminal.read(0.5)
        if ending == "closed":
            terminal.hang_up()
        else:
            terminal.signal(getattr(signal, ending))
        number = signal.SIGHUP if ending == "closed" else getattr(signal, ending)
        status = terminal.ended()
        assert status in (128 + number, 1 if ending == "closed" else 128 + number)
    [session] = kept(own_home)
    assert not session.completed
    assert session.forward_steps >= 1


def test_ctrl_c_ends_and_keeps(own_home: Path) -> None:
    with Terminal("run", "500 forward", "--plain") as terminal:
        terminal.wait_for("500 steps")
        terminal.press("\x03")
        assert terminal.ended() == 130
    assert len(kept(own_home)) == 1


def test_a_process_that_was_stopped_comes_back_paused_and_says_why() -> None:
    with Terminal("run", "500 forward") as terminal:
        terminal.wait_for("500")
        terminal.read(1.0)
        terminal.signal(signal.SIGSTOP)
        time.sleep(3.6)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for("the computer stood")
        terminal.press("q")
        terminal.wait_for("?")
        terminal.press("y")
        terminal.wait_for("kept")


@pytest.mark.parametrize("size", [(60, 18), (20, 6), (200, 50)])
def test_any_size_of_terminal_works(size: tuple[int, int]) -> None:
    with Terminal("run", "30 forward", size=size) as terminal:
        terminal.read(0.6)
        for key in "qyq" * 20:
            if terminal.process.poll() is None:
                terminal.press(key)
                terminal.read(0.3)
        assert terminal.ended() == 0


SHELL = """
import os, signal, subprocess, sys, termios

def in_front(group):
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTTOU])
    os.tcsetpgrp(0, group)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTTOU])

def told_of(job):
    _, status = os.waitpid(job, os.WUNTRACED)
    in_front(os.getpgrp())
    termios.tcsetattr(0, termios.TCSADRAIN, usual)
    print(f"stopped by {os.WSTOPSIG(status)}" if os.WIFSTOPPED(status) else "over", flush=True)
    return os.WIFSTOPPED(status)

usual = termios.tcgetattr(0)
way, *arguments = sys.argv[1:]
job = subprocess.Popen([sys.executable, "-m", "backcue", *arguments], process_group=0).pid
if way == "later in front":
    input()
if way != "behind":
    in_front(job)
while told_of(job) and way != "behind":
    if way == "stopped and in front again":
        in_front(job)
    os.killpg(job, signal.SIGCONT)
"""
"""A shell that runs one job, in front or in the background, and tells what becomes of it."""


@pytest.mark.parametrize("way", ["stopped and in front again", "later in front"])
def test_keys_work_again_when_a_stopped_or_hidden_run_comes_to_the_front(way: str) -> None:
    words = "500 forward", "--plain"
    with Terminal(way, "run", *words, program=("-c", SHELL)) as terminal:
        terminal.wait_for("500 steps forward")
        if way == "later in front":
            terminal.press("\n")
        else:
            terminal.press("\x1a")
            terminal.wait_for(f"stopped by {int(signal.SIGTSTP)}")
        terminal.wait_until_without_echo()
        terminal.press(" ")
        terminal.wait_for("paused")
        terminal.press("qq")
        terminal.wait_for("over")
        assert terminal.echoes


@pytest.mark.parametrize("way", ["behind", "stopped and behind"])
def test_a_run_in_the_background_goes_on_to_its_end(own_home: Path, way: str) -> None:
    words = "8 forward run", "--plain"
    with Terminal(way, "run", *words, program=("-c", SHELL)) as terminal:
        terminal.wait_for("8 steps forward")
        if way != "behind":
            terminal.press("\x1a")
            terminal.wait_for(f"stopped by {int(signal.SIGTSTP)}")
        terminal.wait_for("over")
        assert terminal.echoes
    [session] = kept(own_home)
    assert session.completed


def test_bytes_that_are_no_text_leave_the_keys_working_and_a_signal_keeps_the_session(
    own_home: Path,
) -> None:
    with Terminal("run", "500 forward") as terminal:
        terminal.wait_for("500")
        terminal.send(b"\xe9\xff\x80")
        terminal.press(" ")
        terminal.wait_for("go on")
        terminal.signal(signal.SIGINT)
        assert terminal.ended() == 130
    assert len(kept(own_home)) == 1
    assert not (own_home / "backcue-data" / "last-error.txt").exists()


UNTOLD = """
import signal
from backcue.cli import main

# As with nohup: hanging up is ignored.
signal.signal(signal.SIGHUP, signal.SIG_IGN)
main()
"""


def test_a_terminal_that_is_gone_without_a_word_ends_the_screen_and_keeps_the_session(
    own_home: Path,
) -> None:
    with Terminal("run", "500 forward", program=("-c", UNTOLD)) as terminal:
        terminal.wait_for("500")
        terminal.hang_up()
        assert terminal.ended() == 1
    [session] = kept(own_home)
    assert session.state == "stopped"


AFTER_MAKE = """
import signal, subprocess, sys

# The first program in a terminal is alone told that it was closed; this one tells nobody.
signal.signal(signal.SIGHUP, lambda *_: None)
sys.exit(subprocess.call([sys.executable, "-m", "backcue", *sys.argv[1:]]))
"""


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [((), "Balance walk"), (("run", "500 forward", "--plain"), "500 steps forward")],
    ids=["menu", "plain"],
)
def test_a_terminal_that_is_closed_ends_what_was_not_told_of_it(
    own_home: Path, arguments: tuple[str, ...], seen: str
) -> None:
    with Terminal(*arguments, program=("-c", AFTER_MAKE)) as terminal:
        terminal.wait_for(seen)
        if arguments:
            # Nothing more is written: only what is read can say it.
            terminal.press(" ")
            terminal.wait_for("paused")
        terminal.hang_up()
        # 1 where something was to be written first.
        assert terminal.ended() in (128 + signal.SIGHUP, 1)
    assert len(kept(own_home)) == len(arguments[:1])


def test_a_menu_whose_terminal_is_gone_without_a_word_ends() -> None:
    with Terminal(program=("-c", UNTOLD)) as terminal:
        terminal.wait_for("Balance walk")
        terminal.hang_up()
        assert terminal.ended() == 1


def test_page_down_right_after_the_palette_was_opened_ends_nothing() -> None:
    with Terminal() as terminal:
        terminal.wait_for("Balance walk")
        terminal.press("\x10\x1b[6~\x1b[6~")
        terminal.wait_for("Search for commands")
        terminal.press("\x1b")
        terminal.wait_for("Balance walk")
        terminal.press("\x1b")
        assert terminal.ended() == 0
