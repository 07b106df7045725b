"""Kill sessions, and see what is left of them: python bench/kills.py [--kills N] [--seed N].

Each session is walked by a real process that keeps it in a real file, on a clock that goes
several times as fast as the real one, with random keys, and killed with SIGKILL at a random
moment; some go on where they were and are killed again. After each kill SQLite must find the
file sound, no other session may have changed, at most one second of the session may be missing,
and it must be offered to go on with at the right place. Prints the figures; exit status 1 if
anything was wrong.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import not_measured, tell
from tests.history.killing import Kills


def main() -> int:
    """Kill them all and print what was lost."""
    if not hasattr(os, "fork"):
        return not_measured("processes cannot be forked here")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--speed", type=float, default=5.0, help="of the session's clock")
    arguments.add_argument("--longest", type=float, default=2.0, help="real seconds of a session")
    asked = arguments.parse_args()
    began, wrong = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(Path(folder), asked.seed, speed=asked.speed, longest=asked.longest)
        for number in range(asked.kills):
            found = kills.kill_one()
            wrong += bool(found)
            for each in found:
                print(f"kill {number}: {each}")
    losses = sorted(kills.losses)
    print(f"{asked.kills} kills in {time.perf_counter() - began:.0f} s, {wrong} of them wrong")
    print(f"under way {len(losses)}, offered {kills.offered}; over {kills.over}")
    print(f"before the first entry {kills.unbegun}")
    if losses:
        middle = statistics.median(losses)
        print(f"missing, session seconds: median {middle:.2f}, worst {losses[-1]:.2f}")
        tell("most missing after a kill, seconds of the session", losses[-1], "s", most=1)
    tell(f"sessions kept wrongly, of {asked.kills} killed", wrong, exactly=0)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
