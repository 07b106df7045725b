import ctypes
import os
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


_FREED = """
from pathlib import Path
from backcue.system.heap import give_back, share_heap

def held():
    return int(Path("/proc/self/statm").read_text().split()[1])

share_heap()
blocks = [bytes([1]) * 8000 for _ in range(4000)]
last = bytes([1]) * 8000
del blocks
before = held()
give_back()
print(before - held())
"""


def heaps(how: str) -> int:
    ran = subprocess.run(
        [sys.executable, "-c", _THREADS, how], check=True, capture_output=True, text=True
    )
    return ran.stderr.count("Arena ")


on_glibc = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_stats"),
    reason="only glibc has a heap for each thread, and keeps what is free",
)


@on_glibc
def test_threads_share_one_heap() -> None:
    assert heaps("apart") > 1
    assert heaps("shared") == 1


@on_glibc
def test_what_is_free_goes_back_to_the_system_from_below_what_is_in_use_too() -> None:
    ran = subprocess.run([sys.executable, "-c", _FREED], check=True, capture_output=True, text=True)
    assert int(ran.stdout) * os.sysconf("SC_PAGE_SIZE") > 20_000_000
