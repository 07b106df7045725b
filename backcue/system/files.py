"""Small files read safely: what is no file of this kind must not hang or fill the memory."""

import errno
import os
import stat
from pathlib import Path


def read_bytes(path: Path, most: int) -> bytes:
    """Returns what a regular file holds.

    Raises OSError, its `strerror` fit to be told: it cannot be opened, is a folder, a pipe or
    a device, or is larger than `most` bytes.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"is larger than {most:,} bytes", str(path))
    return content


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe too, without waiting until somebody writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
