"""A listener who knows the sound files and nothing else: not the score, not the phases.

It finds in a recording which sounds are in it and when: every sound is looked for everywhere,
by correlation; the one that explains most is taken out; and so on until nothing is left that
is one of them. What it has heard once, it knows again.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.sound.attention import NEAR, TONE, Attention, Heard, Repertoire
from tests.sound.ear import (
    LOW_STRIDE,
    RATE,
    Floats,
    Memory,
    Search,
    deeper,
    fit,
    listened,
    samples_of,
    take_out,
)
from tests.sound.tone import Tone

Pcm = NDArray[np.int16]

LIKE_SPEECH = 0.6
"""Share of a phrase that must be there at least."""
_MARGIN = RATE * 40 // 1000
"""Frames of silence laid around what is listened to."""


class Listener:
    """Knows the cues of one folder and the phrases of another."""

    def __init__(self, cues: Path, phrases: Path) -> None:
        files = {path.stem: path for path in cues.glob("*.wav")}
        spoken = tuple(phrases.glob("*.wav"))
        self._pause = max(_longest_silence(file) for file in (*files.values(), *spoken))
        self._cues = Repertoire(Tone(files.pop(TONE)), Memory(files.values()))
        self._phrases = Memory(spoken)
        self._speech = Search(deeper(self._phrases.heard(name)) for name in self._phrases.names)
        lows = self._speech.sounds
        self._speech_from = min(float(np.abs(low).max()) for low in lows) / 2
        """How loud the depth is where somebody speaks, at least once."""
        self._known: dict[bytes, tuple[Heard, ...]] = {}

    def hear(self, recording: Pcm) -> list[Heard]:
        """Returns all that is in a recording, in the order of time.

        Of two channels their sum is listened to, as from one loudspeaker.
        """
        if recording.ndim > 1:
            recording = recording.sum(axis=1, dtype=np.float32) / recording.shape[1]
        heard: list[Heard] = []
        for begin, end in _sounding(recording, self._pause + NEAR):
            part = recording[begin:end]
            key = part.tobytes()
            if key not in self._known:
                self._known[key] = tuple(self._listen(part))
            heard += (replace(h, frame=h.frame + begin) for h in self._known[key])
        return sorted(heard)

    def side(self, recording: Pcm, heard: Heard) -> float:
        """Returns how far from the middle a cue was heard: 1 is all left, -1 all right."""
        sound = self._cues.sound(heard.sound)
        left, right = recording[heard.frame : heard.frame + len(sound)].astype(np.float32).T / 32768
        return float(((left - right) / 2) @ sound[: len(left)] / (heard.gain * (sound @ sound)))

    def _listen(self, part: Pcm) -> Iterator[Heard]:
        left = listened(np.pad(part.astype(np.float32) / 32768, _MARGIN))
        speech = list(self._take_out_speech(left))
        cues = Attention(self._cues, left).cues()
        yield from (replace(heard, frame=heard.frame - _MARGIN) for heard in chain(speech, cues))

    def _take_out_speech(self, left: Floats) -> Iterator[Heard]:
        """Hear the phrases in the depth, where they are alone; then their height is known."""
        low = deeper(left)
        loud = np.flatnonzero(np.abs(low) > self._speech_from)
        if not len(loud):
            return
        first = max(0, int(loud[0]) - self._speech.reach)
        found = self._speech.look(low[first : int(loud[-1]) + 1])
        explained = 2 * found - (2 * LIKE_SPEECH) * self._speech.energy[:, None]
        while True:
            which, at = divmod(int(np.argmax(explained)), explained.shape[1])
            if explained[which, at] <= 0:
                return
            name, place = self._phrases.names[which], (first + at) * LOW_STRIDE
            late = self._phrases.late(name)
            frame = fit(late, left, place - LOW_STRIDE, place + LOW_STRIDE).frame
            take_out(late, left, frame)
            yield Heard(frame, f"voice:{name}")
            # nothing else is said meanwhile
            for row, sound in zip(explained, self._speech.sounds, strict=True):
                row[max(0, at - len(sound)) : at + len(self._speech.sounds[which])] = 0


def _sounding(recording: Pcm, pause: int) -> Iterator[tuple[int, int]]:
    """Returns the stretches between silences that are longer than `pause` frames."""
    at = np.flatnonzero(recording)
    if not len(at):
        return
    gaps = np.flatnonzero(np.diff(at) > pause)
    begins = at[np.concatenate([[0], gaps + 1])]
    ends = at[np.concatenate([gaps, [len(at) - 1]])] + 1
    yield from zip(begins.tolist(), ends.tolist(), strict=True)


def _longest_silence(file: Path) -> int:
    at = np.flatnonzero(np.rint(samples_of(file) * 32767))
    return int(np.diff(at).max())
