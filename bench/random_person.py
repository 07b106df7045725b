"""Let random people at the app: python bench/random_person.py [--actions N] [--seed N].

Each presses keys (whole words of them at once, too), clicks, scrolls, pastes, opens the palette and
resizes the terminal down to 1 by 1, in the whole app over real files; nothing may be raised, on no
screen and in no thread. Prints the counts, and the seed of every failure with what was done last;
exit status 1 if there is any.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import tell
from tests.ui.conftest import until_quiet
from tests.ui.random_person import live_in, person_at_the_app

MOST = 400
"""Actions of one person."""
SHOWN = 20


def main() -> int:
    """Let them all act and print what was raised."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--actions", type=int, default=50_000)
    arguments.add_argument("--seed", type=int, default=1, help="of the first person")
    asked = arguments.parse_args()
    began, actions, failures, seed = time.perf_counter(), 0, 0, asked.seed
    # The first asks once for all: later the temporary files are in the folder of who was last.
    among = tempfile.gettempdir()
    while actions < asked.actions:
        print(f"{actions:,} actions, seed {seed}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(dir=among) as folder:
            live_in(Path(folder))
            # The pilot is to wait for messages, not for time.
            with (
                patch("textual.app.wait_for_idle", until_quiet),
                patch("textual.pilot.wait_for_idle", until_quiet),
                patch("tests.ui.conftest.LONGEST", 120.0),
            ):
                done, wrong = asyncio.run(person_at_the_app(seed, MOST))
        actions += done
        failures += bool(wrong)
        if wrong and failures <= SHOWN:
            print(f"seed {seed}:", *wrong, sep="\n  ", flush=True)
        seed += 1
    took = time.perf_counter() - began
    people = seed - asked.seed
    print(f"{people} people, {actions:,} actions in {took:.0f} s, {failures} people met a failure")
    tell(f"random people of {people} who met a failure, {actions:,} actions", failures, exactly=0)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
