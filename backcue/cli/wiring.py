"""Where everything is put together: the one place that knows what lies in which folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from backcue.app_context import AppContext
from backcue.cli.lookup import load_library, load_settings
from backcue.presets.kept_cadences import KeptCadences
from backcue.presets.own import OwnPresets
from backcue.presets.recent import RecentWords
from backcue.session_setup import RunOptions
from backcue.system import paths


@contextmanager
def app_context(
    options: RunOptions | None = None, *, output: str | None = None, volume: int | None = None
) -> Iterator[AppContext]:
    """Returns the context of one run, with its sound output closed at the end.

    `output` and `volume` (percent) go before the settings where they are given.
    """
    context = AppContext(
        settings=load_settings(),
        settings_file=paths.settings_file(),
        library=load_library(),
        own=OwnPresets(paths.presets_dir()),
        recent=RecentWords(paths.recent_file()),
        kept=KeptCadences(paths.kept_cadences_file()),
        own_sounds=paths.sounds_dir(),
        sessions_file=paths.sessions_file(),
        options=options or RunOptions(),
        output=output,
        volume_percent=volume,
    )
    try:
        yield context
    finally:
        context.close()
