"""Files that commands write: never half, never over another unasked, gone where it is ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from backcue.cli.errors import WrongInput
from backcue.system import atomic


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[Path]:
    """Hands out a name to write to; at the good end what is there takes its place.

    WrongInput: there is such a file, and `force` does not say to replace it; or none can be there.
    """
    try:
        is_there = atomic.is_there(path)
    except OSError as error:
        raise WrongInput(f"{path}: {error.strerror or error}") from error
    if is_there and not force:
        raise WrongInput(f"{path}: is there already; --force replaces it")
    try:
        atomic.sweep([path.parent])
        with atomic.drafted(path) as draft:
            yield draft
    except OSError as error:
        raise _told(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder that was named for files; one above a file is not made: it may be misspelt."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _told(path, error) from error


def _told(path: Path, error: OSError) -> click.ClickException:
    return click.ClickException(f"{path}: {error.strerror or error}")
