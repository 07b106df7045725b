"""Small files read safely: what is no file of this kind must not hang or fill the memory."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_regular(path: Path) -> BinaryIO:
    """Returns a regular file, open to be read.

    Raises OSError, its `strerror` fit to be told: it cannot be opened, is a folder, a pipe or
    a device.
    """
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - for who asked
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return file


def read_bytes(path: Path, most: int) -> bytes:
    """Returns what a regular file holds.

    Raises OSError as `open_regular` does, and where it is larger than `most` bytes.
    """
    with open_regular(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"is larger than {most:,} bytes", str(path))
    return content


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe too, without waiting until somebody writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
