"""Whose a file is, on systems that have several people."""

import os


def own_number() -> int | None:
    """Returns the number of whoever runs the program; None where people have none (Windows)."""
    return os.getuid() if hasattr(os, "getuid") else None


def is_own(status: os.stat_result) -> bool:
    """Whether a file belongs to whoever runs the program; any does where nobody has a number."""
    number = own_number()
    return number is None or status.st_uid == number
