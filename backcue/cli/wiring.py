"""Where everything is put together: the person's settings, and what one run works with."""

import sys
from contextlib import closing

from backcue.app_context import AppContext
from backcue.display.wording import SETTINGS_ASIDE
from backcue.session_setup import RunOptions
from backcue.settings.file import FileRead, read_file
from backcue.system import paths


def load_settings() -> FileRead:
    """Read the person's settings; say on standard error what is wrong, and is left aside."""
    read = read_file(paths.settings_file())
    if read.error is not None:
        for line in (*read.error.messages, SETTINGS_ASIDE):
            print(line, file=sys.stderr)  # noqa: T201 - the menu does without click
    return read


def app_context(
    options: RunOptions | None = None, *, output: str | None = None, volume: int | None = None
) -> closing[AppContext]:
    """Returns the context of one run, to be entered: its sound output is closed at the end.

    `output` and `volume` (percent) go before the settings where they are given.
    """
    read = load_settings()
    context = AppContext(
        read.settings, options or RunOptions(), output=output, volume_percent=volume
    )
    context.settings_error = read.error
    return closing(context)
