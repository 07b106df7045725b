"""Audio files, written as they are mixed; a file is there whole or not at all."""

import secrets
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from backcue.sound.mixer import Pcm
from backcue.sound.render import TAIL, Sink
from backcue.sound.samples.levels import SAMPLE_RATE

WAV_MOST_SECONDS: Final = (2**32 - 1 - 44) // (2 * SAMPLE_RATE)
"""A wav file counts its bytes in 32 bits: 12 h 25 min of 48 kHz, mono, 16 bit."""
_SOUNDFILE: Final = {".flac": ("FLAC", "PCM_16"), ".ogg": ("OGG", "VORBIS"), ".mp3": ("MP3", None)}
SUFFIXES: Final = (".wav", *_SOUNDFILE)
_CHUNK_FRAMES: Final = 16_384
"""libsndfile's encoders keep a whole write on the stack, and crash on long ones."""


class AudioFileError(Exception):
    """A file that cannot be written; the message says why and what would help."""


@contextmanager
def _failing() -> Iterator[None]:
    """Turn what libsndfile says (a full disk among it) into what `OSError` says elsewhere."""
    try:
        yield
    except (RuntimeError, AssertionError) as error:
        raise OSError(str(error) or "the disk is full") from error


class _WavSink:
    def __init__(self, path: Path) -> None:
        self._wave = wave.open(str(path), "wb")  # noqa: SIM115  closed by `close`
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(SAMPLE_RATE)

    def write(self, block: Pcm) -> None:
        self._wave.writeframesraw(block.data)

    def close(self) -> None:
        self._wave.close()


class _SoundfileSink:
    def __init__(self, path: Path, suffix: str, title: str | None) -> None:
        import soundfile  # noqa: PLC0415  an extra

        kind, subtype = _SOUNDFILE[suffix]
        with _failing():
            self._file: Any = soundfile.SoundFile(
                str(path), "w", samplerate=SAMPLE_RATE, channels=1, format=kind, subtype=subtype
            )
            if title:
                self._file.title = title

    def write(self, block: Pcm) -> None:
        with _failing():
            for at in range(0, len(block), _CHUNK_FRAMES):
                self._file.write(block[at : at + _CHUNK_FRAMES])

    def close(self) -> None:
        with _failing():
            self._file.close()


def check(path: Path, seconds: float) -> None:
    """Raise `AudioFileError` where a file of so many seconds cannot be written to `path`."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise AudioFileError(f"{path}: the name must end in one of {', '.join(SUFFIXES)}")
    if path.exists() and not path.is_file():
        raise AudioFileError(f"{path}: is not a file that can be replaced")
    if not path.parent.is_dir():
        raise AudioFileError(f"{path}: there is no folder {path.parent}")
    if suffix == ".wav":
        if seconds + TAIL > WAV_MOST_SECONDS:
            hours, minutes = divmod(int(WAV_MOST_SECONDS - TAIL) // 60, 60)
            raise AudioFileError(
                f"{path}: a wav file holds {hours} h {minutes} min at most: "
                "choose a shorter time (--for), or .flac"
            )
        return
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
def writing(path: Path, *, seconds: float, title: str | None = None) -> Iterator[Sink]:
    """Returns the sink of the file `path`, whose suffix says the format.

    It is written beside its place under a name of its own and put there when the block ends
    well; on any failure nothing is left. `title` becomes its tag where the format has one.
    Raises `AudioFileError`.
    """
    check(path, seconds)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        sink = _sink(part, path.suffix.lower(), title)
        try:
            yield sink
        except BaseException:
            with suppress(Exception):
                sink.close()
            raise
        sink.close()
        part.replace(path)
    except OSError as error:
        raise AudioFileError(f"{path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sink(part: Path, suffix: str, title: str | None) -> _WavSink | _SoundfileSink:
    return _WavSink(part) if suffix == ".wav" else _SoundfileSink(part, suffix, title)
