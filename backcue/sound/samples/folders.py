"""The folders of sounds: where the built-in ones lie, and which files of a folder can be used."""

import logging
from collections.abc import Iterator
from pathlib import Path

from backcue.sound.samples.wav import WavError, WavFile, read_header
from backcue.sound.score.cue import ACCENTS, CUES, HOLD_TICK, STEP_LEFT, STEP_RIGHT, VOICE

MAX_CUE_SECONDS, MAX_BEAT_SECONDS, MAX_PHRASE_SECONDS = 5.0, 0.5, 10.0
"""Longest sounds: a beat must be over before the next one."""
MAX_SAMPLES = 4_000_000
"""Of all channels: ten seconds in stereo at 192 kHz, some 100 MB while they are made to fit."""
_BEATS = frozenset({STEP_LEFT, STEP_RIGHT, *ACCENTS, HOLD_TICK})
_LOG = logging.getLogger(__name__)


def built_in_folder(package: Path | None = None) -> Path | None:
    """Returns the folder with `cues/` and `voice/`; None where the installation lacks it.

    A wheel has it inside the package; an editable install and a checkout have it
    beside the package, at the top level of the repository.
    """
    package = package or Path(__file__).resolve().parents[2]
    for folder in (package / "sounds", package.parent / "sounds"):
        if (folder / "cues" / f"{CUES[0]}.wav").is_file():
            return folder
    return None


def voices(own: Path) -> tuple[str, ...]:
    """Returns the voices there are, by name, in the person's sounds folder `own` and built in.

    One that has only a table of phrases yet is among them.
    """
    found = set()
    for folder in filter(None, (own, built_in_folder())):
        try:
            found |= {each.name for each in (folder / "voice").iterdir() if each.is_dir()}
        except OSError:
            _LOG.info("%s cannot be read", folder / "voice", exc_info=True)
    return tuple(sorted(found))


def words_of(sound: str) -> tuple[str, ...]:
    """Returns the words of a `voice:` sound, in the form in which files are named."""
    text = sound.removeprefix(VOICE).lower()
    kept = (letter if letter.isalnum() or letter == "'" else " " for letter in text)
    return tuple("".join(kept).split())


def read_cues(folder: Path, problems: list[str]) -> dict[str, WavFile]:
    """Returns the files of a folder by their cues; what is wrong goes to `problems`."""
    named = {path: path.stem.lower() for path in _wavs(folder)}
    return _usable(named, CUES, problems)


def read_phrases(folder: Path, problems: list[str]) -> dict[str, WavFile]:
    """Returns the files of a folder by their words, as `five-forward`; as `read_cues`."""
    named = {path: "-".join(words_of(path.stem)) for path in _wavs(folder)}
    return _usable(named, (), problems)


def _wavs(folder: Path) -> Iterator[Path]:
    try:
        if folder.is_dir():
            entries = sorted(folder.iterdir())
            yield from (p for p in entries if p.suffix.lower() == ".wav" and p.is_file())
    except OSError:
        _LOG.info("%s cannot be read", folder, exc_info=True)


def _usable(
    named: dict[Path, str], allowed: tuple[str, ...], problems: list[str]
) -> dict[str, WavFile]:
    found = {}
    for path, name in named.items():
        try:
            found[name] = _checked(path, name, allowed)
        except WavError as error:
            _LOG.info("%s is refused: %s", path, error)
            problems.append(f"{path}: {error}")
    return found


def _checked(path: Path, name: str, allowed: tuple[str, ...]) -> WavFile:
    if allowed and name not in allowed:
        raise WavError(f"is not the name of a sound: use one of {', '.join(allowed)}")
    if not name:
        raise WavError("has no words in its name")
    limit = MAX_PHRASE_SECONDS
    if allowed:
        limit = MAX_BEAT_SECONDS if name in _BEATS else MAX_CUE_SECONDS
    file = read_header(path)
    if file.seconds > limit:
        raise WavError(f"lasts {file.seconds:.1f} s: at most {limit:g} s")
    if file.frames * file.channels > MAX_SAMPLES:
        raise WavError("has too many samples: save it with 48000 Hz and one or two channels")
    return file
