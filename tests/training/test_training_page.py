"""The page on what to do next is made of the rules, and its year is what they come to."""

import runpy
from pathlib import Path

import pytest

from backcue.training.rules import RULES
from backcue.training.rungs import RUNGS

MAKER = Path(__file__).parents[2] / "docs" / "make_training.py"
WRITTEN = MAKER.with_name("training.md").read_text(encoding="utf-8")
MADE = runpy.run_path(str(MAKER))


def test_the_page_is_up_to_date() -> None:
    head = "".join((MADE["_HEAD"], *MADE["_ways"](), *MADE["_rules"](), MADE["_ENERGY"]))
    assert WRITTEN.startswith(head + MADE["_YEAR"]), "run: make docs"
    assert all(rule.reason in head and rule.source in head for rule in RULES.values())
    assert all(f"`{rung}`" in head for rung in RUNGS)


@pytest.mark.parametrize("who", ["once a week", "weekends only", "off and on"])
def test_the_year_of_the_page_is_what_the_rules_come_to(who: str) -> None:
    person = next(each for each in MADE["PEOPLE"] if each.who.startswith(who))
    assert MADE["row"](person) in WRITTEN, "run: make docs"


def test_twenty_people_are_told_of_who_all_get_somewhere() -> None:
    rows = [line for line in WRITTEN.splitlines() if line.startswith(tuple(
        f"| {person.who} |" for person in MADE["PEOPLE"]))]  # fmt: skip
    assert len(rows) == len(MADE["PEOPLE"]) == 20
    assert not any("| 5 min |" in row.split("week")[0][40:] for row in rows)
