"""Ask the second screen for nonsense: python bench/fuzz_screen.py [--requests N].

A session plays on a PulseAudio null sink that is recorded, and one screen watches it, while many
connections send requests that were changed at random, wrong tokens and hosts, bodies that are too
long, bytes that trickle, and nothing at all. Exit status 1 if anything is answered that should
not be, if the program grows, or if the session is harmed: a beat that is missed, doubled or not
even, or a screen that has to wait.
"""

import argparse
import asyncio
import random
import re
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.sound.samples.bank import Bank
from backcue.sound.voice.pcm import floats
from bench.attack import Attack, mutated
from bench.figures import not_measured, tell
from bench.memory import held_mb
from bench.onsets import Spacing, find, spacing
from bench.pulse import PulseServer, Recording, missing
from bench.session import BEATS
from bench.viewers import Viewer

SPM = 180.0
IDLE = 1000
SLOW = 50
SLOW_SECONDS = 8.0
"""After these everybody who was slow is to be hung up on."""
ROUNDS = 5
"""Each with a part of the requests, all slow senders, and all idle connections."""
GROWTH_KB = 3000
"""From the end of the first round to the end of the last."""
LONGEST_GAP = 1.5
"""Seconds between two events of the screen that watches: it would call that lost."""
P99_MS, MAX_MS = 0.05, 0.25
_SETTINGS = "[person]\nsafety_accepted = true\n"


async def attack(url: str, requests: int, pid: int) -> tuple[Attack, list[str]]:
    """Do it all, while one screen watches; returns what came of it, and what is wrong."""
    made, faults = Attack(url), []
    viewer = Viewer(url)
    watching = asyncio.create_task(viewer.watch())
    began, held, slow = time.monotonic(), [], 0.0
    for number in range(ROUNDS):
        slow = max(slow, await _ask_each(made, requests // ROUNDS, told=number == ROUNDS - 1))
        held.append(held_mb(pid))
    seconds = time.monotonic() - began
    rounds = ", ".join(f"{each:.1f} MB" for each in held)
    print(f"memory after each round: {rounds}; {seconds:.0f} s")
    times = [at for at, _, _ in viewer.shown if at > began]
    gap = max(later - earlier for earlier, later in pairwise(times))
    print(f"the screen that watched: {len(times)} changes, never {gap:.2f} s without one")
    watching.cancel()
    if slow > SLOW_SECONDS:
        faults.append("a slow sender is kept for too long")
    # What the program takes for the first of each kind it keeps.
    if held[-1] > held[0] + GROWTH_KB:
        faults.append("the program grows")
    if gap > LONGEST_GAP:
        faults.append("a screen has to wait")
    return made, faults


async def _ask_each(made: Attack, requests: int, *, told: bool = False) -> float:
    """Ask everything that is wrong; returns how long the slowest was listened to, seconds."""
    kinds = {
        "changed at random": [mutated(made.proper()) for _ in range(requests)],
        "wrong tokens": [made.proper(token=_token()) for _ in range(requests // 10)],
        "wrong hosts": [made.proper(host=f"{_token()}.example") for _ in range(requests // 10)],
        "too long": [
            made.proper()[:-2] + b"x: " + b"y" * random.randrange(4100, 90_000)
            for _ in range(requests // 40)
        ],
    }
    said = []
    for kind, raw in kinds.items():
        made.answers.clear()
        await made.ask_all(raw)
        counted = ", ".join(f"{count} x {answer}" for answer, count in made.answers.most_common())
        said.append(f"{kind}: {counted}")
    slow = max(await asyncio.gather(*(made.trickle() for _ in range(SLOW))))
    said.append(f"{SLOW} slow senders: hung up on after {slow:.1f} s at most")
    async with made.idle(IDLE):
        asked = time.monotonic()
        page = f"GET {made.place.path} HTTP/1.1\r\nhost: {made.place.netloc}\r\n\r\n"
        await made.ask(page.encode())
        said.append(f"beside {IDLE} idle connections: a page in {time.monotonic() - asked:.2f} s")
    if told:
        print("\n".join(said))
    return slow


def _token() -> str:
    return "".join(random.choices("0123456789abcdefghjkmnpqrstvwxyz", k=26))


def session_under_attack(server: PulseServer, requests: int) -> tuple[Attack, list[str], Spacing]:
    """Run a session that is attacked meanwhile, and record its beats."""
    folder = server.folder / "backcue"
    folder.mkdir()
    (folder / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    ours = {"BACKCUE_CONFIG_DIR": str(folder), "BACKCUE_DATA_DIR": str(folder / "data")}
    command = [
        sys.executable, "-m", "backcue", "run", f"100000 forward @ {SPM:g}spm", "--json",
        "--ready", "1", "--no-voice", "--output", "miniaudio",
        "--screen", "view", "--screen-address", "127.0.0.1",
    ]  # fmt: skip
    with Recording(server) as recording:
        process = subprocess.Popen(
            command,
            env={**server.environment, **ours, "PATH": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stderr is not None  # noqa: S101
            url = re.findall(r"http://\S+", process.stderr.readline())[0]
            time.sleep(4)
            made, faults = asyncio.run(attack(url, requests, process.pid))
            if process.poll() is not None:
                faults.append("the session is over")
        finally:
            process.terminate()
            said = process.communicate()[1]
    if "Traceback" in said:
        faults.append(said)
    bank = Bank()
    onsets = find(recording.samples, {sound: floats(bank.samples(sound)) for sound in BEATS})
    return made, faults, spacing(onsets[6:-2], 60 / SPM)


def main() -> int:
    """Attack and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    if reason := missing():
        return not_measured(reason)
    random.seed(asked.seed)
    with tempfile.TemporaryDirectory() as folder, PulseServer(Path(folder, "pulse")) as server:
        made, faults, even = session_under_attack(server, asked.requests)
    print(f"beats meanwhile: {even}")
    if even.missed + even.doubled or even.p99_ms > P99_MS or even.max_ms > MAX_MS:
        faults.append("the beats are not even")
    for raw, answer in made.wrong[:5]:
        faults.append(f"{raw[:300]!r} was answered {answer!r}")
    tell(f"faults of the second screen under {asked.requests:,} requests", len(faults), exactly=0)
    tell("spacing of beats meanwhile, worst", even.max_ms, "ms", most=MAX_MS)
    for fault in faults:
        print(f"wrong: {fault}")
    return 1 if faults or made.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
