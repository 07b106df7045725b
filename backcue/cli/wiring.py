"""Where everything is put together: the person's settings, and what one run works with."""

from contextlib import closing

from backcue.app_context import AppContext
from backcue.cli.errors import WrongInput
from backcue.session_setup import RunOptions
from backcue.settings import file as settings
from backcue.settings.schema import Settings
from backcue.system import paths
from backcue.toml.document import TomlFileError


def load_settings() -> Settings:
    """Read the person's settings; WrongInput where they are wrong."""
    try:
        return settings.load(paths.settings_file())
    except TomlFileError as error:
        raise WrongInput(f"the settings cannot be used\n{error}") from error


def app_context(
    options: RunOptions | None = None, *, output: str | None = None, volume: int | None = None
) -> closing[AppContext]:
    """Returns the context of one run, to be entered: its sound output is closed at the end.

    `output` and `volume` (percent) go before the settings where they are given.
    """
    options = options or RunOptions()
    return closing(AppContext(load_settings(), options, output=output, volume_percent=volume))
