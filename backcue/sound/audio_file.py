"""Audio files, written as they are mixed; a file is there whole or not at all."""

import logging
import secrets
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from backcue.sound.mixer import Pcm
from backcue.sound.render import TAIL, Write
from backcue.sound.samples.levels import SAMPLE_RATE

WAV_MOST_SECONDS: Final = (2**32 - 1 - 44) // (2 * SAMPLE_RATE)
"""A wav file counts its bytes in 32 bits: 12 h 25 min of 48 kHz, mono, 16 bit."""
_SOUNDFILE: Final = {".flac": ("FLAC", "PCM_16"), ".ogg": ("OGG", "VORBIS"), ".mp3": ("MP3", None)}
SUFFIXES: Final = (".wav", *_SOUNDFILE)
_CHUNK_FRAMES: Final = 16_384
"""libsndfile's encoders keep a whole write on the stack, and crash on long ones."""
_LOG = logging.getLogger(__name__)


class AudioFileError(Exception):
    """A file that cannot be written; the message says why and what would help."""


def check(path: Path, seconds: float) -> None:
    """Raise `AudioFileError` where a file of so many seconds cannot be written to `path`."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise AudioFileError(f"{path}: the name must end in one of {', '.join(SUFFIXES)}")
    if path.exists() and not path.is_file():
        raise AudioFileError(f"{path}: is not a file that can be replaced")
    if not path.parent.is_dir():
        raise AudioFileError(f"{path}: there is no folder {path.parent}")
    if suffix != ".wav":
        _check_soundfile(path, suffix)
    elif seconds + TAIL > WAV_MOST_SECONDS:
        hours, minutes = divmod(int(WAV_MOST_SECONDS - TAIL) // 60, 60)
        raise AudioFileError(
            f"{path}: a wav file holds {hours} h {minutes} min at most: "
            "choose a shorter time (--for), or .flac"
        )


def _check_soundfile(path: Path, suffix: str) -> None:
    remedy = "pip install 'backcue[audio-files]'"
    try:
        import soundfile  # noqa: PLC0415  an extra
    except (ImportError, OSError) as error:
        raise AudioFileError(f"{path}: {suffix} needs soundfile: {remedy}") from error
    if _SOUNDFILE[suffix][0] not in soundfile.available_formats():
        raise AudioFileError(
            f"{path}: the soundfile library here cannot write {suffix}: choose .flac or .wav"
        )


@contextmanager
def writing(path: Path, *, seconds: float, title: str | None = None) -> Iterator[Write]:
    """Returns what writes into the file `path`, whose suffix says the format.

    It is written beside its place under a name of its own and put there when the block ends
    well; on any failure nothing is left. `title` becomes its tag where the format has one.
    Raises `AudioFileError`.
    """
    check(path, seconds)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    suffix = path.suffix.lower()
    try:
        with _wav(part) if suffix == ".wav" else _encoded(part, suffix, title) as write:
            yield write
        part.replace(path)
    except OSError as error:
        _LOG.info("%s is not written", path, exc_info=True)
        raise AudioFileError(f"{path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _wav(path: Path) -> Iterator[Write]:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        yield lambda block: file.writeframesraw(block.data)


@contextmanager
def _encoded(path: Path, suffix: str, title: str | None) -> Iterator[Write]:
    import soundfile  # noqa: PLC0415  an extra

    kind, subtype = _SOUNDFILE[suffix]
    try:
        with soundfile.SoundFile(
            str(path), "w", samplerate=SAMPLE_RATE, channels=1, format=kind, subtype=subtype
        ) as file:
            if title:
                file.title = title

            def write(block: Pcm) -> None:
                for at in range(0, len(block), _CHUNK_FRAMES):
                    file.write(block[at : at + _CHUNK_FRAMES])

            yield write
    # What libsndfile says of a full disk, among others: as `OSError` says it elsewhere.
    except (soundfile.SoundFileError, AssertionError) as error:
        raise OSError(str(error) or "the disk is full") from error
