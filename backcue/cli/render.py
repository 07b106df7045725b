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
from backcue.cli.printing import say, tell, tell_some
from backcue.cli.wiring import app_context
from backcue.display.wording import length
from backcue.session_setup import RunOptions
from backcue.sound.recording import RecordingError, record, recorded_seconds
from backcue.system import atomic
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
        tell(setup.caution)
    with told_as(WrongInput, RecordingError, audiofile.AudioFileError):
        seconds = recorded_seconds(course, bank, audio)
        is_there = audiofile.check(file, seconds)
    if is_there and not force:
        raise WrongInput(f"{file}: is there already; --force replaces it")
    atomic.sweep([file.parent])
    hidden = seconds < LONG or not sys.stderr.isatty()
    bar = click.progressbar(length=_TICKS, file=sys.stderr, show_pos=False, hidden=hidden)

    def show(share: float) -> None:
        bar.update(int(share * _TICKS) - bar.pos)

    with (
        told_as(click.ClickException, audiofile.AudioFileError),
        _ending_well(),
        audiofile.writing(file, seconds=seconds, title=course.preset.name) as write,
        bar,
    ):
        written = record(course, bank, audio, write, progress=show)
    tell_some(bank.problems)
    say(f"{file}: {length(written)}")


@contextmanager
def _ending_well() -> Iterator[None]:
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
