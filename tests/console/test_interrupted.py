"""Ctrl+c where the loop takes no handlers of signals, as on Windows."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kept import store_in

PROGRAM = """
import asyncio
import signal

def takes_none(*_):
    raise NotImplementedError

asyncio.SelectorEventLoop.add_signal_handler = takes_none
asyncio.SelectorEventLoop.remove_signal_handler = takes_none
signal.signal(signal.SIGINT, signal.default_int_handler)

from backcue.cli import main

main()
"""
RUN = ("run", "2000 forward @ 240spm", "--plain", "--output", "none", "--ready", "0")


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is sent as POSIX systems do")
def test_a_session_that_ctrl_c_ends_is_kept_without_handlers_too(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    settings = '[session]\nsurface = "floor"\n[person]\nsafety_accepted = true\n'
    (tmp_path / "config" / "settings.toml").write_text(settings)
    here = {"BACKCUE_CONFIG_DIR": f"{tmp_path}/config", "BACKCUE_DATA_DIR": f"{tmp_path}/data"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *RUN],
        env={**os.environ, **here},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "steps forward" in line:
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGINT, err
    assert "ended" in out
    assert "Traceback" not in err
    [kept] = store_in(tmp_path / "data").sessions()
    assert kept.state == "stopped"
