"""Throw 100,000 wild texts at the notation: python bench/fuzz_notation.py [COUNT] [SEED].

Every text must be read, and then survive being written, or be refused with a NotationError;
anything else ends in a traceback. Prints how long they took and the slowest.
"""

import sys
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.workout.notation import NotationError, format_workout, parse, parse_formatted, tokens
from bench.figures import tell
from tests.workout.wild_text import wild_texts

BOMBS = {
    "100,000 x (": "(" * 100_000,
    "2x( for ever": "2x(" * 33_333,
    "33,333 moves": "5f," * 33_333,
    "50,000 numbers": "1 " * 50_000,
    "one number": "9" * 100_000,
    "one clock": "1:" * 49_999 + "1",
    "one word": "f" * 100_000,
    "line ends": "\n" * 99_999 + "5",
    "NULs": "\0" * 100_000,
    "ten million characters": "5f," * 3_333_333,
}


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    parse("5 forward")
    read = refused = 0
    times: list[tuple[float, str]] = []
    for text in wild_texts(count, seed):
        begin = time.perf_counter()
        try:
            workout = parse(text)
        except NotationError as error:
            error.pretty().encode()
            refused += 1
        else:
            read += 1
            if parse_formatted(format_workout(workout)) != workout:
                raise AssertionError(text)
        for _ in tokens(text):
            pass
        times.append((1000 * (time.perf_counter() - begin), text))
    times.sort()
    print(f"{count:,} texts: {read:,} read, {refused:,} refused, nothing else")
    for share in (0.5, 0.99, 0.9999):
        print(f"  {share:.2%} within {times[int(share * len(times))][0]:.2f} ms")
    # What is neither read nor refused has ended this script.
    tell("wild texts read or refused", read + refused, exactly=count)
    tell("the slowest of them", times[-1][0], "ms")
    print(f"  slowest {times[-1][0]:.2f} ms: {times[-1][1][:60]!r}")
    for name, text in BOMBS.items():
        tracemalloc.start()
        begin = time.perf_counter()
        try:
            parse(text)
            answer = "read"
        except NotationError as error:
            answer = error.message
        took = 1000 * (time.perf_counter() - begin)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"  {name:24}{took:8.1f} ms (traced) {peak:6.1f} MB  {answer}")


if __name__ == "__main__":
    main()
