"""Read what a wav file says of itself, without loading its sound.

The standard library's reader knows neither floating point nor, before Python 3.12, the
extensible format that most editors write for 24 bits; both are common in people's own files.
"""

import os
import struct
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from backcue.system.files import open_regular

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
MIN_RATE, MAX_RATE = 4_000, 384_000
MAX_CHANNELS: Final = 8
_UNKNOWN_SIZES: Final = (0, 0xFFFFFFFF)
"""What programs that write to a pipe leave as the length of the sound."""
_CHUNK: Final = struct.Struct("<4sI")
_FORMAT: Final = struct.Struct("<HHIIHH")
_KIND, _KIND_AT = struct.Struct("<H"), 24
"""Where the extensible format keeps what the plain one has at its beginning."""
_LONGEST_FORMAT: Final = 40
"""Bytes of the extensible format; anything longer only adds what is not needed here."""
_WIDTHS: Final = {PCM: (8, 16, 24, 32), FLOAT: (32, 64)}


class WavError(ValueError):
    """This file is not a wav file that can be played; the message says why, for a person."""


class WavFile(Struct, frozen=True):
    """A wav file and how its sound is stored; `offset` is where its frames begin, in bytes."""

    path: Path
    rate: int
    channels: int
    bits: int
    is_float: bool
    offset: int
    frames: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.frames / self.rate

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame: one sample of every channel."""
        return self.channels * self.bits // 8


def read_header(path: Path) -> WavFile:
    """Read the head of a wav file; WavError where it cannot be played."""
    try:
        with open_regular(path) as file:
            return _read(path, file, os.fstat(file.fileno()).st_size)
    except OSError as error:
        raise WavError(f"cannot be read ({error.strerror or error})") from error


def _read(path: Path, file: BinaryIO, size: int) -> WavFile:
    riff = file.read(12)
    if riff[:4] != b"RIFF" or riff[8:] != b"WAVE":
        raise WavError("is not a wav file")
    layout: tuple[int, int, int, bool] | None = None
    while len(head := file.read(_CHUNK.size)) == _CHUNK.size:
        name, length = _CHUNK.unpack(head)
        if name == b"fmt ":
            chunk = file.read(min(length, _LONGEST_FORMAT))
            layout = _layout(chunk)
            file.seek(length + length % 2 - len(chunk), 1)
        elif name == b"data":
            if layout is None:
                raise WavError("is broken: its sound comes before its format")
            return _sound(path, layout, file.tell(), length, size)
        else:
            file.seek(length + length % 2, 1)
    raise WavError("is broken: there is no sound in it")


def _layout(chunk: bytes) -> tuple[int, int, int, bool]:
    if len(chunk) < _FORMAT.size:
        raise WavError("is broken: its format is cut short")
    kind, channels, rate, _, align, bits = _FORMAT.unpack_from(chunk)
    if kind == EXTENSIBLE and len(chunk) >= _KIND_AT + _KIND.size:
        (kind,) = _KIND.unpack_from(chunk, _KIND_AT)
    if kind not in _WIDTHS:
        raise WavError("is compressed: save it as plain PCM")
    if bits not in _WIDTHS[kind]:
        raise WavError(f"has {bits} bits per sample: save it with 16 or 24")
    if not MIN_RATE <= rate <= MAX_RATE:
        raise WavError(f"has a rate of {rate} Hz: save it with 48000")
    if not 1 <= channels <= MAX_CHANNELS:
        raise WavError(f"has {channels} channels: save it with one or two")
    if align != channels * bits // 8:
        raise WavError("is broken: its format contradicts itself")
    return rate, channels, bits, kind == FLOAT


def _sound(
    path: Path, layout: tuple[int, int, int, bool], offset: int, length: int, size: int
) -> WavFile:
    rate, channels, bits, is_float = layout
    there = size - offset
    if length in _UNKNOWN_SIZES:
        length = there
    if length > there:
        raise WavError("is broken: it is cut short")
    frames = length // (channels * bits // 8)
    if not frames:
        raise WavError("is empty")
    return WavFile(path, rate, channels, bits, is_float, offset, frames)
