"""A phase that waits for a key is told where none can come."""

import sys
from io import StringIO
from types import SimpleNamespace

import pytest

WAITS = "a phase of this workout waits for a key"


class Terminal(StringIO):
    """A standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a runner is given to warn of; nothing is walked."""
    found: list[str] = []

    class Told:
        status = 0

        def __init__(self, *_: object, warnings: list[str], **__: object) -> None:
            found.extend(warnings)

        async def run(self) -> SimpleNamespace:
            return SimpleNamespace(failed=None, problem=None, went_wrong=False)

    monkeypatch.setattr("backcue.console.runner.Runner", Told)
    monkeypatch.setattr(sys, "stdin", StringIO())
    return found


@pytest.mark.parametrize("form", ["--plain", "--json"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("2 forward, turn until key, 3 back",),
        ("forever(forward until key, 3 back)",),
        ("5 forward, 4 backward", "--surface", "treadmill"),
    ],
)
def test_a_phase_without_an_end_is_told_with_the_remedies(
    backcue, warned: list[str], arguments: tuple[str, ...], form: str
) -> None:
    assert backcue("run", *arguments, form, "--output", "none").status == 0
    [told] = warned
    assert told.startswith(WAITS)
    for remedy in ("turn 30s", "session.turn 30", "--screen remote", "in a terminal"):
        assert remedy in told


def test_what_ends_by_itself_is_not_told(backcue, warned: list[str]) -> None:
    backcue("run", "2 forward, turn 5s, 3 back", "--plain", "--output", "none")
    backcue("run", "forever(2 forward)", "--plain", "--output", "none")
    assert not warned


def test_who_can_press_keys_is_not_told(
    backcue, warned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = "--screen-address", "127.0.0.1"
    words = "run", "forward until key", "--plain", "--output", "none"
    backcue(*words, "--screen", "remote", *here)
    assert not warned
    backcue(*words, "--screen", "view", *here)
    assert [told[: len(WAITS)] for told in warned] == [WAITS]
    warned.clear()
    monkeypatch.setattr(sys, "stdin", Terminal())
    backcue(*words)
    assert not warned
