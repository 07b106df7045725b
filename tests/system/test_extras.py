"""Libraries that are there, and those that nobody is to notice."""

import importlib
import sys
from pathlib import Path

import pytest

from backcue.system import extras
from backcue.system.extras import hidden, how_to_get


@pytest.mark.skipif(sys.platform == "win32", reason="words are quoted otherwise there")
@pytest.mark.parametrize(
    ("pip", "command"),
    [
        (object(), "'/a b/python' -m pip install fit-tool"),
        (None, "uv pip install --python '/a b/python' fit-tool"),
    ],
)
def test_an_extra_is_installed_with_what_is_there(
    monkeypatch: pytest.MonkeyPatch, pip: object, command: str
) -> None:
    monkeypatch.setattr(sys, "executable", "/a b/python")
    monkeypatch.setattr(extras, "find_spec", {"pip": pip}.get)
    assert how_to_get("fit") == command


def test_a_single_file_names_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert how_to_get("fit") == (
        "into the single file goes nothing more; install backcue as its README says"
    )


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
