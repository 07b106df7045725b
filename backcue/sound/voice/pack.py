"""Make a voice: a table of phrases, spoken by an engine, made to fit the cues."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from backcue.sound.samples.folders import built_in_folder, words_of
from backcue.sound.samples.levels import SAMPLE_RATE, VOICE_PEAK_DBFS, VOICE_RMS_DBFS, linear
from backcue.sound.samples.wav import WavError
from backcue.sound.score.phrasing import number
from backcue.sound.voice.engines import Engine, Speaker, SpeechError, speak
from backcue.sound.voice.loudness import clearer, evened, limit, speech_rms
from backcue.sound.voice.pcm import Floats, at_rate, faded, load, save
from backcue.system.atomic import draft_name, sweep
from backcue.toml.document import Document, TomlFileError, read_text
from backcue.toml.plain_words import short

TABLE = "phrases.toml"
MOST_PHRASES = 5_000
LONGEST_PHRASE = 200
"""Characters; the words name a file."""
PACK_HZ = 20_000
"""Rate of the files: speech engines give little above 9 kHz, and a pack is half as large."""
PACK_BITS = 12
"""Of the 16 in the files, so that they pack well: what is left out is 77 dB below full scale."""
SLOWEST_WPM, FASTEST_WPM = 80, 400
"""Words per minute that every engine can speak at."""
SILENCE_DB = -46.0
"""Level, below the phrase's loudest 10 ms, under which its beginning and end are cut off."""
_FRAME = SAMPLE_RATE // 100
_BEFORE, _AFTER = SAMPLE_RATE * 8 // 1000, SAMPLE_RATE * 25 // 1000
"""Frames around what sounds, so that a soft f or s is whole; faded in and out."""


_LETTERS_OF_A_LANGUAGE = 2
"""As in `it` (ISO 639-1); a longer name may be anything."""


class PhraseTable(Struct, frozen=True):
    """What a voice says: the words the coach asks for, and the text that is spoken for each."""

    phrases: dict[str, str]
    speaker: Speaker
    parts: frozenset[str] = frozenset()
    """The words of those that are only said with others."""

    @property
    def whole(self) -> dict[str, str]:
        """The phrases that are said by themselves."""
        return {words: text for words, text in self.phrases.items() if words not in self.parts}

    @property
    def files(self) -> dict[str, str]:
        """Name of each file, without `.wav`, and the text spoken in it."""
        return {"-".join(words_of(words)): text for words, text in self.phrases.items()}


def phrases_of(language: str, own: Path | None = None) -> PhraseTable:
    """Returns what is to be said in a language: the person's own table, else a built-in one.

    `en-gb` has the phrases of `en`, spoken in its own way, if it has none itself; and a table in
    the folder `it` is Italian, whatever it says where it was copied from. SpeechError
    where there is no table, or a wrong one.
    """
    built_in = built_in_folder()
    tables = [
        folder / "voice" / name / TABLE
        for name in dict.fromkeys((language, language.partition("-")[0]))
        for folder in (own, built_in)
        if folder is not None
    ]
    path = next(filter(os.path.isfile, tables), None)
    if path is None:
        remedy = ""
        if built_in is not None:
            english = built_in / "voice" / "en" / TABLE
            remedy = f": copy {english} to {tables[0]} and translate what is said"
        raise SpeechError(f"there are no phrases in {language}{remedy}")
    table = read_table(path)
    if path.parent.name == language and _may_be_spoken_in(table.speaker.language, language):
        return table
    return replace(table, speaker=replace(table.speaker, language=language, voice=None))


def _may_be_spoken_in(said: str, asked: str) -> bool:
    """Whether a table that says it is in one language may be in the folder of another.

    Where the folder has a name of its own, `mine`; in `it` the line stems from what was copied.
    """
    main = asked.partition("-")[0]
    return said.partition("-")[0] == main or len(main) != _LETTERS_OF_A_LANGUAGE


def read_table(path: Path) -> PhraseTable:
    """Read a phrase table; SpeechError where it is wrong, with the file and the place."""
    try:
        data = Document(read_text(path, TomlFileError), path).data
    except TomlFileError as error:
        raise SpeechError(str(error)) from error
    try:
        return PhraseTable(_phrases(data), _speaker(data, path.parent.name), _parts(data))
    except ValueError as error:
        raise SpeechError(f"{path}: {error}") from error


def _phrases(data: dict[str, Any]) -> dict[str, str]:
    numbers = numbers_of(data)
    phrases = numbers | _texts(data.get("parts", {}), "parts")
    phrases |= _texts(data.get("phrases", {}), "phrases")
    counted = data.get("counted", [])
    for each in counted if isinstance(counted, list) else [counted]:
        phrases = _counted(each, numbers, len(phrases)) | phrases
    if not phrases:
        raise ValueError("there are no phrases in it")
    for words, text in phrases.items():
        if max(len(words), len(text)) > LONGEST_PHRASE:
            raise ValueError(f'"{short(words)}" is longer than {LONGEST_PHRASE} characters')
    return phrases


def _parts(data: dict[str, Any]) -> frozenset[str]:
    return frozenset((*data.get("parts", {}), *numbers_of(data)))


def numbers_of(data: dict[str, Any]) -> dict[str, str]:
    """Returns how a table says numbers, by their English words: its own, and those put together.

    `tens_and_ones` is how 21 to 99 are made of their tens and ones where they are not listed:
    `"# y #"`. Without it they are said as their parts, one after the other.
    """
    numbers = _texts(data.get("numbers", {}), "numbers")
    pattern = data.get("tens_and_ones")
    if pattern is None:
        return numbers
    if not isinstance(pattern, str) or pattern.count("#") != len(("tens", "ones")):
        raise ValueError('tens_and_ones must be a text with two "#", as "# y #"')
    for count in range(21, 100):
        tens, _, ones = number(count).partition(" ")
        if ones and tens in numbers and ones in numbers:
            said = pattern.replace("#", numbers[tens].rstrip(","), 1)
            numbers.setdefault(f"{tens} {ones}", said.replace("#", numbers[ones], 1))
    return numbers


def _counted(counted: object, numbers: dict[str, str], others: int) -> dict[str, str]:
    """Returns the phrases of a [counted] table: each pattern with each number in it."""
    if not isinstance(counted, dict) or not isinstance(counted.get("counts", []), list):
        raise ValueError("[counted] needs a list of counts")  # noqa: TRY004
    known = {words: text.rstrip(",") for words, text in numbers.items()}
    counts = {str(count): known.get(str(count), str(count)) for count in counted.get("counts", [])}
    counts |= _texts(counted.get("spoken", {}), "counted.spoken")
    patterns = _texts(counted.get("phrases", {}), "counted.phrases")
    if others + len(patterns) * len(counts) > MOST_PHRASES:
        raise ValueError(f"makes more than {MOST_PHRASES:,} phrases")
    return {
        words.replace("#", count): text.replace("#", spoken)
        for words, text in patterns.items()
        for count, spoken in counts.items()
    }


def _texts(found: object, place: str) -> dict[str, str]:
    if not isinstance(found, dict):
        raise ValueError(f'[{place}] must be lines of "words" = "text"')  # noqa: TRY004
    for words, text in found.items():
        if not isinstance(text, str) or not text.strip() or not words_of(words):
            raise ValueError(f'{place}: "{short(words)}" needs a text to say')
    return dict(found)


def _speaker(data: dict[str, Any], folder: str) -> Speaker:
    language, voice = data.get("language", folder), data.get("engine_voice")
    speed = data.get("words_per_minute", Speaker().words_per_minute)
    if not isinstance(language, str) or not isinstance(voice, str | None):
        raise ValueError("language and engine_voice must be texts")  # noqa: TRY004
    if not isinstance(speed, int) or not SLOWEST_WPM <= speed <= FASTEST_WPM:
        raise ValueError(f"words_per_minute must be {SLOWEST_WPM} to {FASTEST_WPM}")
    return Speaker(language, voice, speed)


def make_pack(
    table: PhraseTable,
    folder: Path,
    engine: Engine,
    voice: str | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> list[Path]:
    """Speak every phrase of a table into wav files in `folder`; returns the files.

    `voice` is the engine's name for one; a table's own choice is for espeak-ng. `progress`
    hears how many are done, of how many. They are made beside their place, as half a voice
    would be mixed with another: where the engine fails, SpeechError, and nothing is changed.
    """
    own = voice or (table.speaker.voice if engine.name == "espeak-ng" else None)
    speaker = replace(table.speaker, voice=own)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        sweep([folder.parent])
        with _workshop(folder.parent) as workshop:
            raw, made = workshop / "raw", []
            for name, text in table.files.items():
                raw.unlink(missing_ok=True)
                speak(engine, speaker, text, raw)
                made.append(workshop / f"{name}.wav")
                write_phrase(made[-1], _heard(raw, text))
                if progress:
                    progress(len(made), len(table.files))
            folder.mkdir(exist_ok=True)
            return [file.replace(folder / file.name) for file in made]
    except OSError as error:
        raise SpeechError(f"{error.filename or folder}: {error.strerror or error}") from error


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    workshop = folder / draft_name()
    workshop.mkdir()
    try:
        yield workshop
    finally:
        rmtree(workshop, ignore_errors=True)


def _heard(raw: Path, text: str) -> Floats:
    try:
        samples = finished(load(raw))
    except WavError as error:
        raise SpeechError(f'what the engine made of "{text}" {error}') from error
    if not len(samples):
        raise SpeechError(f'the engine was silent for "{text}": choose another voice')
    return samples


def write_phrase(path: Path, samples: Floats) -> None:
    """Write a finished phrase as a file of a pack."""
    kept = at_rate(samples, SAMPLE_RATE, PACK_HZ)
    # Another rate puts a peak now and then between the samples of this one.
    peak = float(np.max(np.abs(at_rate(kept, PACK_HZ, SAMPLE_RATE)), initial=0.0))
    save(path, kept * min(1.0, linear(VOICE_PEAK_DBFS) / max(peak, 1e-9)), PACK_HZ, PACK_BITS)


def finished(samples: Floats) -> Floats:
    """Make raw speech at 48 kHz fit the cues: trimmed, even, level, below its peak; or empty."""
    centred = samples - samples.mean() if len(samples) else samples
    # What the file cannot hold goes first: held peaks stay as they are then.
    holdable = at_rate(at_rate(clearer(centred), SAMPLE_RATE, PACK_HZ), PACK_HZ, SAMPLE_RATE)
    spoken = _trimmed(holdable)
    if not len(spoken):
        return spoken
    ceiling, wanted = linear(VOICE_PEAK_DBFS), linear(VOICE_RMS_DBFS)
    level = evened(spoken)
    # holding the peaks takes some loudness, which the next pass gives back
    for _ in range(3):
        level = limit(level * (wanted / speech_rms(level)), ceiling)
    return faded(level, _BEFORE, _AFTER)


def _trimmed(samples: Floats) -> Floats:
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    energy = np.mean(frames**2, axis=1)
    if not len(energy) or energy.max() < linear(-80.0) ** 2:
        return np.zeros(0)
    loud = np.nonzero(energy > energy.max() * linear(SILENCE_DB) ** 2)[0]
    # Silence on both sides, so that what sounds may begin and end at the very edge.
    padded = np.pad(samples, (_BEFORE, _AFTER))
    return padded[loud[0] * _FRAME : (loud[-1] + 1) * _FRAME + _BEFORE + _AFTER]
