"""Measure termdown beside a session: python bench/countdown.py [--seconds N] [--pairs N].

termdown is a countdown for the terminal that one could walk to instead. It is put into an
environment of its own for this, with what requirements-termdown.lock pins. Measured are, in pairs
that alternate, the processor time of each second and the memory of a countdown of 10 minutes and
of a session without sound, and what starting each costs. Linux only: it reads /proc.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.compiled import compile_program
from bench.figures import not_measured, tell
from bench.screen import SIZE, measured, session
from bench.start import spent_ms, write_settings
from tests.terminal import Terminal

LOCK = Path(__file__).parents[1] / "requirements-termdown.lock"
STARTS = 5


def installed(folder: Path) -> Path:
    """Put termdown into this folder and return its program; RuntimeError where it can't be had."""
    pip = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes"]
    commands = (
        [sys.executable, "-m", "venv", str(folder)],
        [str(folder / "bin" / "python"), *pip, "--requirement", str(LOCK)],
    )
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise RuntimeError(f"termdown cannot be installed: {' '.join(last)}")
    return folder / "bin" / "termdown"


def counting_down(termdown: Path, seconds: float) -> tuple[float, float]:
    """Measure termdown as a session is."""
    run = f"import os; os.execv({str(termdown)!r}, ['termdown', '10m'])"
    with Terminal(program=("-c", run), size=SIZE, environment={"TERM": "xterm-256color"}) as it:
        figures = measured(it, seconds)
        if it.process.poll() is not None:
            raise RuntimeError(f"termdown has ended: {it.screen[-500:]}")
        return figures


def started_ms(termdown: Path, home: str) -> float:
    """Returns the processor time of `termdown --version`."""
    run = f"import subprocess; subprocess.run([{str(termdown)!r}, '--version'], check=True)"
    return spent_ms(["-c", run], home) - spent_ms(["-c", "import subprocess"], home)


def main() -> int:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=10)
    arguments.add_argument("--pairs", type=int, default=2)
    asked = arguments.parse_args()
    if not Path("/proc/self/schedstat").exists():
        return not_measured("there is no /proc/self/schedstat")
    compile_program()
    with tempfile.TemporaryDirectory() as folder:
        try:
            termdown = installed(Path(folder, "termdown"))
        except RuntimeError as error:
            return not_measured(str(error))
        Path(folder, "home").mkdir()
        home = f"{folder}/home"
        write_settings(Path(home))
        environment = {
            "BACKCUE_CONFIG_DIR": f"{home}/config",
            "BACKCUE_DATA_DIR": f"{home}/data",
            "COLORTERM": "truecolor",
            "TERM": "xterm-256color",
        }
        pairs = [
            (*session(asked.seconds, "none", environment), *counting_down(termdown, asked.seconds))
            for _ in range(asked.pairs)
        ]
        starts = [
            (spent_ms(["-m", "backcue", "--version"], home), started_ms(termdown, home))
            for _ in range(STARTS)
        ]
    ours, held, theirs, beside = (statistics.median(each) for each in zip(*pairs, strict=True))
    start, their_start = (statistics.median(each) for each in zip(*starts, strict=True))
    for what, unit, mine, other in (
        ("processor time of a session without sound", "ms/s", ours, theirs),
        ("memory of a session without sound", "MB", held, beside),
        ("starting, --version", "ms", start, their_start),
    ):
        print(f"{what:45}{mine:8.1f} {unit}, termdown {other:8.1f} {unit}")
        tell(what, mine, unit, beside=other, instead="termdown")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
