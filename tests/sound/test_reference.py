"""A machine that does not keep time is told from a fault, and hides none."""

import os
import signal
import sys
import time

import pytest

from tests.sound.reference import LATE_MS, Reference

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process can be stopped")


def test_a_figure_over_its_goal_fails_unless_the_machine_was_late_itself() -> None:
    reference = Reference()
    reference.worst_ms = LATE_MS * 0.9
    reference.holds("spacing, ms", 0.2, 0.25)
    with pytest.raises(pytest.fail.Exception, match=r"spacing, ms: 0\.300, at most 0\.25; and"):
        reference.holds("spacing, ms", 0.3, 0.25)
    reference.worst_ms = 40.0
    reference.holds("spacing, ms", 0.2, 0.25)
    with pytest.raises(pytest.skip.Exception, match=r"0\.300, at most 0\.25; but .* 40\.0 ms late"):
        reference.holds("spacing, ms", 0.3, 0.25)


def test_the_reference_sees_that_it_was_kept_from_running() -> None:
    with Reference() as reference:
        time.sleep(0.3)
        os.kill(reference._process.pid, signal.SIGSTOP)
        time.sleep(0.2)
        os.kill(reference._process.pid, signal.SIGCONT)
        time.sleep(0.05)
    assert reference.worst_ms > 100
