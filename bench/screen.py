"""Measure what a session on the screen costs: python bench/screen.py [--seconds N] [--pairs N].

Processor time of the whole program while it walks at 110 steps/min, beside a bare Textual app
that draws one number anew 20 times a second, in pairs that alternate; without sound, and with
sound into a PulseAudio null sink. Exit status 1 if a median ratio, or the memory, is over its
goal. Linux only: it reads /proc.
"""

import argparse
import contextlib
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.compiled import compile_program
from bench.figures import not_measured, tell
from bench.memory import held_mb
from bench.pulse import PulseServer, missing
from tests.terminal import Terminal

WORDS = "20x(100 forward @ 110spm, 15 backward @ 110spm)"
QUIET_GOAL, HEARD_GOAL = 0.4, 0.6
"""Most that a session may cost, in what the bare app does."""
MEMORY_GOAL_MB = 60.0
"""Most that it may hold with sound."""
SETTLED = 4.0
"""Seconds after which starting is over."""
SIZE = (100, 30)
BARE = """
from textual.app import App
from textual.widgets import Digits

class Bare(App):
    def compose(self):
        yield Digits("0")

    def on_mount(self):
        self.count = 0
        self.set_interval(1 / 20, self.tick)

    def tick(self):
        self.count += 1
        self.query_one(Digits).update(str(self.count))

Bare().run()
"""
_SETTINGS = '[person]\nsafety_accepted = true\n[session]\nsurface = "floor"\n'


def spent_ms(terminal: Terminal) -> float:
    """Returns the processor time of the program in the terminal so far, all its threads."""
    threads = Path(f"/proc/{terminal.process.pid}/task").iterdir()
    return sum(int((each / "schedstat").read_text().split()[0]) for each in threads) / 1e6


def measured(terminal: Terminal, seconds: float) -> tuple[float, float]:
    """Returns the milliseconds of processor time each second, and the memory in the end."""
    terminal.read(SETTLED)
    before = spent_ms(terminal)
    terminal.read(seconds)
    return (spent_ms(terminal) - before) / seconds, held_mb(terminal.process.pid)


def session(seconds: float, output: str, environment: Mapping[str, str]) -> tuple[float, float]:
    """Measure a session with this output."""
    arguments = ("run", WORDS, "--ready", "0", "--output", output)
    with Terminal(*arguments, size=SIZE, environment=environment) as terminal:
        figures = measured(terminal, seconds)
        if "repetition 1" not in terminal.screen:
            raise RuntimeError(f"no session is under way:\n{terminal.screen[-2000:]}")
        return figures


def bare(seconds: float, environment: Mapping[str, str]) -> float:
    """Measure the bare app."""
    with Terminal(program=("-c", BARE), size=SIZE, environment=environment) as terminal:
        return measured(terminal, seconds)[0]


def main() -> int:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=20)
    arguments.add_argument("--pairs", type=int, default=3)
    asked = arguments.parse_args()
    if not Path("/proc/self/schedstat").exists():
        return not_measured("there is no /proc/self/schedstat")
    compile_program()
    too_much = False
    print(f"{'':10}{'ms/s':>8}{'bare ms/s':>11}{'ratio':>8}{'goal':>7}{'MB':>8}{'goal':>7}")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        heard: Mapping[str, str] = {}
        if missing() is None:
            heard = stack.enter_context(PulseServer(Path(folder, "pulse"))).environment
        Path(folder, "settings.toml").write_text(_SETTINGS, encoding="utf-8")
        environment = {
            **heard,
            "BACKCUE_CONFIG_DIR": folder,
            "BACKCUE_DATA_DIR": f"{folder}/data",
            "COLORTERM": "truecolor",
            "TERM": "xterm-256color",
        }
        for output, goal in (("none", QUIET_GOAL), ("miniaudio", HEARD_GOAL)):
            if output != "none" and (reason := missing()):
                not_measured(f"a session with sound: {reason}")
                continue
            pairs = [
                (*session(asked.seconds, output, environment), bare(asked.seconds, environment))
                for _ in range(asked.pairs)
            ]
            ours, held, beside = (statistics.median(each) for each in zip(*pairs, strict=True))
            ratio = statistics.median(mine / theirs for mine, _, theirs in pairs)
            most = MEMORY_GOAL_MB if output != "none" else float("inf")
            too_much = too_much or ratio > goal or held > most
            name = "with sound" if output != "none" else "without sound"
            tell(f"a session {name}, processor time beside a bare app", ratio, "x", most=goal)
            tell(f"a session {name}", ours, "ms/s", beside=beside, instead="a bare Textual app")
            if output != "none":
                tell(f"memory of a session {name}", held, "MB", most=MEMORY_GOAL_MB)
            print(
                f"{output:10}{ours:8.1f}{beside:11.1f}{ratio:8.2f}{goal:7.2f}{held:8.1f}{most:7.0f}"
            )
    return int(too_much)


if __name__ == "__main__":
    sys.exit(main())
