"""Settings that name something that is there or not: a theme, a voice, a rung.

In a file any name is taken, and noticed where it is wanted: what it names may come later, or be on
another machine.
"""

from collections.abc import Iterator, Sequence

from backcue.settings.schema import BY_KEY, Setting, Settings
from backcue.settings.values import WrongValue, value_of
from backcue.sound.samples.folders import voices
from backcue.system import paths
from backcue.text.nearest import did_you_mean
from backcue.toml.plain_words import short

_CALLED = {
    "screen.theme": "theme",
    "sound.voice_pack": "voice",
    "training.pinned": "rung",
}
"""The settings that name something, and what it is."""


def known_names(setting: Setting) -> Sequence[str]:
    """Returns the names that a setting can have here; none where it is no such setting."""
    match setting.key:
        case "screen.theme":
            from backcue.ui.themes import all_themes  # noqa: PLC0415 - Textual is slow

            return all_themes()
        case "sound.voice_pack":
            return voices(paths.sounds_dir())
        case "training.pinned":
            from backcue.training.rungs import RUNGS  # noqa: PLC0415 - only for this one

            return tuple(RUNGS)
    return ()


def check_name(setting: Setting, value: object) -> None:
    """Raise WrongValue, with the nearest names, where nothing here has this one."""
    if why := _unknown(setting, value):
        raise WrongValue(why)


def unknown_names(settings: Settings) -> Iterator[str]:
    """Returns what is said of each name in these settings that nothing here has."""
    for setting in map(BY_KEY.__getitem__, _CALLED):
        value = value_of(settings, setting)
        # No look at what there is for what everybody has.
        if value != setting.default and (why := _unknown(setting, value)):
            yield why.splitlines()[0]


def _unknown(setting: Setting, value: object) -> str | None:
    names = known_names(setting)
    if value is None or not names or value in names:
        return None
    name = str(value)
    return (
        f"{setting.key}: there is no {_CALLED[setting.key]} {short(name)}"
        f"{did_you_mean(name, names)}\nthere are {', '.join(names)}"
    )
