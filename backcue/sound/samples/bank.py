"""Find the sound of a name: built-in or the person's own, a cue or spoken words.

Own files lie in `cues/*.wav` and `voice/<language>/*.wav` of the person's sounds folder
and take the place of the built-in ones with the same name. A wrong file is named in
`Bank.problems`, and the built-in sound is used: a sound never stops a workout.
"""

from __future__ import annotations

import logging
import os
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from backcue.sound.samples.folders import built_in_folder, read_cues, read_phrases, words_of
from backcue.sound.samples.levels import SAMPLE_RATE, SIDES
from backcue.sound.samples.wav import WavError, WavFile
from backcue.sound.score.cue import CUES, VOICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from backcue.sound.samples.reading import Channels
    from backcue.sound.samples.samples import Samples

KEPT_BYTES = 4 << 20
"""Samples that are kept in memory: half as much again as any built-in workout has that differs.
What is wanted again after so much else is read again, in some milliseconds."""
WOOD = "wood"
"""The set of the steps' sounds that lies among the cues; others have a folder in `steps/`."""
PARTS_AT_HAND = 64
"""Parts of phrases that `keep_parts` keeps: an hour says a hundred phrases once each, and all of
them with the same fifty words."""
GAP_SECONDS = 0.03
"""Silence between the parts of a phrase that is put together."""
_LOG = logging.getLogger(__name__)


class Bank:
    """The sounds of one person: `own` is their sounds folder, `voice` a language such as `en`.

    `steps` is the set of the steps' sounds. With `stereo` a sound may have two rows: its middle
    and its side. Own files of two channels have their own, and steps lie a little to their side.

    Any thread may ask for sounds; each is decoded in the thread that asks.
    """

    def __init__(
        self,
        own: Path | None = None,
        voice: str = "en",
        *,
        steps: str = WOOD,
        stereo: bool = False,
    ) -> None:
        self._own = own
        self._stereo = stereo
        self._problems: list[str] = []
        self._kept: dict[str, Samples] = {}
        self._lock = threading.Lock()
        self._read = _read
        built_in = built_in_folder()
        if built_in is None:
            self._problems.append("the built-in sounds are missing: install backcue again")
        # Where the person has a folder of sounds, it goes first.
        folders = [folder for folder in (own, built_in) if folder is not None]
        self._cues = [read_cues(folder / "cues", self._problems) for folder in folders]
        if built_in is not None and steps != WOOD:
            self._cues[-1] |= read_cues(built_in / "steps" / steps, self._problems)
        self._voices = [read_phrases(f / "voice" / voice, self._problems) for f in folders] or [{}]
        if not any(self._voices):
            tables = (folder / "voice" / voice / "phrases.toml" for folder in folders)
            remedy = f"; backcue sounds voice --lang {voice} makes one"
            made = remedy if any(map(os.path.isfile, tables)) else ""
            self._problems.append(f"there is no voice called {voice}: nothing is spoken{made}")

    @property
    def problems(self) -> list[str]:
        """What is wrong with which file, for a person; empty where all is well."""
        return list(self._problems)

    def names(self) -> tuple[str, ...]:
        """Returns the names of all sounds that are files: cues first, then `voice:<words>`."""
        return tuple(self.files())

    def files(self) -> dict[str, WavFile]:
        """Returns the file of each sound that is one, in the order of `names`."""
        phrases = sorted({name for voice in self._voices for name in voice})
        spoken = [VOICE + name.replace("-", " ") for name in phrases]
        return {name: file for name in (*CUES, *spoken) for file in self._files(name)[:1]}

    def find(self, name: str) -> str | None:
        """Returns the sound that a person calls so: a cue's name, or words; None for neither."""
        spoken = VOICE + " ".join(words_of(name))
        known = (sound for sound in (name, spoken) if self.seconds(sound) is not None)
        return next(known, None)

    def check(self) -> None:
        """Read every own file, as a broken one shows only then; `problems` has them after."""
        for name, file in self.files().items():
            if self.is_own(file.path):
                self.samples(name)

    def path(self, sound: str) -> Path | None:
        """Returns the one file of a cue or phrase; None where it is put together or unknown."""
        files = self._files(sound)
        return files[0].path if len(files) == 1 else None

    def is_own(self, path: Path) -> bool:
        """Whether a file is the person's own."""
        return self._own is not None and path.is_relative_to(self._own)

    def seconds(self, sound: str) -> float | None:
        """Returns the length of a cue or phrase, read from headers only; None if there is none."""
        files = self._files(sound)
        if not files:
            return None
        return sum(file.seconds for file in files) + GAP_SECONDS * (len(files) - 1)

    def samples(self, sound: str) -> Samples:
        """Returns a sound; empty if there is none."""
        samples = self.ready(sound)
        if samples is None:
            samples = self._decoded(_key(sound))
            with self._lock:
                self._make_room(samples.size)
                self._kept[_key(sound)] = samples
        return samples

    def ready(self, sound: str) -> Samples | None:
        """Returns what `samples` does, at once, where it is decoded; None where it is not."""
        with self._lock:
            samples = self._kept.pop(_key(sound), None)
            if samples is not None:
                # The one used last goes to the end.
                self._kept[_key(sound)] = samples
        return samples

    def preload(self, sounds: Iterable[str]) -> None:
        """Decode these, so that they are ready when they are needed."""
        for sound in sounds:
            self.samples(sound)

    def keep_parts(self) -> None:
        """Keep what phrases are put together from as well: some megabytes, for who cannot wait.

        Who walks does not: what is said is read long before.
        """
        self._read = lru_cache(maxsize=PARTS_AT_HAND)(_read)

    def _make_room(self, size: int) -> None:
        """Forget those that were not used for longest."""
        while self._kept and size + sum(kept.size for kept in self._kept.values()) > KEPT_BYTES:
            del self._kept[next(iter(self._kept))]

    def _decoded(self, sound: str) -> Samples:
        from backcue.sound.samples import reading  # noqa: PLC0415 - only where it is heard

        parts = []
        for file in self._files(sound):
            try:
                part = self._read(file, stereo=self._stereo)
            except WavError as error:
                self._drop(file, error)
                return self._decoded(sound)
            part = reading.fitted(part, sound) if self.is_own(file.path) else part
            if self._stereo and sound in SIDES and len(part) == 1:
                part = reading.on_its_side(part[0], SIDES[sound])
            parts.append(part)
        return reading.joined(parts, round(GAP_SECONDS * SAMPLE_RATE))

    def _files(self, sound: str) -> list[WavFile]:
        if not sound.startswith(VOICE):
            return [cues[sound] for cues in self._cues if sound in cues][:1]
        words = words_of(sound)
        voices = self._voices
        own, built_in = voices[0], voices[-1]

        def replaced(name: str) -> WavFile | None:
            return own.get(name, built_in[name]) if name in built_in else None

        return _composed(words, own.get) or _composed(words, replaced)

    def _drop(self, file: WavFile, error: WavError) -> None:
        problem = f"{file.path}: {error}"
        _LOG.info("%s", problem)
        with self._lock:
            if problem not in self._problems:
                self._problems.append(problem)
            # Made anew, as another thread may be looking a sound up.
            self._cues = [_without(file, files) for files in self._cues]
            self._voices = [_without(file, files) for files in self._voices]


def _read(file: WavFile, *, stereo: bool) -> Channels:
    from backcue.sound.samples import reading  # noqa: PLC0415 - only where it is heard

    return reading.read(file, stereo=stereo)


def _key(sound: str) -> str:
    return sound if sound in CUES else VOICE + " ".join(words_of(sound))


def _without(file: WavFile, files: dict[str, WavFile]) -> dict[str, WavFile]:
    return {name: known for name, known in files.items() if known != file}


def _composed(words: tuple[str, ...], find: Callable[[str], WavFile | None]) -> list[WavFile]:
    """Returns the files that say `words`, the longest match first; empty where one is missing."""
    found = []
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            if file := find("-".join(words[at:end])):
                found.append(file)
                at = end
                break
        else:
            return []
    return found
