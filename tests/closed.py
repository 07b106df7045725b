"""Folders that nobody may enter, whoever runs the tests."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def close(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Let the system refuse all that lies in these folders; the folders themselves are seen."""

    def refusing(ask: Callable[..., Any], *, inside: bool) -> Callable[..., Any]:
        def asked(path: Any = ".", *rest: Any, **more: Any) -> Any:
            if isinstance(path, str | os.PathLike):
                named = Path(os.fspath(path))
                where = (named, *named.parents) if inside else named.parents
                if any(folder in where for folder in folders):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return ask(path, *rest, **more)

        return asked

    for name in ("stat", "lstat", "open", "mkdir"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name), inside=False))
    for name in ("listdir", "scandir"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name), inside=True))
