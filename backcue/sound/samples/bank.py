"""Find the sound of a name: built-in or the person's own, a cue or spoken words.

Own files lie in `cues/*.wav` and `voice/<language>/*.wav` of the person's sounds folder
and take the place of the built-in ones with the same name. A wrong file is named in
`Bank.problems`, and the built-in sound is used: a sound never stops a workout.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.wav import WavError, WavFile, read_header
from backcue.sound.score.cue import ACCENTS, CUES, STEP_LEFT, STEP_RIGHT, VOICE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

MAX_CUE_SECONDS, MAX_BEAT_SECONDS, MAX_PHRASE_SECONDS = 5.0, 0.5, 10.0
"""Longest own sounds: a beat must be over before the next one."""
KEPT_BYTES = 32 << 20
"""Samples that are kept in memory: more than a whole voice, so that only phrases put together
of parts, of which a long workout has ever new ones, are ever made again."""
GAP_SECONDS = 0.03
"""Silence between the parts of a phrase that is put together."""
_BEATS = frozenset({STEP_LEFT, STEP_RIGHT, *ACCENTS, "hold-tick"})


def sound_root(package: Path | None = None) -> Path | None:
    """Find the folder with `cues/` and `voice/`; None where the installation lacks it.

    A wheel has it inside the package; an editable install and a checkout have it
    beside the package, at the top level of the repository.
    """
    package = package or Path(__file__).resolve().parents[2]
    for folder in (package / "sounds", package.parent / "sounds"):
        if (folder / "cues" / f"{CUES[0]}.wav").is_file():
            return folder
    return None


def words_of(sound: str) -> tuple[str, ...]:
    """Returns the words of a `voice:` sound, in the form in which files are named."""
    text = sound.removeprefix(VOICE).lower()
    kept = (letter if letter.isalnum() or letter == "'" else " " for letter in text)
    return tuple("".join(kept).split())


class Bank:
    """The sounds of one person: `own` is their sounds folder, `voice` a language such as `en`."""

    def __init__(self, own: Path | None = None, voice: str = "en") -> None:
        self._problems: list[str] = []
        self._samples: dict[str, NDArray[np.float32]] = {}
        self._bytes = 0
        root = sound_root()
        if root is None:
            self._problems.append("the built-in sounds are missing: install backcue again")
        self._cues = self._folder(root and root / "cues", CUES)
        self._voice = self._folder(root and root / "voice" / voice)
        self._own_cues = self._folder(own and own / "cues", CUES, checked=True)
        self._own_voice = self._folder(own and own / "voice" / voice, checked=True)
        if not self._voice and not self._own_voice:
            self._problems.append(f"there is no voice called {voice}: nothing is spoken")

    @property
    def problems(self) -> list[str]:
        """What is wrong with which file, for a person; empty where all is well."""
        return list(self._problems)

    def names(self) -> tuple[str, ...]:
        """Returns the names of all sounds that are files: cues first, then `voice:<words>`."""
        cues = tuple(name for name in CUES if self.path(name) is not None)
        phrases = sorted({*self._voice, *self._own_voice})
        return cues + tuple(VOICE + name.replace("-", " ") for name in phrases)

    def path(self, sound: str) -> Path | None:
        """Returns the one file of a cue or phrase; None where it is put together or unknown."""
        files = self._files(sound)
        return files[0].path if len(files) == 1 else None

    def seconds(self, sound: str) -> float | None:
        """Returns the length of a cue or phrase, read from headers only; None if there is none."""
        files = self._files(sound)
        if not files:
            return None
        gaps = GAP_SECONDS * (len(files) - 1)
        return sum(file.seconds for file in files) + gaps

    def samples(self, sound: str) -> NDArray[np.float32]:
        """Returns a sound: 48 kHz, mono, -1 to 1, read-only; empty if there is none."""
        key = sound if sound in CUES else VOICE + " ".join(words_of(sound))
        samples = self._samples.pop(key, None)
        if samples is None:
            samples = self._decoded(key)
            self._bytes += samples.nbytes
        # The one used last goes to the end; those that were not used for longest go first.
        self._samples[key] = samples
        while self._bytes > KEPT_BYTES:
            oldest = next(iter(self._samples))
            self._bytes -= self._samples.pop(oldest).nbytes
        return samples

    def _decoded(self, sound: str) -> NDArray[np.float32]:
        # numpy takes long to import, so it waits for the first sound that is really played
        from backcue.sound.samples import pcm  # noqa: PLC0415

        while files := self._files(sound):
            parts = []
            for file in files:
                try:
                    part = pcm.read(file)
                except WavError as error:
                    self._drop(file, error)
                    break
                parts.append(pcm.fitted(part, sound) if self._is_own(file) else part)
            else:
                return pcm.joined(parts, round(GAP_SECONDS * SAMPLE_RATE))
        return pcm.joined([], 0)

    def _files(self, sound: str) -> list[WavFile]:
        if not sound.startswith(VOICE):
            file = self._own_cues.get(sound) or self._cues.get(sound)
            return [file] if file else []
        words = words_of(sound)
        return _composed(words, self._own_voice) or _composed(
            words, {**self._voice, **{k: v for k, v in self._own_voice.items() if k in self._voice}}
        )

    def _folder(
        self, folder: Path | None, allowed: tuple[str, ...] = (), *, checked: bool = False
    ) -> dict[str, WavFile]:
        found: dict[str, WavFile] = {}
        for path in _wavs(folder):
            name = path.stem.lower() if allowed else "-".join(words_of(path.stem))
            try:
                _check_name(name, allowed)
                file = read_header(path)
                if checked:
                    _check_length(file, name if allowed else VOICE)
            except WavError as error:
                self._problems.append(f"{path}: {error}")
            else:
                found[name] = file
        return found

    def _is_own(self, file: WavFile) -> bool:
        return file in self._own_cues.values() or file in self._own_voice.values()

    def _drop(self, file: WavFile, error: WavError) -> None:
        self._problems.append(f"{file.path}: {error}")
        for folder in (self._own_cues, self._own_voice, self._cues, self._voice):
            for name in [name for name, known in folder.items() if known == file]:
                del folder[name]


def _wavs(folder: Path | None) -> Iterator[Path]:
    try:
        if folder is not None and folder.is_dir():
            entries = sorted(folder.iterdir())
            yield from (p for p in entries if p.suffix.lower() == ".wav" and p.is_file())
    except OSError:
        return


def _check_name(name: str, allowed: tuple[str, ...]) -> None:
    if allowed and name not in allowed:
        raise WavError(f"is not the name of a sound: use one of {', '.join(allowed)}")
    if not name:
        raise WavError("has no words in its name")


def _check_length(file: WavFile, name: str) -> None:
    limit = MAX_CUE_SECONDS
    if name == VOICE:
        limit = MAX_PHRASE_SECONDS
    elif name in _BEATS:
        limit = MAX_BEAT_SECONDS
    if file.seconds > limit:
        raise WavError(f"lasts {file.seconds:.1f} s: at most {limit:g} s")


def _composed(words: tuple[str, ...], files: Mapping[str, WavFile]) -> list[WavFile]:
    """Returns the files that say `words`, the longest match first; empty where one is missing."""
    found = []
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            if file := files.get("-".join(words[at:end])):
                found.append(file)
                at = end
                break
        else:
            return []
    return found
