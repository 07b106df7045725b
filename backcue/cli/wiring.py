"""Where everything is put together: the person's settings, and what one run works with."""

from collections.abc import Iterator
from contextlib import contextmanager

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput
from backcue.cli.printing import tell
from backcue.session_setup import RunOptions
from backcue.settings import file as settings
from backcue.settings.schema import Settings
from backcue.system import atomic, paths
from backcue.toml.document import TomlFileError


def load_settings() -> Settings:
    """Read the person's settings; WrongInput where they are wrong."""
    try:
        return settings.load(paths.settings_file())
    except TomlFileError as error:
        raise WrongInput(f"the settings cannot be used\n{error}") from error


@contextmanager
def app_context(
    options: RunOptions | None = None, *, output: str | None = None, volume: int | None = None
) -> Iterator[AppContext]:
    """Hands out the context of one run; its sound output is closed at the end.

    `output` and `volume` (percent) go before the settings where they are given.
    """
    options = options or RunOptions()
    atomic.sweep((paths.config_dir(), paths.presets_dir(), paths.data_dir()), locks=True)
    context = AppContext(load_settings(), options, output=output, volume_percent=volume)
    try:
        yield context
    finally:
        context.close()
        for problem in context.news():
            tell(problem)
