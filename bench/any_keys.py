"""Walk random sessions beside a second model: python bench/any_keys.py [--sessions N] [--seed N].

In each one a random person presses any key at any time, the machine stands still, the sound
device goes and comes back; after every action the session must tell what a slow and simple
model tells, and at the end its steps, times and beats must be those of the model. Prints the
counts and the seed of every failure; exit status 1 if there is any.
"""

import argparse
import sys
import time
from multiprocessing import Pool
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import tell
from tests.session.any_keys import MismatchError
from tests.session.walks import random_action, random_session

MOST_ACTIONS = 40
SHOWN = 20


def walk(seed: int) -> tuple[int, int, str]:
    """Walk the session of this seed; returns it, its actions, and what was wrong with it."""
    rng = Random(seed)
    session, wrong = random_session(rng), ""
    try:
        session.do("look")
        for _ in range(rng.randint(5, MOST_ACTIONS)):
            session.do(*random_action(rng))
        session.end()
    except MismatchError as mismatch:
        wrong = str(mismatch)
    finally:
        session.close()
    return seed, len(session.actions), wrong


def main() -> int:
    """Walk them all and print the counts."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sessions", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1, help="of the first session")
    arguments.add_argument("--jobs", type=int, default=2, help="sessions walked side by side")
    asked = arguments.parse_args()
    begin, actions, failures = time.perf_counter(), 0, 0
    seeds = range(asked.seed, asked.seed + asked.sessions)
    with Pool(asked.jobs) as pool:
        for seed, done, wrong in pool.imap_unordered(walk, seeds, chunksize=20):
            actions += done
            failures += bool(wrong)
            if wrong and failures <= SHOWN:
                print(f"seed {seed}: {wrong}\n")
    took = time.perf_counter() - begin
    print(f"{asked.sessions:,} sessions, {actions:,} actions, {asked.sessions / took:.0f} a second")
    print(f"failures: {failures} of {asked.sessions:,} ({failures / asked.sessions:.4%})")
    tell(f"sessions with random keys unlike the model, of {asked.sessions:,}", failures, exactly=0)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
