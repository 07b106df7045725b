"""The C library's heap: one for all threads, and what is free in it goes back to the system.

Both are glibc's; other C libraries do so by themselves.
"""

import sys
from contextlib import suppress

_M_ARENA_MAX = -8
"""As glibc's malloc.h has it."""


def share_heap() -> None:
    """Let threads that begin from now on share a heap.

    What one thread frees in its own heap no other can use: over a day of workouts glibc's heaps
    grow by 5 MB, one for all by half of that (bench/soak.py).
    """
    _call("mallopt", _M_ARENA_MAX, 1)


def give_back() -> None:
    """Give the system what is free: a MB or so after each screen, in half a millisecond at most.

    glibc itself gives back only what lies at the end of its heap.
    """
    _call("malloc_trim", 0)


def _call(function: str, *arguments: int) -> None:
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - slow, and not needed elsewhere

        with suppress(OSError, AttributeError):  # musl has no such function
            getattr(ctypes.CDLL(None), function)(*arguments)
