"""The commands, called in this process as a person calls them."""

import sys
from collections.abc import Callable

import pytest

from backcue.cli import main


class Result:
    """What a command came to."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


Call = Callable[..., Result]


@pytest.fixture
def backcue(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["backcue", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Result(int(ended.value.code or 0), out, err)

    return call
