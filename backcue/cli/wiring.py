"""Where everything is put together: the person's settings, and what one run works with."""

from collections.abc import Iterator
from contextlib import contextmanager

from backcue.app_context import AppContext
from backcue.cli.printing import tell
from backcue.display.wording import settings_aside
from backcue.session_setup import RunOptions
from backcue.settings.file import FileRead, read_file
from backcue.system import atomic, paths
from backcue.system.faults import gathered


def load_settings() -> FileRead:
    """Read the person's settings; say on standard error what is wrong, and is left aside."""
    read = read_file(paths.settings_file())
    if read.error is not None:
        for line in (*read.error.messages, settings_aside(whole=read.error.whole)):
            tell(line)
    return read


@contextmanager
def app_context(
    options: RunOptions | None = None, *, output: str | None = None, volume: int | None = None
) -> Iterator[AppContext]:
    """Hands out the context of one run; its sound output is closed at the end.

    `output` and `volume` (percent) go before the settings where they are given.
    """
    ours = (paths.config_dir(), paths.presets_dir(), paths.data_dir(), paths.drafts_dir())
    atomic.sweep(ours, locks=True)
    read = load_settings()
    with gathered() as faults:
        context = AppContext(
            read.settings,
            options or RunOptions(),
            output=output,
            volume_percent=volume,
            faults=faults,
        )
        context.settings_error = read.error
        try:
            yield context
        finally:
            context.close()
            # What a screen told is gone with it.
            faulty = faults.lines if faults.listener is None else ()
            for told in (*context.news(), *faulty):
                tell(told)
