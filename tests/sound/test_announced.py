"""How much of what comes next is told in the built-in presets, with the voice that is shipped."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from backcue.presets.library import built_in
from backcue.session_setup import set_up
from backcue.settings.schema import Settings
from backcue.sound.samples.bank import Bank
from backcue.sound.score.cue import VOICE
from backcue.sound.score.phrasing import announcement, roomy
from backcue.sound.score.score import score
from backcue.workout.phases import Phase, PhaseKind
from backcue.workout.preset import Preset
from backcue.workout.timeline import timeline


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank()


def announced(preset: Preset, bank: Bank) -> Iterator[tuple[Phase, set[str]]]:
    """Returns each change, up to the first phase that a key ends, with what was said before it."""
    setup = set_up(preset, Settings())
    phases = list(timeline(setup.course.phases(), setup.course.first_foot))
    said: dict[int, set[str]] = {}
    for cue in score(iter(phases), bank.seconds, setup.audio):
        if phases[-1].end is None and cue.at > phases[-1].start:
            break
        if cue.spoken:
            said.setdefault(cue.phase, set()).add(cue.sound.removeprefix(VOICE))
    for one, two in pairwise(phases):
        if two.phase.kind is not PhaseKind.READY:
            yield two.phase, said.get(one.phase.index, set())


def is_told_in_full(phase: Phase, said: set[str]) -> bool:
    fullest = announcement(phase)[0]
    if phase.kind is PhaseKind.TURN and phase.on_rails:
        return "feet on the side rails" in said
    if phase.kind is PhaseKind.HOLD and phase.foot:
        return any(phase.foot in words.split() for words in said)
    return any(words.startswith(fullest) for words in said) or bool(said & set(roomy(phase)))


def test_what_comes_next_is_told_in_full(bank: Bank) -> None:
    changes = [(preset, change) for preset in built_in() for change in announced(preset, bank)]
    assert len(changes) > 300
    short = [(preset.id, said) for preset, (p, said) in changes if not is_told_in_full(p, said)]
    assert short == [], "how many and which way, or on which leg"


def test_in_the_balance_walk_nothing_is_left_to_be_guessed(bank: Bank) -> None:
    [balance] = [preset for preset in built_in() if preset.id == "balance"]
    told = [words for _, said in announced(balance, bank) for words in said]
    assert "last one" in told
    assert {"stand on right two seconds", "stand on left three seconds"} <= set(told)
    assert {f"number {count}" for count in ("two", "three", "five", "ten")} <= {
        words.partition(" of ")[0] for words in told
    }


def test_in_the_balance_run_every_leg_is_told(bank: Bank) -> None:
    [run] = [preset for preset in built_in() if preset.id == "balance-run"]
    for phase, said in announced(run, bank):
        if phase.kind is PhaseKind.HOLD:
            assert any(str(phase.foot) in words for words in said), phase.index
