"""The machine's own speech engines: a text to a wav file, by one command each."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final

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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the engine's name for a voice (None: one of the language), and how fast."""

    language: str = "en"
    voice: str | None = None
    words_per_minute: int = 172


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an engine; the text goes to its standard input, so that no text is an option."""

    command: list[str]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Engine:
    """A speech engine: its program, how to call it, and how to get it."""

    name: str
    program: str
    remedy: str
    call: Callable[[str, Speaker, Path], Call]

    @property
    def found(self) -> bool:
        """Whether this machine has it."""
        return shutil.which(self.program) is not None


def _espeak(program: str, speaker: Speaker, file: Path) -> Call:
    speed = str(speaker.words_per_minute)
    voice = speaker.voice or speaker.language
    return Call([program, "--stdin", "-b", "1", "-v", voice, "-s", speed, "-w", str(file)], {})


def _say(program: str, speaker: Speaker, file: Path) -> Call:
    form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
    voice = ["-v", speaker.voice] if speaker.voice else []
    speed = ["-r", str(speaker.words_per_minute)]
    return Call([program, "-f", "-", "-o", str(file), *form, *voice, *speed], {})


def _sapi(program: str, speaker: Speaker, file: Path) -> Call:
    # SAPI's rate is logarithmic: +10 speaks three times as fast as 0
    rate = round(10 * log(speaker.words_per_minute / _SAPI_NORMAL_WPM, 3))
    environment = {
        "BACKCUE_VOICE": speaker.voice or "",
        "BACKCUE_LANGUAGE": speaker.language,
        "BACKCUE_RATE": str(max(-10, min(10, rate))),
        "BACKCUE_FILE": str(file),
    }
    command = [program, "-NoProfile", "-NonInteractive", "-Command", _SAPI_SCRIPT]
    return Call(command, environment)


ENGINES: Final = (
    Engine(
        "espeak-ng",
        "espeak-ng",
        "install espeak-ng (Debian, Ubuntu: sudo apt install espeak-ng; "
        "macOS: brew install espeak-ng)",
        _espeak,
    ),
    Engine("say", "say", "say is a part of macOS only", _say),
    Engine("sapi", "powershell", "sapi is a part of Windows only", _sapi),
)
"""All engines known."""


def find_engine(name: str | None = None) -> Engine:
    """Returns the engine of this name, or the machine's own; SpeechError where there is none."""
    by_name = {engine.name: engine for engine in ENGINES}
    if name is None:
        own = {"darwin": "say", "win32": "sapi"}.get(sys.platform, "espeak-ng")
        order = (by_name[own], *ENGINES)
        if engine := next((engine for engine in order if engine.found), None):
            return engine
        raise SpeechError(f"there is no speech engine here: {by_name['espeak-ng'].remedy}")
    if name not in by_name:
        known = ", ".join(by_name)
        raise SpeechError(f"there is no speech engine called {name}: use one of {known}")
    if not by_name[name].found:
        raise SpeechError(f"{name} is not on this machine: {by_name[name].remedy}")
    return by_name[name]


def speak(engine: Engine, speaker: Speaker, text: str, file: Path) -> None:
    """Let the engine write `text`, spoken, to a wav file; SpeechError where it does not."""
    program = shutil.which(engine.program)
    if program is None:
        raise SpeechError(f"{engine.name} is not on this machine: {engine.remedy}")
    call = engine.call(program, speaker, file)
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the program is one of ENGINES
            call.command,
            input=text.encode(),
            env={**os.environ, **call.environment},
            capture_output=True,
            timeout=SECONDS_PER_PHRASE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SpeechError(f'{engine.name} did not finish saying "{text}"') from error
    except OSError as error:
        raise SpeechError(f"{engine.name} does not start: {error.strerror or error}") from error
    if done.returncode or not file.is_file():
        said = done.stderr.decode(errors="replace").strip().splitlines()
        why = f": {said[0]}" if said else ""
        raise SpeechError(f'{engine.name} could not say "{text}"{why}')
