"""The person's settings in one run: what they are now, and how they change on the way."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from backcue.session_setup import USUAL_SURFACE, RunOptions
from backcue.settings.file import SettingsError, change, read_file
from backcue.settings.schema import BY_KEY, Setting, Settings
from backcue.settings.values import with_value
from backcue.system import paths
from backcue.toml.editing import Value
from backcue.workout.model import Surface

if TYPE_CHECKING:
    from backcue.toml.document import TomlFileError


class OwnSettings:
    """What the person has set, and what this run was begun with instead of it.

    What is set on the way is kept in the file, and holds at once; where it cannot be kept it
    holds for this run.
    """

    def __init__(self, settings: Settings, options: RunOptions | None = None) -> None:
        self.settings = settings
        """The person's settings, as they are now."""
        self.options = options or RunOptions()
        self.settings_error: TomlFileError | None = None
        """What is wrong in the settings file; such settings are as they come."""
        self.unkept: set[str] = set()
        """Keys of settings that were changed for this run only, as they could not be kept."""

    @property
    def is_safety_unread(self) -> bool:
        """Whether the page on safety is still to be read and accepted."""
        return not self.settings.person.safety_accepted

    def accept_safety(self) -> str | None:
        """Keep that it was accepted; returns why it could not be kept, to be asked again then."""
        try:
            self._set("person.safety_accepted", value=True)
        except (OSError, SettingsError) as error:
            why = getattr(error, "strerror", None) or error
            return f"this will be asked again: it could not be kept: {why}"
        return None

    def keep_theme(self, name: str) -> str | None:
        """Keep in which theme the screens are shown; returns why that could not be, if so."""
        if name == self.settings.screen.theme:
            return None
        why = self.change_setting(BY_KEY["screen.theme"], name)
        return why and f"the colours are kept for this time only: {why}"

    @property
    def surface(self) -> Surface:
        """Where the person walks: as this run says, else the settings, else on the floor."""
        return self.options.surface or self.settings.session.surface or USUAL_SURFACE

    @property
    def is_surface_unasked(self) -> bool:
        """Whether nobody has said yet where the person walks."""
        return self.options.surface is None and self.settings.session.surface is None

    def choose_surface(self, surface: Surface) -> str | None:
        """Walk there from now on, and keep it as a setting; returns why it could not be kept.

        It counts for this run either way, and goes before what the run was begun with.
        """
        self.options = replace(self.options, surface=None)
        why = self.change_setting(BY_KEY["session.surface"], surface.value)
        return why and f"this holds until you leave: it could not be kept: {why}"

    def keep_offset(self, offset_ms: int) -> None:
        """Send sounds earlier by so much, in the sessions to come and as a setting.

        Raises OSError and SettingsError where it cannot be kept; nothing is changed then.
        """
        self._set("sound.audio_offset_ms", value=offset_ms)

    def change_setting(self, setting: Setting, value: Value) -> str | None:
        """Set a setting for the sessions to come, and in the file; None: its default.

        The value must be one that it can have. Returns why it could not be kept, and holds for
        this run only.
        """
        try:
            self._set(setting.key, value=value)
        except (OSError, SettingsError) as error:
            self._hold(setting, value)
            self.unkept.add(setting.key)
            return str(getattr(error, "strerror", None) or error)
        self.unkept.discard(setting.key)
        return None

    def _set(self, key: str, *, value: Value) -> None:
        # Only this key: what is set for this run alone stays, whatever the file says of it.
        change(paths.settings_file(), **{key: value})
        if self.settings_error is not None:
            self.settings_error = read_file(paths.settings_file()).error
        self._hold(BY_KEY[key], value)

    def _hold(self, setting: Setting, value: Value) -> None:
        before, self.settings = self.settings, with_value(self.settings, setting, value)
        self._came_into_force(before)

    def _came_into_force(self, before: Settings) -> None:
        """Let go of what stands on settings that are others now."""
