"""The table of measurements: what counts as met, and that one that fails stops no other."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.figures import Figure, NotMeasured
from bench.measure_all import LONG, SHORT, page, printed, run, scripts, to_run, well

ROOT = Path(__file__).parents[1]
HEAD = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom bench.figures import *\n"
SCRIPTS = {
    "breaks": 'tell("a", 1)\nraise ValueError("broken")\n',
    "late": "import time; time.sleep(30)\n",
    "misses": 'tell("b", 3, "ms", most=2)\nraise SystemExit(1)\n',
    "unmeasured": 'raise SystemExit(not_measured(f"no piano: {sys.executable} -m piano"))\n',
    "works": 'tell("c", 0.5, "ms", most=2, beside=2, instead="a drum")\n',
}


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("ms", 1.7, most=2), "met"),
        (Figure("ms", 1.9, most=2), "at the goal"),
        (Figure("ms", 2.0, most=2), "at the goal"),
        (Figure("ms", 2.1, most=2), "missed"),
        (Figure("times", 2300, least=2000), "met"),
        (Figure("times", 2100, least=2000), "at the goal"),
        (Figure("times", 1999, least=2000), "missed"),
        (Figure("dB", 0.0, least=0), "at the goal"),
        (Figure("dB", 0.2, least=0), "met"),
        (Figure("faults", 0, most=0), "met"),
        (Figure("faults", 1, exactly=0), "missed"),
        (Figure("all", 20, exactly=20), "met"),
        (Figure("only told", 20), ""),
    ],
)
def test_a_goal_is_met_only_with_a_margin(figure: Figure, verdict: str) -> None:
    assert figure.verdict == verdict


def test_what_fails_is_late_or_cannot_be_measured_stops_no_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, text in SCRIPTS.items():
        (tmp_path / f"{name}.py").write_text(HEAD + f"'__main__'\n{text}")
    found = scripts(tmp_path)
    assert [script.stem for script in found] == sorted(SCRIPTS)
    ended = {script.stem: run(script, (), 0.7 if script.stem == "late" else 60) for script in found}
    assert {name: outcome.fault for name, outcome in ended.items()} == {
        "breaks": "exit status 1",
        "late": "not done after 0.7 s",
        "misses": "",  # the table says so
        "unmeasured": "",
        "works": "",
    }
    assert isinstance(ended["unmeasured"].told[0], NotMeasured)
    assert [name for name, outcome in ended.items() if well([outcome])] == ["unmeasured", "works"]
    table = printed(list(ended.values()))
    assert "works: c" in table
    assert "x0.25 of a drum (2 ms)" in table
    assert "misses: b" in table
    assert "unmeasured: not measured: no piano: python -m piano" in table
    assert (
        "1 goals met, 0 at the goal (without a margin of a tenth), 1 missed; "
        "1 figures without a goal; 1 not measured; 2 scripts failed." in table
    )
    written = page(list(ended.values()), datetime(2026, 3, 1, tzinfo=UTC))
    assert "on 2026-03-01, on " in written
    assert " cores, " in written
    assert f"`python {tmp_path.name}/works.py` |" in written
    assert str(tmp_path.parent) not in written
    assert sys.executable not in written
    assert "== bench/works.py" in capfd.readouterr().out


def test_arguments_go_to_one_measurement_that_there_is() -> None:
    def said(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "bench/measure_all.py", *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    assert said("--seconds", "3") == (
        2, 'arguments are for one measurement: make bench ONE=start ARGS="..."\n',
    )  # fmt: skip
    status, text = said("--one", "strat")
    assert status == 2
    assert text.startswith("there is no measurement 'strat'; there are: any_keys, ")
    assert " start," in text


def test_every_short_and_long_form_is_that_of_a_measurement() -> None:
    names = {script.stem for script in scripts()}
    assert set(SHORT) <= names
    assert set(LONG) <= names


def test_measured_whole_each_has_all_its_turns_and_the_soak_its_hour_of_real_sound() -> None:
    there = {name: Path(f"{name}.py") for name in ("parse", "soak")}
    parse, soak = there.values()
    assert to_run(there, whole=False) == [(parse, []), (soak, ["--hours", "2"])]
    assert to_run(there, whole=True) == [(parse, []), (soak, []), (soak, ["--real", "3600"])]
