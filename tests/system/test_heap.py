import ctypes
import subprocess
import sys

import pytest

_THREADS = """
import ctypes, sys, threading
from backcue.system.heap import share_heap

if sys.argv[1] == "shared":
    share_heap()
ready = threading.Barrier(4)

def hold():
    held = bytes(10_000)
    ready.wait()

threads = [threading.Thread(target=hold) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
ctypes.CDLL(None).malloc_stats()
"""


def heaps(how: str) -> int:
    ran = subprocess.run(
        [sys.executable, "-c", _THREADS, how], check=True, capture_output=True, text=True
    )
    return ran.stderr.count("Arena ")


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_stats"),
    reason="only glibc has a heap for each thread",
)
def test_threads_share_one_heap() -> None:
    assert heaps("apart") > 1
    assert heaps("shared") == 1
