"""Measure how fast a workout becomes a wav file, and in how much memory: python bench/render.py.

Each figure is that of a process of its own. "mixed" is the score through the mixer into the
file, in a program that runs already; "command" is the whole `backcue render`, its start
included. Goals: 60 minutes of balance at 2,000 times real time, 10 hours within 150 MB.
Exit status 1 if missed. An argument is the folder to write to.
"""

import os
import subprocess
import sys
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.compiled import compile_program
from bench.figures import tell

SPEED, MEMORY_MB = 2000, 150
ROUNDS = 3
"""The middle one of so many counts."""
BY_ITSELF = "--mixed"


@dataclass(frozen=True, slots=True)
class Figures:
    """One rendering: seconds of sound, seconds it took, most memory of its process."""

    sound: float
    took: float
    memory_mb: float

    @property
    def speed(self) -> float:
        """How many times faster than it is walked."""
        return self.sound / self.took

    def __str__(self) -> str:
        return (
            f"{self.sound / 3600:5.2f} h of sound in {self.took:6.2f} s: "
            f"{self.speed:6,.0f} x real time ({self.speed / SPEED:4.1f} x the goal), "
            f"{self.memory_mb:4.0f} MB ({self.memory_mb / MEMORY_MB:.2f} of what is allowed)"
        )


def mixed(preset: str, hours: float, file: Path) -> None:
    """Render once in this process, and print the seconds it took."""
    from backcue.presets.library import Library  # noqa: PLC0415
    from backcue.session_setup import RunOptions, set_up  # noqa: PLC0415
    from backcue.settings.schema import Settings  # noqa: PLC0415
    from backcue.sound.audio_file import writing  # noqa: PLC0415
    from backcue.sound.recording import record, recorded_seconds  # noqa: PLC0415
    from backcue.sound.samples.bank import Bank  # noqa: PLC0415
    from backcue.system import paths  # noqa: PLC0415
    from backcue.workout.model import Duration  # noqa: PLC0415

    found = Library(paths.presets_dir()).find(preset)
    if found is None:
        raise SystemExit(f"there is no preset {preset}")
    setup = set_up(found, Settings(), RunOptions(until=Duration(hours * 3600)))
    course, audio, bank = setup.course, setup.audio, Bank(stereo=True)
    begun = time.perf_counter()
    with writing(file, seconds=recorded_seconds(course, bank, audio), channels=2) as write:
        record(course, bank, audio, write, channels=2)
    print(time.perf_counter() - begun)


def command(preset: str, hours: int, file: Path) -> Figures:
    """Measure `backcue render` as a whole."""
    options = ["render", preset, "--for", f"{hours}h", "-o", str(file)]
    took, memory_mb, _ = _run(["-m", "backcue", *options])
    return _figures(file, took, memory_mb)


def mixing(preset: str, hours: int, file: Path) -> Figures:
    """Measure what `mixed` measures."""
    _, memory_mb, said = _run([__file__, BY_ITSELF, preset, str(hours), str(file)])
    return _figures(file, float(said), memory_mb)


def _figures(file: Path, took: float, memory_mb: float) -> Figures:
    with wave.open(str(file)) as written:
        sound = written.getnframes() / written.getframerate()
    file.unlink()
    return Figures(sound, took, memory_mb)


def _run(arguments: list[str]) -> tuple[float, float, str]:
    """Run Python; give the seconds it took, its most memory in MB, and what it said."""
    folder = Path(__file__).parents[1]
    begun = time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], cwd=folder, stdout=subprocess.PIPE)
    said = child.stdout.read() if child.stdout else b""
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"python {' '.join(arguments)} failed")
    # macOS counts in bytes, Linux in kilobytes.
    return took, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10), said.decode()


def main() -> int:
    """Print the figures."""
    compile_program()
    met = True
    with tempfile.TemporaryDirectory(dir=next(iter(sys.argv[1:]), None)) as folder:
        os.environ["BACKCUE_CONFIG_DIR"] = os.environ["BACKCUE_DATA_DIR"] = folder
        file = Path(folder) / "bench.wav"
        for name, measured in (("mixed", mixing), ("command", command)):
            rounds = [measured("balance", 1, file) for _ in range(ROUNDS)]
            figures = sorted(rounds, key=lambda each: each.took)[ROUNDS // 2]
            print(f"{'balance':16}{name:8}{figures}")
            met = met and figures.speed >= SPEED and figures.memory_mb < MEMORY_MB
            tell(f"rendering an hour, {name}", figures.speed, "x real time", least=SPEED)
        # Its repetitions are counted aloud: a phrase that was never heard before, each time.
        for preset in ("balance", "hundred-fifteen"):
            figures = command(preset, 10, file)
            print(f"{preset:16}{'command':8}{figures}")
            met = met and figures.memory_mb < MEMORY_MB
            tell(f"rendering 10 hours of {preset}", figures.memory_mb, "MB", most=MEMORY_MB)
    return 0 if met else 1


if __name__ == "__main__":
    if BY_ITSELF in sys.argv:
        preset, hours, place = sys.argv[2:]
        mixed(preset, float(hours), Path(place))
        raise SystemExit(0)
    raise SystemExit(main())
