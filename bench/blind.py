"""Follow every built-in preset blind, from beginning to end: python bench/blind.py.

A listener that knows only the sound files hears each preset rendered and rebuilds its
phases. Printed is how fast; exit status 1 if any is not what `show --json` says.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.presets.library import built_in
from backcue.session_setup import set_up
from backcue.sound.samples.bank import Bank
from backcue.sound.samples.folders import built_in_folder
from tests.sound.listener import Listener
from tests.sound.rebuild import UnclearError
from tests.sound.test_followed_blind import BY_KEY, SETTINGS, follow


def main() -> int:
    """Listen and print."""
    root = built_in_folder()
    if root is None:
        print("no sounds are found")
        return 1
    listener, bank, wrong = Listener(root / "cues", root / "voice" / "en"), Bank(stereo=True), 0
    for preset in built_in():
        if preset.id in BY_KEY:
            print(f"{preset.id:18} ends by a key, which a recording cannot")
            continue
        began = time.perf_counter()
        try:
            follow(preset, bank, listener)
        except (AssertionError, UnclearError) as error:
            wrong += 1
            print(f"{preset.id:18} WRONG: {str(error).splitlines()[0]}")
            continue
        took = time.perf_counter() - began
        seconds = set_up(preset, SETTINGS).course.totals().seconds or 0.0
        print(
            f"{preset.id:18} followed, {seconds:6.0f} s of sound, x{seconds / took:.0f} real time"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
