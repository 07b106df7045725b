"""Throw 100,000 hostile inputs at all that reads any.

python bench/hostile.py [COUNT] [SEED] [KIND]

Each must be taken, or refused with an error for people: with nothing in it that a terminal would
obey, within a second of the processor, and within 300 MB. Prints how long they took, and what
failed; exit status 1 where anything did. The inputs are the same ones for the same seed.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.hostile_inputs.thrown import KINDS, Kind, threw

LONGEST_SECONDS = 1.0
MOST_MB = 300
TOLD = 5
"""Faults of one kind that are told in full."""


def throw(kind: Kind, count: int, seed: int, folder: Path) -> int:
    """Print the figures of one kind; returns how many of its inputs failed."""
    faults: list[tuple[int, str]] = []
    taken = 0
    times: list[tuple[float, int]] = []
    for number, text in enumerate(kind.made(count, seed)):
        begin = time.process_time()
        was_taken, fault = threw(kind, text, folder)
        took = time.process_time() - begin
        times.append((took, number))
        taken += was_taken
        if fault is None and took > LONGEST_SECONDS:
            fault = f"took {took:.2f} s"
        if fault is not None:
            faults.append((number, f"{text[:200]!r}\n{fault}"))
    times.sort()
    middle, most = times[len(times) // 2][0], times[int(0.9999 * len(times))][0]
    slowest, number = times[-1]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{kind.name:14}{count:8,} inputs, {taken:6,} taken, {len(faults)} faults; "
        f"median {1000 * middle:.2f} ms, "
        f"99.99 % within {1000 * most:.0f} ms, slowest {1000 * slowest:.0f} ms (number {number}); "
        f"{megabytes:.0f} MB at most so far",
        flush=True,
    )
    for number, fault in faults[:TOLD]:
        print(f"  seed {seed}, number {number}: {fault}")
    if megabytes > MOST_MB:
        print(f"  more than {MOST_MB} MB")
    return len(faults) + (megabytes > MOST_MB)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    print(f"{count:,} inputs, seed {seed} {only}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BACKCUE_CONFIG_DIR": folder, "BACKCUE_DATA_DIR": folder}
        for kind in (each for each in KINDS if only in ("", each.name)):
            failed += throw(kind, count * kind.share // 1000, seed, Path(folder))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
