"""`backcue render`: a whole workout as an audio file."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput, told_as
from backcue.cli.lookup import to_be_led
from backcue.cli.options import Whole, shared, workout_if_any
from backcue.cli.printing import say, tell, tell_some
from backcue.cli.wiring import app_context
from backcue.display.wording import length
from backcue.session_setup import RunOptions
from backcue.sound.recording import RecordingError, record, recorded_seconds
from backcue.sound.samples.bank import Bank
from backcue.system import atomic
from backcue.system.signals import exit_by_signal

if TYPE_CHECKING:
    from backcue.sound.render import Write

LONG = 600.0
"""Seconds of sound from which a bar shows how far it is."""
_TICKS = 1000
"""Places of the bar."""


@click.command()
@workout_if_any
@click.option(
    "-o",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write; .wav, .flac, .ogg or .mp3 says its form.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.option(
    "--session",
    type=Whole(1, 2**62),
    metavar="ID",
    help="What was heard in a session of the history, pauses and all.",
)
@shared
def render(
    workout: str, *, choices: RunOptions, file: Path, force: bool, session: int | None
) -> None:
    """Write all that is heard in WORKOUT to an audio file.

    WORKOUT is a preset's id, a preset file, or words: "5 forward, hold 2s, 4 backward".
    """
    if bool(workout) == (session is not None):
        raise click.UsageError("name a WORKOUT, or a session with --session ID")
    if session is not None and choices != RunOptions():
        raise click.UsageError("a session is written as it was heard: leave out what changes that")
    with app_context(choices) as context:
        if session is None:
            recording = _of_workout(context, workout)
        else:
            recording = _of_session(context, session)
    _write(recording, file, force=force)


class _Recording(Struct, frozen=True):
    """What is to be written."""

    title: str
    seconds: float
    """How long it will be."""
    bank: Bank
    channels: int
    """As many as are wanted."""
    record: Callable[["Write", int, Callable[[float], None]], float]
    """Writes it in so many channels, telling the share done; returns the seconds written."""


def _of_workout(context: AppContext, workout: str) -> _Recording:
    setup, bank = to_be_led(workout, context), context.bank
    course, audio = setup.course, setup.audio
    if setup.caution:
        tell(setup.caution)
    with told_as(WrongInput, RecordingError):
        seconds = recorded_seconds(course, bank, audio)

    def write(into: "Write", channels: int, progress: Callable[[float], None]) -> float:
        return record(course, bank, audio, into, channels=channels, progress=progress)

    return _Recording(course.preset.name, seconds, bank, context.channels, write)


def _of_session(context: AppContext, session: int) -> _Recording:
    from backcue.cli.sessions import failed, log_of  # noqa: PLC0415 - with it comes SQLite
    from backcue.history.database.errors import HistoryError  # noqa: PLC0415
    from backcue.replay.sound import record_log, seconds_of  # noqa: PLC0415 - only to write a file
    from backcue.session.redo import LogMismatch  # noqa: PLC0415

    with told_as(failed, HistoryError):
        log = log_of(context.history, session)
    bank = context.bank_of(log.head.voice_pack)

    def write(into: "Write", channels: int, progress: Callable[[float], None]) -> float:
        def differs(_: str) -> Exception:
            by = log.head.version
            return click.ClickException(
                f"session {session} was walked by backcue {by}, and this one walks otherwise: "
                "what was heard cannot be made again"
            )

        with told_as(differs, LogMismatch):
            return record_log(log, bank, into, channels=channels, progress=progress)

    return _Recording(log.head.course.preset.name, seconds_of(log), bank, context.channels, write)


def _write(recording: _Recording, file: Path, *, force: bool) -> None:
    from backcue.sound import audio_file as audiofile  # noqa: PLC0415 - only to write a file

    seconds, bank = recording.seconds, recording.bank
    channels = audiofile.channels_for(file, seconds, recording.channels)
    with told_as(WrongInput, audiofile.AudioFileError):
        is_there = audiofile.check(file, seconds, channels)
    if channels != recording.channels:
        tell(f"{file}: too long for two channels in a wav file: it is written in mono")
    if is_there and not force:
        raise WrongInput(f"{file}: is there already; --force replaces it")
    atomic.sweep([file.parent])
    bank.keep_parts()
    hidden = seconds < LONG or not sys.stderr.isatty()
    bar = click.progressbar(length=_TICKS, file=sys.stderr, show_pos=False, hidden=hidden)

    def show(share: float) -> None:
        end_if_told()
        bar.update(int(share * _TICKS) - bar.pos)

    with (
        told_as(click.ClickException, audiofile.AudioFileError),
        exit_by_signal() as end_if_told,
        audiofile.writing(file, seconds=seconds, channels=channels, title=recording.title) as write,
        bar,
    ):
        written = recording.record(write, channels, show)
    tell_some(bank.problems)
    say(f"{file}: {length(written)}")
