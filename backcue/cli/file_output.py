"""Files that commands write: never half, never over another unasked, gone where it is ended."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from backcue.cli.errors import WrongInput
from backcue.system import atomic
from backcue.system.signals import STATUS


@contextmanager
def ending_well() -> Iterator[None]:
    """Let a request to end take away what is half written, as ctrl+c does."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(STATUS + number)

    there = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # What is ignored from the start, as `nohup` has it, stays so.
    before = {one: signal.getsignal(one) for one in there}
    caught = [one for one in there if before[one] is not signal.SIG_IGN]
    for one in caught:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one in caught:
            signal.signal(one, before[one])


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[Path]:
    """Hands out a name to write to; at the good end what is there takes its place.

    WrongInput: there is such a file, and `force` does not say to replace it.
    """
    try:
        if path.exists() and not force:
            raise WrongInput(f"{path}: is there already; --force replaces it")
        atomic.real(path).parent.mkdir(parents=True, exist_ok=True)
        atomic.sweep([path.parent])
        with atomic.drafted(path) as draft:
            yield draft
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror or error}") from error
