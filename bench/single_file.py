"""Make one self-contained program: python bench/single_file.py [--keep FOLDER].

PyInstaller puts Python, the libraries and the built wheel into one file. That is tried in a root
of its own, in which there is nothing but the file, the C library, zlib and empty folders: it tells
its version, renders a workout, and leads one in plain lines. Prints its size, and how long it takes
to start beside the same in a virtual environment. Exit status 1 if any of it fails.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
import wave
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import not_measured, tell

PROJECT = Path(__file__).parents[1]
EVERYWHERE = (
    *("ld-linux*", "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"),
    "libz.so.1",
)
"""The C library, and zlib, without which no package manager goes; all else comes in the file."""
ENTRY = "from backcue.cli import main\n\nmain()\n"
WORDS = "2 forward, 1 backward @ 180spm"
TURNS = 7
LONGEST = 60.0


def made(work: Path) -> tuple[Path, Path]:
    """Make it in this folder; returns the program, and the same in a virtual environment."""
    environment = work / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [
        str(scripts / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
    ]
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(work)]
    _do([*build, str(PROJECT)])
    for lock in ("requirements-run.lock", "requirements-single-file.lock"):
        _do([*pip, "--require-hashes", "--requirement", str(PROJECT / lock)])
    _do([*pip, "--no-deps", *map(str, work.glob("*.whl"))])
    entry = work / "entry.py"
    entry.write_text(ENTRY, encoding="utf-8")
    options = ["--onefile", "--name", "backcue", "--noconfirm", "--log-level", "ERROR"]
    # Commands, screens and widgets are imported when they are first wanted, by their names.
    parts = ["--collect-submodules", "backcue", "--collect-data", "backcue"]
    parts += ["--collect-submodules", "textual", "--hidden-import", "_cffi_backend"]
    places = [f"--{kind}path={work / kind}" for kind in ("dist", "work", "spec")]
    _do([str(scripts / "pyinstaller"), *options, *parts, *places, str(entry)])
    [program] = (work / "dist").iterdir()
    return program, scripts / "backcue"


def _do(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stdout}{done.stderr}")


def bare_root(folder: Path, program: Path) -> Path:
    """Make a root with nothing but the program, the C library and zlib; returns it."""
    for name in ("tmp", "home", "dev", "proc"):
        (folder / name).mkdir(parents=True)
    shutil.copy2(program, folder / "backcue")
    listed = subprocess.run(["ldd", sys.executable], capture_output=True, text=True, check=True)
    places = {Path(word).parent for word in listed.stdout.split() if word.startswith("/")}
    for place in sorted(places):
        for library in (found for name in EVERYWHERE for found in place.glob(name)):
            copy = folder / library.relative_to("/")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(library, copy)
    return folder


def there(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in its root, with an environment that tells it only where it is at home."""
    change = ["unshare", "--map-root-user"] if os.geteuid() else []
    return subprocess.run(
        [*change, str(shutil.which("chroot")), str(root), "/backcue", *arguments],
        env={"HOME": "/home", "TMPDIR": "/tmp", "PATH": os.defpath},  # noqa: S108  in its root
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def faults(root: Path) -> list[str]:
    """Try the program there; returns what does not go."""
    tries = {
        "version": ("--version",),
        "render": ("render", "balance", "--reps", "2", "-o", "/tmp/heard.wav"),  # noqa: S108  in its root
        "plain session": ("run", WORDS, "--plain", "--output", "none", "--ready", "0"),
        "history": ("history", "--json"),
        "list": ("list", "--json"),
    }
    wrong = []
    for what, arguments in tries.items():
        done = there(root, *arguments)
        lines = done.stdout.splitlines()
        print(f"{what}: {lines[-1] if lines else done.stderr[-300:]}")
        if done.returncode or not lines or "Traceback" in done.stderr:
            wrong.append(f"{what}: exit status {done.returncode}: {done.stderr[-600:]}")
    heard = root / "tmp" / "heard.wav"
    if heard.exists():
        with wave.open(str(heard)) as file:
            print(f"rendered {file.getnframes() / file.getframerate():.1f} s")
    else:
        wrong.append("nothing was rendered")
    return wrong


def _start(program: Path) -> float:
    began = time.perf_counter()
    subprocess.run([program, "--version"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> int:
    """Make it, try it, and print its size and its start."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keep", type=Path, help="the folder for the program, if it works")
    asked = arguments.parse_args()
    if importlib.util.find_spec("PyInstaller") is None:
        return not_measured("PyInstaller is not installed: make single-file")
    with tempfile.TemporaryDirectory() as folder:
        program, beside = made(Path(folder))
        wrong: list[str] = []
        if sys.platform == "linux" and shutil.which("chroot"):
            wrong = faults(bare_root(Path(folder) / "root", program))
        else:
            print("not tried in an empty root: that is only done on Linux")
        print(*wrong, sep="\n")
        both = [(_start(program), _start(beside)) for _ in range(TURNS)]
        start, usual = (statistics.median(each) for each in zip(*both, strict=True))
        figures = [
            tell("what does not go in an empty root, of 6", len(wrong), exactly=0),
            tell("size of the self-contained program", program.stat().st_size / 1e6, "MB"),
            tell(
                "`--version` of the self-contained program",
                start * 1000,
                "ms",
                beside=usual * 1000,
                instead="the same in a virtual environment",
            ),
        ]
        for figure in figures:
            print(f"{figure.what}: {figure.amount} {figure.ratio}")
        if asked.keep and not wrong:
            asked.keep.mkdir(parents=True, exist_ok=True)
            print(f"kept as {shutil.copy2(program, asked.keep)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
