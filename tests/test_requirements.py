"""What is pinned is what is asked for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = ROOT / ".github" / "workflows" / "tests.yml"


def asked_for() -> list[Requirement]:
    """Returns what the program, and each of its extras that has wheels, stands on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    built = set(extras.pop("simpleaudio"))
    listed = [*project["dependencies"], *(each for extra in extras.values() for each in extra)]
    return [Requirement(each) for each in listed if each not in built]


def pinned(lock: str) -> dict[str, Version]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {name: Version(of) for name, of in re.findall(r"(?m)^([\w.-]+)==(\S+)", text)}


def test_the_oldest_libraries_that_are_tried_are_those_that_are_asked_for() -> None:
    oldest = pinned("requirements-lowest.lock")
    for each in asked_for():
        [least] = each.specifier
        assert least.operator == ">="
        assert oldest[each.name] == Version(least.version), f"{each.name}: run make lock"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-run.lock"])
def test_what_is_pinned_is_new_enough(lock: str) -> None:
    there = pinned(lock)
    wanted = [each for each in asked_for() if each.name in there]
    assert len(wanted) > 5
    for each in wanted:
        assert there[each.name] in each.specifier, f"{each.name}: run make lock"


@pytest.mark.skipif(not WORKFLOW.is_file(), reason="not in what is made for others to install")
def test_the_pythons_that_are_named_are_those_that_are_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [each.rpartition(" ")[2] for each in project["classifiers"] if ":: 3." in each]
    workflow = WORKFLOW.read_text(encoding="utf-8")
    [tried] = re.findall(r"(?m)^ +python: \[(.*)\]$", workflow)
    assert named == re.findall(r'"([^"]+)"', tried)
    assert project["requires-python"] == f">={named[0]}"
