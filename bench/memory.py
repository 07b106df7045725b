"""How much memory a program has; Linux only."""

import os
from pathlib import Path


def held_mb(pid: int | str = "self") -> float:
    """Returns what it holds, of its own and shared; FileNotFoundError where nobody can tell."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
