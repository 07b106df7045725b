"""Measure how long words take to become a workout and its first phases: python bench/parse.py.

Exit status 1 if reading any line under 1,000 characters and unrolling the first phases of it has
a median of 5 ms or more after loading. Lines are measured in processor time, so that what else
the machine does does not count.
"""

import gc
import statistics
import sys
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import tell

LIMIT_MS = 5.0
ROUNDS = 200
FIRST = 30
"""Phases that count as the first ones: more than a screen shows."""
BALANCE = "5 forward, hold 2s, 4 backward, hold 3s"

LINES = {
    "one line of a preset": f"20x({BALANCE})",
    "long words": ", ".join([BALANCE] * 24),
    "shortest words": "5f,4b," * 166,
    "every modifier": "45s backward walk @ 100..120spm incline 5%, rest 1:30," * 18,
    "deepest nesting": "2x(" * 50 + "5f" + ")" * 50,
    "repetitions by time, nested": "10min of (" * 49 + "5f, hold 2s" + ")" * 49,
    "an error at the end": "5f,4b," * 164 + "5 forwrd",
    "a million times a million": "1000000x(1000000x(1 forward))",
}


def main() -> int:
    """Print the figures."""
    begin = time.perf_counter()
    from backcue.workout import notation  # noqa: PLC0415
    from backcue.workout.conditions import Conditions  # noqa: PLC0415
    from backcue.workout.unroll import unroll  # noqa: PLC0415

    imported = time.perf_counter()
    notation.parse("5 forward")
    loaded = time.perf_counter()
    print(f"import {1000 * (imported - begin):.1f} ms", end=", ")
    print(f"first parse {1000 * (loaded - imported):.1f} ms")
    print(f"{'line':28}{'chars':>6}{'median ms':>11}{'worst ms':>10}")
    slow, slowest = False, 0.0
    for name, line in LINES.items():
        times = []
        gc.collect()
        for _ in range(ROUNDS):
            start = time.process_time()
            try:
                list(islice(unroll(notation.parse(line), Conditions()), FIRST))
            except notation.NotationError as error:
                error.pretty()
            times.append(1000 * (time.process_time() - start))
        median = statistics.median(times)
        slow, slowest = slow or median >= LIMIT_MS, max(slowest, median)
        print(f"{name:28}{len(line):6}{median:11.2f}{max(times):10.2f}")
    tell("slowest line of words to its first phases, median", slowest, "ms", most=LIMIT_MS)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
