"""Wav files for tests, of every kind that people have."""

import struct
from pathlib import Path

import numpy as np

from backcue.sound.voice.pcm import Floats

KINDS = ("8", "16", "24", "32", "float32", "float64", "extensible16", "extensible24", "piped16")


def tone(seconds: float = 0.2, hz: float = 440.0, rate: int = 48_000, peak: float = 0.1) -> Floats:
    """Returns a sine that fades in and out, so that it needs no fades of its own."""
    time = np.arange(round(seconds * rate)) / rate
    fades = 0.5 - 0.5 * np.cos(2 * np.pi * time / seconds)
    return np.asarray(peak * np.sin(2 * np.pi * hz * time) * fades)


def write(
    path: Path, samples: Floats, kind: str = "16", rate: int = 48_000, channels: int = 1
) -> Path:
    """Write samples (frames x channels, or mono for all channels) as this kind of wav file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frames = samples if samples.ndim == 2 else np.repeat(samples[:, None], channels, axis=1)
    channels = frames.shape[1]
    bits = int("".join(letter for letter in kind if letter.isdigit()))
    data = _packed(frames.ravel(), bits, is_float=kind.startswith("float"))
    code = 3 if kind.startswith("float") else 1
    align = channels * bits // 8
    body = struct.pack("<HHIIHH", code, channels, rate, rate * align, align, bits)
    if kind.startswith("extensible"):
        rest = b"\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"
        body = struct.pack("<H", 0xFFFE) + body[2:]
        body += struct.pack("<HHIH", 22, bits, 0, code) + rest
    length = 0xFFFFFFFF if kind.startswith("piped") else len(data)
    chunks = b"fmt " + struct.pack("<I", len(body)) + body
    chunks += b"LIST" + struct.pack("<I", 3) + b"odd\x00"
    chunks += b"data" + struct.pack("<I", length) + data
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks)
    return path


def _packed(samples: Floats, bits: int, *, is_float: bool) -> bytes:
    if is_float:
        return samples.astype(f"<f{bits // 8}").tobytes()
    if bits == 8:
        return np.round(samples * 127 + 128).astype(np.uint8).tobytes()
    whole = np.round(samples * (2 ** (bits - 1) - 1)).astype("<i8")
    return whole.view(np.uint8).reshape(-1, 8)[:, : bits // 8].tobytes()
