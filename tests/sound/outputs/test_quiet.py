"""Without any sound device nothing is written over the screen."""

import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import time
from backcue.sound.outputs.choose import open_player
from tests.sound.fakes import FakeSounds
player = open_player("miniaudio", bank=FakeSounds())
player.open()
begun = time.monotonic()
while player.error is None and time.monotonic() - begun < 10:
    time.sleep(0.01)
print(player.error)
player.close()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA and JACK are Linux's")
@pytest.mark.skipif(Path("/dev/snd/controlC0").exists(), reason="this machine has a sound card")
def test_no_device_is_said_by_the_player_and_by_nobody_else() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "no sound: no audio device\n"
    assert done.stderr == ""
