"""Make a voice: a table of phrases, spoken by an engine, made to fit the cues."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from backcue.sound.samples.bank import sound_root, words_of
from backcue.sound.samples.levels import SAMPLE_RATE, VOICE_PEAK_DBFS, VOICE_RMS_DBFS, linear
from backcue.sound.samples.loudness import Floats, clearer, limit, speech_rms
from backcue.sound.samples.pcm import load, save
from backcue.sound.samples.resample import resampled
from backcue.sound.samples.wav import WavError
from backcue.sound.voice.engines import Engine, Speaker, SpeechError, speak

TABLE = "phrases.toml"
PACK_HZ = 24_000
"""Rate of the files: speech engines give nothing above 11 kHz, and a pack is half as large."""
SLOWEST_WPM, FASTEST_WPM = 80, 400
"""Words per minute that every engine can speak at."""
SILENCE_DB = -46.0
"""Level, below the phrase's loudest 10 ms, under which its beginning and end are cut off."""
BEFORE_SECONDS, AFTER_SECONDS = 0.008, 0.025
"""SessionResult around what sounds, so that a soft f or s is whole; faded in and out."""
_FRAME = SAMPLE_RATE // 100


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """What a voice says: the words the coach asks for, and the text that is spoken for each."""

    phrases: dict[str, str]
    speaker: Speaker

    @property
    def files(self) -> dict[str, str]:
        """Name of each file, without `.wav`, and the text spoken in it."""
        return {"-".join(words_of(words)): text for words, text in self.phrases.items()}


def find_table(language: str, own: Path | None = None) -> Path:
    """Find the phrase table of a language: the person's own, else a built-in one.

    `en-gb` has the table of `en` if it has none of its own. SpeechError where there is none.
    """
    roots = [root for root in (own, sound_root()) if root is not None]
    for name in dict.fromkeys((language, language.partition("-")[0])):
        for root in roots:
            table = root / "voice" / name / TABLE
            if table.is_file():
                return table
    where = (own or Path("sounds")) / "voice" / language / TABLE
    raise SpeechError(
        f"there are no phrases in {language}: copy voice/en/{TABLE} of the built-in sounds "
        f"to {where} and translate what is said"
    )


def read_table(path: Path) -> PhraseTable:
    """Read a phrase table; SpeechError where it is wrong, with the file and the place."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SpeechError(f"{path}: {error}") from error
    phrases = _texts(path, data.get("phrases", {}), "phrases")
    counted = data.get("counted", {})
    if not isinstance(counted, dict) or not isinstance(counted.get("counts", []), list):
        raise SpeechError(f"{path}: [counted] needs a list of counts")
    counts = {str(count): str(count) for count in counted.get("counts", [])}
    counts |= _texts(path, counted.get("spoken", {}), "counted.spoken")
    for words, text in _texts(path, counted.get("phrases", {}), "counted.phrases").items():
        for count, spoken in counts.items():
            phrases.setdefault(words.replace("#", count), text.replace("#", spoken))
    if not phrases:
        raise SpeechError(f"{path}: there are no phrases in it")
    return PhraseTable(phrases, _speaker(path, data))


def _texts(path: Path, found: object, place: str) -> dict[str, str]:
    if not isinstance(found, dict):
        raise SpeechError(f'{path}: [{place}] must be lines of "words" = "text"')
    for words, text in found.items():
        if not isinstance(text, str) or not text.strip() or not words_of(words):
            raise SpeechError(f'{path}: {place}: "{words}" needs a text to say')
    return dict(found)


def _speaker(path: Path, data: dict[str, Any]) -> Speaker:
    language, voice = data.get("language", path.parent.name), data.get("engine_voice")
    speed = data.get("words_per_minute", Speaker().words_per_minute)
    if not isinstance(language, str) or not isinstance(voice, str | None):
        raise SpeechError(f"{path}: language and engine_voice must be texts")
    if not isinstance(speed, int) or not SLOWEST_WPM <= speed <= FASTEST_WPM:
        raise SpeechError(f"{path}: words_per_minute must be {SLOWEST_WPM} to {FASTEST_WPM}")
    return Speaker(language, voice, speed)


def make_pack(
    table: PhraseTable,
    folder: Path,
    engine: Engine,
    voice: str | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> list[Path]:
    """Speak every phrase of a table into wav files in `folder`; give the files.

    `voice` is the engine's name for one; a table's own choice is for espeak-ng. `progress`
    hears how many are done, of how many. A file is replaced only when its successor is
    whole. SpeechError where the engine fails.
    """
    own = voice or (table.speaker.voice if engine.name == "espeak-ng" else None)
    speaker = replace(table.speaker, voice=own)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".making-") as workshop:
            raw, ready = Path(workshop) / "raw.wav", Path(workshop) / "ready.wav"
            made = []
            for name, text in table.files.items():
                raw.unlink(missing_ok=True)
                speak(engine, speaker, text, raw)
                save(ready, resampled(_heard(raw, text), SAMPLE_RATE, PACK_HZ), PACK_HZ)
                made.append(ready.replace(folder / f"{name}.wav"))
                if progress:
                    progress(len(made), len(table.files))
    except OSError as error:
        raise SpeechError(f"{error.filename or folder}: {error.strerror or error}") from error
    return made


def _heard(raw: Path, text: str) -> Floats:
    try:
        samples = finished(load(raw))
    except WavError as error:
        raise SpeechError(f'what the engine made of "{text}" {error}') from error
    if not len(samples):
        raise SpeechError(f'the engine was silent for "{text}": choose another voice')
    return samples


def finished(samples: Floats) -> Floats:
    """Make raw speech at 48 kHz fit the cues: trimmed, level, its peaks held, faded; or empty."""
    centred = samples - samples.mean() if len(samples) else samples
    spoken = _trimmed(clearer(centred))
    if not len(spoken):
        return spoken
    ceiling, wanted = linear(VOICE_PEAK_DBFS), linear(VOICE_RMS_DBFS)
    level = spoken
    # holding the peaks takes some loudness, which the next pass gives back
    for _ in range(3):
        level = limit(level * (wanted / speech_rms(level)), ceiling)
    rise, fall = round(BEFORE_SECONDS * SAMPLE_RATE), round(AFTER_SECONDS * SAMPLE_RATE)
    level[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    level[-fall:] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(fall) + 1) / fall)
    return level


def _trimmed(samples: Floats) -> Floats:
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    energy = np.mean(frames**2, axis=1)
    if not len(energy) or energy.max() < linear(-80.0) ** 2:
        return np.zeros(0)
    loud = np.nonzero(energy > energy.max() * linear(SILENCE_DB) ** 2)[0]
    begin = loud[0] * _FRAME - round(BEFORE_SECONDS * SAMPLE_RATE)
    end = (loud[-1] + 1) * _FRAME + round(AFTER_SECONDS * SAMPLE_RATE)
    before, after = max(0, -begin), max(0, end - len(samples))
    return np.pad(samples[max(0, begin) : end], (before, after))
