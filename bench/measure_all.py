"""Run every measurement, one after the other: make bench; or one: make bench ONE=start ARGS="...".

All of them take some twenty minutes: those in SHORT are run with fewer turns than they have by
themselves. `make bench WHOLE=1` runs them with all, and what LONG adds: some hours. At the end
there is one table, and with the date and the size of the machine it is written to
docs/measurements.md. Exit status 1 if a goal is missed or a script fails; what cannot be measured
here counts as neither.
"""

import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.figures import AT_THE_GOAL, MET, MISSED, NO_GOAL, TOLD, Figure, NotMeasured, read

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "measurements.md"
APART = ("measure_all", "mutants")
"""Not run with the others: mutants takes twenty minutes itself, and a tool of its own."""
LONGEST_SECONDS = 900
WHOLE = "--whole"
SHORT = {
    "any_keys": "--sessions 3000",
    "endings": "--endings 40",
    "exchange": "--count 500 --sessions 500",
    "fuzz_notation": "20000",
    "fuzz_screen": "--requests 1000",
    "hostile": "5000",
    "kills": "--kills 50",
    "random_person": "--actions 2000",
    "screen": "--seconds 10 --pairs 2",
    "session": "--seconds 60",
    "soak": "--hours 2",
    "voice": "--draws 1 --alone",
}
LONG = {"soak": "--real 3600"}
"""What is run as well where all is measured whole: an hour of real sound."""
COLUMNS = ("what", "figure", "goal", "", "beside what one would use instead", "command")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a script told, and how it ended."""

    name: str
    told: Sequence[Figure | NotMeasured]
    fault: str = ""
    """Why it counts as failed; empty where it does not."""


def scripts(folder: Path = HERE) -> list[Path]:
    """Returns the measurements there are."""
    return [
        file
        for file in sorted(folder.glob("*.py"))
        if file.stem not in APART and "__main__" in file.read_text(encoding="utf-8")
    ]


def to_run(there: Mapping[str, Path], *, whole: bool) -> list[tuple[Path, list[str]]]:
    """Returns which scripts to run with which arguments, in order."""
    turns = []
    for name, script in there.items():
        turns.append((script, [] if whole else SHORT.get(name, "").split()))
        if whole and name in LONG:
            turns.append((script, LONG[name].split()))
    return turns


def run(script: Path, arguments: Sequence[str], longest: float | None = None) -> Outcome:
    """Run one script, with what it prints shown, and return what it told."""
    print(f"== {shlex.join([f'bench/{script.name}', *arguments])}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.touch()
        try:
            status = subprocess.run(
                [sys.executable, str(script), *arguments],
                env={**os.environ, TOLD: str(told)},
                cwd=HERE.parent,
                stdin=subprocess.DEVNULL,
                timeout=longest,
                check=False,
            ).returncode
            fault = f"exit status {status}" if status else ""
        except subprocess.TimeoutExpired:
            fault = f"not done after {longest:g} s"
        figures = read(told)
    print(f"   {time.monotonic() - began:.0f} s", flush=True)
    if any(isinstance(each, Figure) and each.verdict == MISSED for each in figures):
        fault = ""  # The table says it.
    return Outcome(script.stem, figures, fault)


def rows(outcomes: Iterable[Outcome]) -> list[tuple[str, ...]]:
    """Returns the lines of the table, without its head."""
    lines: list[tuple[str, ...]] = []
    for outcome in outcomes:
        for told in outcome.told:
            what = f"{outcome.name}: "
            if isinstance(told, Figure):
                verdict = told.verdict
                lines.append(
                    (what + told.what, told.amount, told.goal, verdict, told.ratio, told.command)
                )
            else:
                lines.append((what + f"not measured: {told.why}", "", "", "", "", told.command))
        if outcome.fault:
            lines.append((f"{outcome.name}: failed, {outcome.fault}", "", "", "FAILED", "", ""))
        elif not outcome.told:
            lines.append((f"{outcome.name}: told no figure", "", "", "", "", ""))
    return lines


def counted(outcomes: Sequence[Outcome]) -> str:
    """Returns in one sentence what came of them all."""
    told = [each for outcome in outcomes for each in outcome.told]
    verdicts = Counter(each.verdict for each in told if isinstance(each, Figure))
    unmeasured = sum(isinstance(each, NotMeasured) for each in told)
    failed = sum(bool(outcome.fault) for outcome in outcomes)
    return (
        f"{verdicts[MET]} goals met, {verdicts[AT_THE_GOAL]} at the goal (without a margin of a "
        f"tenth), {verdicts[MISSED]} missed; {verdicts[NO_GOAL]} figures without a goal; "
        f"{unmeasured} not measured; {failed} scripts failed."
    )


def machine() -> str:
    """Returns in one line what it was measured on."""
    cores = os.cpu_count()
    parts = [f"{cores} cores", f"Python {platform.python_version()}", platform.system()]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / (1 << 30)
        parts.insert(1, f"{memory:.0f} GiB of memory")
    return ", ".join(parts)


def page(outcomes: Sequence[Outcome], today: datetime) -> str:
    """Returns docs/measurements.md."""
    lines = [
        "# Measurements",
        "",
        f"Written by `make bench` on {today:%Y-%m-%d}, on {machine()}. A goal counts as met where",
        "the figure is better by a tenth of it at least. Each command runs from the checkout;",
        "the head of each file says what it measures, how, and its main options.",
        "",
        counted(outcomes),
        "",
        f"| {' | '.join(COLUMNS)} |",
        f"|{'---|' * len(COLUMNS)}",
    ]
    for *cells, command in rows(outcomes):
        code = f"`{command}`" if command else ""
        lines.append(f"| {' | '.join([*(each.replace('|', '/') for each in cells), code])} |")
    return "\n".join(lines) + "\n"


def printed(outcomes: Sequence[Outcome]) -> str:
    """Returns the table for a terminal, without the commands."""
    lines = [COLUMNS[:-1], *(line[:-1] for line in rows(outcomes))]
    widths = [max(len(line[at]) for line in lines if line[1] or at) for at in range(len(lines[0]))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([*table, "", counted(outcomes)])


def well(outcomes: Iterable[Outcome]) -> bool:
    """Returns whether nothing failed, and no goal is missed."""
    return not any(
        outcome.fault
        or any(isinstance(each, Figure) and each.verdict == MISSED for each in outcome.told)
        for outcome in outcomes
    )


def main(arguments: Sequence[str]) -> int:
    """Run them all, `--whole` or short, or `--one NAME [ARGUMENTS]`, and print the table."""
    there = {script.stem: script for script in scripts()}
    if arguments[:1] == ["--one"]:
        name, *rest = arguments[1:] or [""]
        if name not in there:
            print(f"there is no measurement {name!r}; there are: {', '.join(there)}")
            return 2
        outcomes = [run(there[name], rest)]
    elif arguments not in ([], [WHOLE]):
        print('arguments are for one measurement: make bench ONE=start ARGS="..."')
        return 2
    else:
        whole = arguments == [WHOLE]
        longest = None if whole else LONGEST_SECONDS
        outcomes = [run(*turn, longest) for turn in to_run(there, whole=whole)]
        PAGE.write_text(page(outcomes, datetime.now(UTC)), encoding="utf-8")
    print()
    print(printed(outcomes))
    return 0 if well(outcomes) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
