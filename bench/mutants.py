"""Put small faults into the rules and see which the tests notice: python bench/mutants.py [names].

Names are those of mutants and may have stars, as `"backcue.session.*"`; `survivors` are those that
no test noticed last time. Without names it goes on where it was stopped. What is mutated, and by
which tests it has to be noticed, stands in pyproject.toml; docs/mutants.md tells of the survivors.
Exit status 1 if less than 90 % of the mutants are noticed.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

LEAST = 90.0
"""Percent of the mutants that the tests have to notice."""
NOTICED = ("killed", "timeout")
UNNOTICED = ("survived", "no tests", "suspicious")
MUTMUT = (sys.executable, "-m", "mutmut")


def main() -> int:
    """Run the mutants and print the figures of each module."""
    names = sys.argv[1:]
    if names == ["survivors"]:
        names = [name for name, status in results() if status in UNNOTICED]
    if subprocess.run((*MUTMUT, "run", *names), check=False).returncode:
        return 1
    found = list(results())
    print(*(f"{status}: {name}" for name, status in found if status in UNNOTICED), sep="\n")
    modules: dict[str, Counter[str]] = {}
    for name, status in found:
        modules.setdefault(name.rpartition(".")[0], Counter())[status] += 1
    columns = (*NOTICED, *UNNOTICED)
    print(f"{'module':40}{'mutants':>9}{'noticed':>9}", *(f"{name:>11}" for name in columns))
    for module, counts in sorted(modules.items()):
        print(line(module, counts, columns))
    together = sum(modules.values(), Counter[str]())
    print(line("together", together, columns))
    return int(score(together) < LEAST)


def results() -> Iterator[tuple[str, str]]:
    """Returns the name of each mutant that was run, and what became of it."""
    listed = subprocess.run(
        (*MUTMUT, "results", "--all", "true"), check=False, capture_output=True, text=True
    )
    for each in listed.stdout.splitlines():
        name, _, status = each.strip().rpartition(": ")
        if name.startswith("backcue.") and status != "not checked":
            yield name, status


def line(name: str, counts: Counter[str], columns: tuple[str, ...]) -> str:
    """Returns the figures of one module in words."""
    figures = " ".join(f"{counts[column]:11}" for column in columns)
    return f"{name:40}{counts.total():9}{score(counts):8.1f}% {figures}"


def score(counts: Counter[str]) -> float:
    """Returns the percentage of mutants that the tests noticed."""
    return 100 * sum(counts[status] for status in NOTICED) / max(1, counts.total())


if __name__ == "__main__":
    sys.exit(main())
