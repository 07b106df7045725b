"""Whether the machine itself kept time while real sound was played: tells load from fault."""

import subprocess
import sys
from types import TracebackType
from typing import Self

import pytest

LATE_MS = 5.0
"""A machine that wakes a sleeping process later than this does not keep time for sound either."""
_SLEEPS = """
import select, sys, time
worst = 0.0
while True:
    due = time.monotonic() + 0.005
    if select.select([sys.stdin], [], [], 0.005)[0]:
        break
    worst = max(worst, time.monotonic() - due)
print(worst * 1000)
"""


class Reference:
    """A process that only sleeps and wakes, from entering to leaving the block.

    It shares nothing with what is tested: only the machine can make it late.
    """

    def __init__(self) -> None:
        self.worst_ms = 0.0

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SLEEPS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        said, _ = self._process.communicate(timeout=20)
        self.worst_ms = float(said)

    def holds(self, what: str, value: float, most: float) -> None:
        """Fail where a figure is over its goal; skip, with the figures, where the machine was late.

        A figure within its goal is believed whatever the machine did.
        """
        if value <= most:
            return
        said = f"{what}: {value:.3f}, at most {most:g}"
        if self.worst_ms > LATE_MS:
            pytest.skip(f"{said}; but a process that only sleeps woke {self.worst_ms:.1f} ms late")
        pytest.fail(f"{said}; and the machine kept time ({self.worst_ms:.1f} ms late at most)")
