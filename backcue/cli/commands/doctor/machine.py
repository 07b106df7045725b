"""What the machine offers: Python, the terminal, sound, a voice, a screen that stays awake."""

import os
import platform
import shutil
import sys
import time
from importlib import metadata
from pathlib import Path

import backcue
from backcue.app_context import AppContext
from backcue.cli.commands.doctor.finding import Finding, fault, note, ok
from backcue.display.second_screen import SecondScreenError
from backcue.sound.audition import OPENING
from backcue.sound.outputs.choose import OutputError
from backcue.sound.outputs.player import CLOSING
from backcue.sound.score.cue import VOICE
from backcue.sound.voice.engines import SpeechError, find_engine
from backcue.system.extras import EXTRAS, how_to_get, is_there
from backcue.system.terminal import is_terminal, sign_of_a_screen_reader, why_no_screen
from backcue.system.wake_lock import CANNOT, WakeLock
from backcue.web.address import network_address

LEAST_SIZE = 60, 18
"""Columns and rows from which on everything is on the workout screen; numbers stand in less."""
_MODULES = ("textual", "miniaudio", "click", "msgspec")
"""What a fault most often hangs on."""
_LOOK = 0.02
"""Seconds between two looks at whether the device has begun."""


def program() -> Finding:
    """Returns which backcue runs, and from where."""
    return ok("backcue", f"{backcue.__version__}, in {Path(backcue.__file__).parent}")


def python() -> Finding:
    """Returns the Python and the machine that it runs on."""
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in _MODULES)
    system = f"{platform.system()} {platform.release()} on {platform.machine()}"
    return ok("python", f"{platform.python_version()}, {system}; {libraries}")


def extras() -> Finding:
    """Returns which of the extras are there."""
    there = [extra for extra in EXTRAS if is_there(extra)]
    return ok("extras", ", ".join(there) or "none installed, and none needed")


def terminal() -> Finding:
    """Returns whether a screen can be drawn, how large and in how many colours."""
    why = why_no_screen()
    if why is not None:
        return note("terminal", f"no screen: {why}", "a workout line by line: run WORKOUT --plain")
    if sign := sign_of_a_screen_reader():
        return note("terminal", f"a screen reader is likely ({sign})", "run WORKOUT --plain")
    columns, rows = shutil.get_terminal_size()
    found = f"{columns} by {rows}, {_colours()}"
    if columns < LEAST_SIZE[0] or rows < LEAST_SIZE[1]:
        return note("terminal", found, "from {} by {} on everything fits".format(*LEAST_SIZE))
    return ok("terminal", found)


def _colours() -> str:
    from rich.console import Console  # noqa: PLC0415 - it takes a while

    names = {"truecolor": "16 million colours", "256": "256 colours", "windows": "16 colours"}
    system = Console().color_system
    term = os.environ.get("TERM", "no TERM")
    return f"{names.get(system or '', '16 colours' if system else 'no colours')} ({term})"


def sound(context: AppContext) -> Finding:
    """Returns whether the output can be heard, as far as a program can know."""
    name = context.output or context.settings.sound.output
    if name == "none":
        return note(
            "sound",
            "the output is none: nothing is heard",
            "backcue settings --unset sound.output",
        )
    try:
        player = context.player()
    except OutputError as error:
        return fault("sound", str(error), "backcue settings --unset sound.output")
    begun = time.monotonic()
    while not player.running and player.error is None and time.monotonic() - begun < OPENING:
        time.sleep(_LOOK)
    problem = player.error or (None if player.running else "the audio device does not answer")
    context.close()
    player.wait_closed(CLOSING)
    if problem is not None:
        return fault("sound", problem, _no_sound(name))
    if name == "bell":
        return note(
            "sound",
            "the terminal's bell, at changes only",
            "backcue settings --unset sound.output",
        )
    return ok("sound", f"{player.name} plays; to hear it: backcue sounds play forward")


def _no_sound(output: str) -> str:
    if output == "simpleaudio":
        return "try another output: backcue settings sound.output miniaudio"
    server = "" if sys.platform in ("win32", "darwin") else " and that a sound server runs"
    return f"see that a device is plugged in{server}; until then the terminal's bell rings"


def voice(context: AppContext) -> Finding:
    """Returns whether the voice has all it says, and what is wrong with own sounds."""
    bank = context.bank
    bank.check()
    files = bank.files()
    spoken = sum(name.startswith(VOICE) for name in files)
    own = sum(bank.is_own(file.path) for file in files.values())
    found = f"{context.settings.sound.voice_pack}, {spoken} phrases; {own} sounds are your own"
    if not bank.problems:
        return ok("voice", found)
    return fault("voice", "; ".join(bank.problems[:3]), "backcue sounds list tells all of it")


def speech() -> Finding:
    """Returns whether voices of one's own can be made."""
    try:
        engine = find_engine()
    except SpeechError as error:
        return note("speech engine", str(error), "it is needed only for: backcue sounds voice")
    if not is_there("own-voice"):
        remedy = f"only to make a voice of your own: {how_to_get('own-voice')}"
        return note("speech engine", f"{engine.name}; a library is missing", remedy)
    return ok("speech engine", f"{engine.name}, for: backcue sounds voice")


def wake_lock() -> Finding:
    """Returns whether the screen can be kept from going to sleep in a workout."""
    if why_no_screen() is not None and not is_terminal("stderr"):
        return ok("wake lock", "not tried without a terminal")
    lock = WakeLock()
    lock.begin()
    lock.wait()
    if lock.error is None:
        return ok("wake lock", "the screen stays awake in a workout")
    return note("wake lock", CANNOT, "lengthen the time until your screen sleeps")


def second_screen() -> Finding:
    """Returns at which address of this machine a second screen would be served."""
    try:
        address = network_address()
    except SecondScreenError as error:
        found, _, remedy = str(error).partition("; ")
        return note("second screen", found, remedy)
    return ok("second screen", f"--screen would serve it at {address}")
