"""What every test stands on: a home of its own, and nothing of this machine."""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from backcue.history import writer

settings.register_profile("backcue", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "backcue")

# Tests run side by side: a thread for each core in each of them would only be in the way.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
# Whole apps come and go here: looking for garbage every 700 objects takes a tenth of the time.
gc.set_threshold(100_000, 20, 20)
# A disk that is slow because many tests write at once is no fault of the history.
writer.CLOSING = 60.0
# A signal that comes while coverage holds its lock, as of a test that takes too long, leaves it
# locked for ever.
if "coverage" in sys.modules and (measured := sys.modules["coverage"].Coverage.current()):
    measured._collector.data_lock = None
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

_LOOKS = ("TEXTUAL", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLUMNS", "LINES")
_SOUND = ("PULSE_", "ALSA_", "PIPEWIRE_")


_HOME_FOLDERS = ("config-home", "data-home", "state-home", "cache-home", "runtime-dir")
_TEMPORARY = "tmp"
_unused_homes: list[Path] = []


@pytest.fixture(autouse=True)
def own_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give the test a home, settings and data of its own, plain colours and no sound server."""
    home = _unused_homes.pop() if _unused_homes else _new_home(tmp_path_factory)
    for name in tuple(os.environ):
        if name.startswith((*_LOOKS, *_SOUND, "XDG_", "BACKCUE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for folder in _HOME_FOLDERS:
        monkeypatch.setenv(f"XDG_{folder.upper().replace('-', '_')}", str(home / folder))
    monkeypatch.setenv("BACKCUE_CONFIG_DIR", str(home / "backcue-config"))
    monkeypatch.setenv("BACKCUE_DATA_DIR", str(home / "backcue-data"))
    # A session that no other folder took lies among the temporary files, and is taken from there.
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(home / _TEMPORARY))
    monkeypatch.setattr(tempfile, "tempdir", str(home / _TEMPORARY))
    # A server that is named is never started by itself; a test that needs one names its own.
    monkeypatch.setenv("PULSE_SERVER", f"unix:{home / 'no-sound-server'}")
    yield home
    # Seven folders for each of some thousand tests take seconds to remove: most leave theirs clean.
    if sum(1 for _ in home.rglob("*")) == len(_HOME_FOLDERS) + 1:
        _unused_homes.append(home)


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is started run without coverage, which imports and writes for itself."""
    for name in ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"):
        monkeypatch.delenv(name, raising=False)


def _new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    for folder in (*_HOME_FOLDERS, _TEMPORARY):
        (home / folder).mkdir(mode=0o700)
    return home
