"""The machine's own speech engines: a text to a wav file, by one command each."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from math import log
from pathlib import Path
from typing import Final

from msgspec import Struct

_LOG = logging.getLogger(__name__)
SECONDS_PER_PHRASE: Final = 60.0
"""Longest an engine may take for one phrase before it counts as stuck."""
_SAPI_NORMAL_WPM: Final = 175.0
_SAPI_SCRIPT: Final = """
[Console]::InputEncoding = [Text.Encoding]::UTF8
Add-Type -AssemblyName System.Speech
$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
if ($env:BACKCUE_VOICE) { $speech.SelectVoice($env:BACKCUE_VOICE) }
else { $speech.SelectVoiceByHints('NotSet', 'NotSet', 0, $env:BACKCUE_LANGUAGE) }
$speech.Rate = [int]$env:BACKCUE_RATE
$speech.SetOutputToWaveFile($env:BACKCUE_FILE)
$speech.Speak([Console]::In.ReadToEnd())
$speech.Dispose()
"""


class SpeechError(Exception):
    """Nothing could be spoken; the message says why and what to do, for a person."""


class Speaker(Struct, frozen=True):
    """Who speaks: the engine's name for a voice (None: one of the language), and how fast."""

    language: str = "en"
    voice: str | None = None
    words_per_minute: int = 172


class Engine(Struct, frozen=True):
    """A speech engine: its program, how to call it, and how to get it.

    The text goes to its standard input, so that no text is an option.
    """

    name: str
    program: str
    remedy: str
    command: Callable[[str, Speaker, Path], list[str]]

    def find(self) -> str | None:
        """Returns the path of its program on this machine; None where there is none.

        Only folders that PATH names in full are searched: Windows would also take a program
        from the folder that one happens to be in.
        """
        for folder in filter(os.path.isabs, os.get_exec_path()):
            if found := shutil.which(os.path.join(folder, self.program)):  # noqa: PTH118  what `which` takes
                return found
        return None


def _espeak(program: str, speaker: Speaker, file: Path) -> list[str]:
    speed = str(speaker.words_per_minute)
    voice = speaker.voice or speaker.language
    return [program, "--stdin", "-b", "1", "-v", voice, "-s", speed, "-w", str(file)]


def _say(program: str, speaker: Speaker, file: Path) -> list[str]:
    form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
    voice = ["-v", speaker.voice] if speaker.voice else []
    speed = ["-r", str(speaker.words_per_minute)]
    return [program, "-f", "-", "-o", str(file), *form, *voice, *speed]


def _sapi(program: str, speaker: Speaker, file: Path) -> list[str]:
    del speaker, file  # The script reads them from its environment, where nothing needs quotes.
    return [program, "-NoProfile", "-NonInteractive", "-Command", _SAPI_SCRIPT]


def environment(speaker: Speaker, file: Path) -> dict[str, str]:
    """Returns what a script reads: who speaks, how fast, into which file."""
    # SAPI's rate is logarithmic: +10 speaks three times as fast as 0
    rate = round(10 * log(speaker.words_per_minute / _SAPI_NORMAL_WPM, 3))
    return {
        "BACKCUE_VOICE": speaker.voice or "",
        "BACKCUE_LANGUAGE": speaker.language,
        "BACKCUE_RATE": str(max(-10, min(10, rate))),
        "BACKCUE_FILE": str(file),
    }


_ESPEAK: Final = Engine(
    "espeak-ng",
    "espeak-ng",
    "install espeak-ng (Debian, Ubuntu: sudo apt install espeak-ng; macOS: brew install espeak-ng)",
    _espeak,
)
_SAY: Final = Engine("say", "say", "say is a part of macOS only", _say)
_SAPI: Final = Engine("sapi", "powershell.exe", "sapi is a part of Windows only", _sapi)
ENGINES: Final = (_ESPEAK, _SAY, _SAPI)
"""All engines known."""


def find_engine(name: str | None = None) -> Engine:
    """Returns the engine of this name, or the machine's own; SpeechError where there is none."""
    if name is None:
        own = {"darwin": _SAY, "win32": _SAPI}.get(sys.platform, _ESPEAK)
        if engine := next((engine for engine in (own, *ENGINES) if engine.find()), None):
            return engine
        raise SpeechError(f"there is no speech engine here: {_ESPEAK.remedy}")
    named = next((engine for engine in ENGINES if engine.name == name), None)
    if named is None:
        known = ", ".join(engine.name for engine in ENGINES)
        raise SpeechError(f"there is no speech engine called {name}: use one of {known}")
    _program(named)
    return named


def _program(engine: Engine) -> str:
    found = engine.find()
    if found is None:
        raise SpeechError(f"{engine.name} is not on this machine: {engine.remedy}")
    return found


def speak(engine: Engine, speaker: Speaker, text: str, file: Path) -> None:
    """Let the engine write `text`, spoken, to a wav file; SpeechError where it does not."""
    command = engine.command(_program(engine), speaker, file)
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the program is one of ENGINES
            command,
            input=text.encode(),
            env={**os.environ, **environment(speaker, file)},
            capture_output=True,
            timeout=SECONDS_PER_PHRASE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SpeechError(f'{engine.name} did not finish saying "{text}"') from error
    except OSError as error:
        raise SpeechError(f"{engine.name} does not start: {error.strerror or error}") from error
    if done.returncode or not file.is_file():
        said = done.stderr.decode(errors="replace").strip()
        _LOG.info("%s failed with status %d: %s", command, done.returncode, said)
        why = f": {said.splitlines()[0]}" if said else ""
        raise SpeechError(f'{engine.name} could not say "{text}"{why}')
