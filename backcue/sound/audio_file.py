"""Audio files, written as they are mixed; a file is there whole or not at all."""

import logging
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from backcue.sound.render import TAIL, Write
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.samples.samples import KEPT
from backcue.system import atomic
from backcue.system.atomic import drafted
from backcue.system.extras import how_to_get

WAV_MOST_SECONDS: Final = (2**32 - 1 - 44) // (KEPT * SAMPLE_RATE)
"""A wav file counts its bytes in 32 bits: 12 h 25 min of 48 kHz and 16 bit in one channel, half of
that in two."""
_SOUNDFILE: Final = {".flac": ("FLAC", "PCM_16"), ".ogg": ("OGG", "VORBIS"), ".mp3": ("MP3", None)}
SUFFIXES: Final = (".wav", *_SOUNDFILE)
_CHUNK_FRAMES: Final = 16_384
"""libsndfile's encoders keep a whole write on the stack, and crash on long ones."""
_HEAD: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_LOG = logging.getLogger(__name__)


class AudioFileError(Exception):
    """A file that cannot be written; the message says why and what would help."""


def channels_for(path: Path, seconds: float, wanted: int) -> int:
    """Returns how many channels a file of so many seconds can have: `wanted`, or one."""
    is_wav = path.suffix.lower() == ".wav"
    return 1 if is_wav and seconds + TAIL > WAV_MOST_SECONDS / wanted else wanted


def check(path: Path, seconds: float, channels: int = 1) -> bool:
    """Returns whether there is a file at `path` already.

    Raises `AudioFileError` where one of so many seconds cannot be written there.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise AudioFileError(f"{path}: the name must end in one of {', '.join(SUFFIXES)}")
    is_there = _is_there(path)
    if suffix != ".wav":
        _check_soundfile(path, suffix)
    elif seconds + TAIL > WAV_MOST_SECONDS / channels:
        hours, minutes = divmod(int(WAV_MOST_SECONDS / channels - TAIL) // 60, 60)
        raise AudioFileError(
            f"{path}: a wav file holds {hours} h {minutes} min at most: "
            "choose a shorter time (--for), or .flac"
        )
    return is_there


def _is_there(path: Path) -> bool:
    try:
        return atomic.is_there(path)
    except OSError as error:
        raise AudioFileError(f"{path}: {error.strerror or error}") from error


def _check_soundfile(path: Path, suffix: str) -> None:
    remedy = how_to_get("audio-files")
    try:
        import soundfile  # noqa: PLC0415  an extra
    except (ImportError, OSError) as error:
        raise AudioFileError(f"{path}: {suffix} needs soundfile: {remedy}") from error
    if _SOUNDFILE[suffix][0] not in soundfile.available_formats():
        raise AudioFileError(
            f"{path}: the soundfile library here cannot write {suffix}: choose .flac or .wav"
        )


@contextmanager
def writing(
    path: Path, *, seconds: float, channels: int = 1, title: str | None = None
) -> Iterator[Write]:
    """Returns what writes into the file `path`, whose suffix says the format.

    It is written beside its place under a name of its own and put there when the block ends
    well; on any failure nothing is left. What a link leads to is replaced, and the link stays.
    `title` becomes its tag where the format has one. Raises `AudioFileError`.
    """
    check(path, seconds, channels)
    suffix = path.suffix.lower()
    try:
        with drafted(path) as draft, draft.open("wb") as file:
            made = _wav(file, channels) if suffix == ".wav" else None
            with made or _encoded(file, suffix, channels, title) as write:
                yield write
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        _LOG.info("%s is not written", path, exc_info=True)
        raise AudioFileError(f"{path}: {error.strerror or error}") from error


@contextmanager
def _wav(file: BinaryIO, channels: int) -> Iterator[Write]:
    # The standard library's writer cannot be closed where the disk is full.
    file.write(_wav_head(0, channels))
    yield file.write
    length = file.tell() - _HEAD.size
    file.seek(0)
    file.write(_wav_head(length, channels))


def _wav_head(length: int, channels: int) -> bytes:
    """Returns what stands before so many bytes of sound: 48 kHz, 16 bit."""
    frame = KEPT * channels
    form = (16, 1, channels, SAMPLE_RATE, frame * SAMPLE_RATE, frame, 8 * KEPT)
    return _HEAD.pack(b"RIFF", _HEAD.size - 8 + length, b"WAVE", b"fmt ", *form, b"data", length)


@contextmanager
def _encoded(file: BinaryIO, suffix: str, channels: int, title: str | None) -> Iterator[Write]:
    import soundfile  # noqa: PLC0415  an extra

    kind, subtype = _SOUNDFILE[suffix]
    stream = _Stream(file)
    try:
        with soundfile.SoundFile(
            stream, "w", samplerate=SAMPLE_RATE, channels=channels, format=kind, subtype=subtype
        ) as encoder:
            if title:
                encoder.title = title

            def write(block: bytes) -> None:
                chunk = _CHUNK_FRAMES * KEPT * channels
                for at in range(0, len(block), chunk):
                    encoder.buffer_write(block[at : at + chunk], "int16")

            yield write
    except (soundfile.SoundFileError, AssertionError) as error:
        raise stream.error or OSError(str(error) or "the encoder failed") from error
    if stream.error:
        raise stream.error


class _Stream:
    """What an encoder writes to: it remembers what the system said, of which encoders know less."""

    def __init__(self, file: BinaryIO) -> None:
        self.tell, self._file = file.tell, file
        self.error: OSError | None = None

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._file.seek(offset, whence)
        except OSError as error:
            self.error = self.error or error
            return self.tell()

    def write(self, content: bytes) -> int:
        try:
            return self._file.write(content)
        except OSError as error:
            self.error = self.error or error
            return 0
