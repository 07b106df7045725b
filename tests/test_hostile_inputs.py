"""A tenth of what `bench/hostile.py` throws: taken, or refused with an error for people."""

from pathlib import Path

import pytest

from tests.hostile_inputs.thrown import KINDS, Kind, threw

INPUTS = 10_000
SEED = 12


@pytest.fixture(autouse=True)
def no_log_kept(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Keep what is logged out of the tests' reports, which are sent between processes as UTF-8."""
    monkeypatch.setattr(type(caplog.handler), "emit", lambda *_: None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_nobody_would_write_is_taken_or_refused_by_name(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # That what is written is on the disk takes most of the time.
    monkeypatch.setattr("os.fsync", lambda _: None)
    taken = 0
    count = INPUTS * kind.share // 1000
    for number, text in enumerate(kind.made(count, SEED)):
        was_taken, fault = threw(kind, text, tmp_path)
        assert fault is None, f"number {number}: {text[:300]!r}\n{fault}"
        taken += was_taken
    assert 0 < taken < count
