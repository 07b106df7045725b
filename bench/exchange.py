"""Random workouts through each form and back: python bench/exchange.py [--count N] [--sessions N].

Each must come back equal, or differ only in what the list of losses says; FIT files are read by two
decoders that are not the writer. Then a history of many sessions is exported and brought in again,
with how long that takes and how much memory it asks for.
"""

import argparse
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, settings

from backcue.exchange.sessions_json import read_sessions, sessions_json
from backcue.history.place import Place
from backcue.history.store import Store
from backcue.workout.model import Workout
from bench.history import fill
from tests.exchange.round_trips import through_fit, through_intervals, through_zwo
from tests.workout.strategies import workouts

SMALL = workouts(max_steps=400, max_seconds=900, max_metres=2000, max_times=5, max_leaves=8)


def through(form: Callable[[Workout], bool], count: int) -> tuple[int, int]:
    """Returns how many workouts went through a form, and how many it refused."""
    outcomes = [0, 0]

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(SMALL)
    def each(workout: Workout) -> None:
        outcomes[not form(workout)] += 1

    each()
    return outcomes[0], outcomes[1]


def sessions_there_and_back(count: int) -> None:
    """Print what it takes to export so many sessions and bring them in again."""
    with tempfile.TemporaryDirectory() as folder:
        store, other = (Store(Place(Path(folder) / name)) for name in ("one", "two"))
        store.place.folder.mkdir()
        other.place.folder.mkdir()
        fill(store, count)
        file = Path(folder) / "all.json"
        carried = (
            (one, ())
            for each in reversed(store.sessions())
            if each.id is not None and (one := store.carried(each.id)) is not None
        )
        begin = time.perf_counter()
        with file.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in sessions_json(carried))
        wrote = time.perf_counter() - begin
        tracemalloc.start()
        begin = time.perf_counter()
        new = sum(other.bring_in(read_sessions(file)))
        read, (_, peak) = time.perf_counter() - begin, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        again = sum(other.bring_in(read_sessions(file)))
        size = file.stat().st_size / 1e6
        print(f"{count:,} sessions, {size:.0f} MB: written in {wrote:.1f} s, read in {read:.1f} s")
        print(f"{new:,} new, then {again:,}; at most {peak / 1e6:.1f} MB of memory for reading")


def main() -> int:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--sessions", type=int, default=2_000)
    asked = arguments.parse_args()
    for form in (through_fit, through_zwo, through_intervals):
        begin = time.perf_counter()
        done, refused = through(form, asked.count)
        took = time.perf_counter() - begin
        print(f"{form.__name__:18} {done:6,} there and back, {refused:,} refused, {took:.0f} s")
    sessions_there_and_back(asked.sessions)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
