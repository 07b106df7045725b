"""One heap for all threads, where the C library would give each one its own."""

import sys
from contextlib import suppress

_M_ARENA_MAX = -8
"""As glibc's malloc.h has it."""


def share_heap() -> None:
    """Let threads that begin from now on share a heap; nothing where the C library has one anyway.

    What one thread frees in its own heap no other can use: over a day of workouts glibc's heaps
    grow by 5 MB, one for all by half of that (bench/soak.py).
    """
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - slow, and the output needs it too

        with suppress(OSError, AttributeError):  # musl has no such function
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
