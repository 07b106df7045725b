"""`backcue render`: a whole workout as an audio file."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from backcue.cli.errors import WrongInput, told_as
from backcue.cli.lookup import to_be_led
from backcue.cli.options import shared, workout_argument
from backcue.cli.wiring import app_context
from backcue.display.wording import length
from backcue.session_setup import RunOptions
from backcue.sound.recording import RecordingError, record, recorded_seconds
from backcue.system.signals import STATUS

LONG = 600.0
"""Seconds of sound from which a bar shows how far it is."""
_TICKS = 1000
"""Places of the bar."""


@click.command()
@workout_argument
@click.option(
    "-o",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write; .wav, .flac, .ogg or .mp3 says its form.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@shared
def render(workout: str, *, choices: RunOptions, file: Path, force: bool) -> None:
    """Write all that is heard in WORKOUT to an audio file.

    WORKOUT is a preset's id, a preset file, or words: "5 forward, hold 2s, 4 backward".
    """
    from backcue.sound import audio_file as audiofile  # noqa: PLC0415 - numpy is slow

    with app_context(choices) as context:
        setup, bank = to_be_led(workout, context), context.bank
    course, audio = setup.course, setup.audio
    if setup.caution:
        click.echo(setup.caution, err=True)
    # What a link points to is replaced, and the link stays.
    target = file.resolve() if file.is_symlink() else file
    with told_as(WrongInput, RecordingError, audiofile.AudioFileError):
        seconds = recorded_seconds(course, bank, audio)
        audiofile.check(target, seconds)
    if target.exists() and not force:
        raise WrongInput(f"{file}: is there already; --force replaces it")
    hidden = seconds < LONG or not sys.stderr.isatty()
    bar = click.progressbar(length=_TICKS, file=sys.stderr, show_pos=False, hidden=hidden)

    def show(share: float) -> None:
        bar.update(int(share * _TICKS) - bar.pos)

    with (
        told_as(click.ClickException, audiofile.AudioFileError),
        _ending_well(),
        audiofile.writing(target, seconds=seconds, title=course.preset.name) as write,
        bar,
    ):
        written = record(course, bank, audio, write, progress=show)
    for problem in bank.problems:
        click.echo(problem, err=True)
    click.echo(f"{file}: {length(written)}")


@contextmanager
def _ending_well() -> Iterator[None]:
    """Let a request to end take away what is half written, as ctrl+c does."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(STATUS + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
