"""End sessions in every way there is: python bench/endings.py [--endings N] [--seed N].

The whole program runs in processes of its own, on the screen, with --plain and with --json, and is
ended: by KILL, TERM, INT and HUP, a broken pipe, a full output, a full disk, a terminal that is
closed, and by exceptions in each part of a screen, an output, a listener, the history, the session.
Every session must be kept but those killed in their first second, whole as far as it went; no file
may be half written, and nothing be left behind at the next start. Prints the counts and every
failure; exit status 1 if there is any.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.endings import Ended, Ending, each


def main() -> int:
    """End them all and print what was lost."""
    if not hasattr(os, "fork"):
        print("only where processes can be forked")
        return 0
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--endings", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    counts: Counter[str] = Counter()
    failed = 0

    def told(number: int, ending: Ending, ended: Ended) -> None:
        nonlocal failed
        counts[ending.how.partition(":")[0]] += 1
        for problem in ended.problems:
            print(f"{number}: {ending}: status {ended.status}: {problem}", flush=True)
        failed += bool(ended.problems)

    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        each(asked.endings, asked.seed, Path(folder), told)
    took = time.perf_counter() - began
    print(f"{asked.endings} endings in {took:.0f} s, {failed} of them wrong")
    print(", ".join(f"{how}: {count}" for how, count in sorted(counts.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
