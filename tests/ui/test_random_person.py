"""A small part of `bench/random_person.py`: nothing is raised, whatever somebody does."""

from pathlib import Path

import pytest

from tests.ui.random_person import homes, person_at_the_app


@pytest.fixture(autouse=True)
def no_log_kept(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Keep what is logged out of the tests' reports, which are sent between processes as UTF-8."""
    monkeypatch.setattr(type(caplog.handler), "emit", lambda *_: None)


@pytest.mark.parametrize("seed", [1])
async def test_nothing_is_raised_whatever_a_random_person_does(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in homes(tmp_path).items():
        monkeypatch.setenv(name, value)
    done, wrong = await person_at_the_app(seed, 100)
    assert not wrong
    assert done
