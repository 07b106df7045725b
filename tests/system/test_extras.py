"""Libraries that are there, and those that nobody is to notice."""

import importlib
import sys
from pathlib import Path

import pytest

from backcue.system.extras import hidden


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "some_library.py").write_text("IS_THERE = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "some_library", raising=False)
    return "some_library"


def test_what_is_hidden_cannot_be_imported_until_it_is_shown_again(library: str) -> None:
    with hidden(library), pytest.raises(ImportError):
        importlib.import_module(library)
    assert importlib.import_module(library).IS_THERE


def test_it_is_shown_again_after_a_failure_too(library: str) -> None:
    with pytest.raises(RuntimeError), hidden(library):
        raise RuntimeError
    assert importlib.import_module(library).IS_THERE


def test_what_is_in_use_stays_in_use(library: str) -> None:
    module = importlib.import_module(library)
    with hidden(library):
        assert importlib.import_module(library) is module
    assert sys.modules[library] is module
