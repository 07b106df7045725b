"""The lines of the list of settings: what each is called, what it is, and what it would be."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from rich.cells import set_cell_size
from rich.text import Text
from textual.widgets.option_list import Option

from backcue.app_context import AppContext
from backcue.display.wording import setting_value
from backcue.keys.names import key_sign
from backcue.settings.schema import SETTINGS, Setting
from backcue.settings.values import value_of
from backcue.ui.widgets.cells import shortened

MEASURE = "measure"
"""The id of the line that measures the sound's delay; the others have their setting's key."""
_AFTER = "sound.audio_offset_ms"
_NAME, _FIGURE, _KEYS = 20, 16, 28
"""Cells of a name, and of a value where lines are narrow and wide; what it is has the rest."""
_WIDE = 100
"""Cells from which lines are wide."""
_HELP = 20
"""Cells from which there is room for what a setting is."""


class SettingLine(Struct, frozen=True):
    """A setting with the value that it has now."""

    setting: Setting
    value: object
    option: str | None = None
    """The option of this run that goes before it."""
    unkept: bool = False
    """Whether its value holds for this run only."""

    @property
    def is_changed(self) -> bool:
        """Whether it is another than the default."""
        return bool(self.value != self.setting.default)

    @property
    def name(self) -> str:
        """What it is called under the heading of its table."""
        return self.setting.name.replace("_", " ")

    def told(self, value: object) -> str:
        """Returns a value for the eye: keys as they stand on a keyboard."""
        if isinstance(value, bool):
            return "on" if value else "off"
        if isinstance(value, tuple):
            return "  ".join(map(key_sign, value)) or "no key"
        return setting_value(self.setting, value)

    def says(self, words: Sequence[str]) -> bool:
        """Whether all of these words stand somewhere in it."""
        setting = self.setting
        text = f"{setting.key} {self.name} {setting.help} {self.told(self.value)}".casefold()
        return all(word in text for word in words)


def setting_lines(context: AppContext) -> Iterator[SettingLine]:
    """Returns all settings as they are now."""
    overridden: Mapping[str, str] = context.overridden
    for setting in SETTINGS:
        yield SettingLine(
            setting,
            value_of(context.settings, setting),
            overridden.get(setting.key),
            setting.key in context.unkept,
        )


def options(lines: Sequence[SettingLine], width: int) -> Iterator[Option]:
    """Returns the lines as the list takes them, each table under its heading."""
    heading = ""
    for line in lines:
        if line.setting.table != heading:
            heading = line.setting.table
            yield Option(Text(heading, style="dim italic", no_wrap=True), disabled=True)
        yield Option(_prompt(line, width), id=line.setting.key)
        if line.setting.key == _AFTER:
            yield Option(Text("   measure it with your ears …", no_wrap=True), id=MEASURE)


def header(width: int) -> str:
    """Returns what stands above the columns."""
    words = ("setting", "value", "default", "what it is")
    cells = (_cell(word, room) for word, room in zip(words, _columns(width), strict=True))
    return "  " + "".join(cells).rstrip()


def _columns(width: int) -> tuple[int, int, int, int]:
    """Returns the cells of name, value, default and help, a gap behind each."""
    figures = _FIGURE if width < _WIDE else _KEYS
    rest = width - 2 - _NAME - 2 * figures
    return _NAME, figures, figures, rest if rest >= _HELP else 0


def _prompt(line: SettingLine, width: int) -> Text:
    name, value, default, rest = _columns(width)
    style = "bold" if line.is_changed else ""
    text = Text("▪ " if line.is_changed else "  ", style, no_wrap=True)
    text.append(_cell(line.name, name) + _cell(line.told(line.value), value))
    if line.option:
        return text.append(_cell(f"this run: {line.option}", default + rest))
    text.append(_cell(line.told(line.setting.default), default), "dim not bold")
    return text.append(_cell(line.setting.help, rest), "dim not bold")


def _cell(text: str, width: int) -> str:
    """Returns a text cut or filled to a column, with a gap behind it."""
    return set_cell_size(shortened(text, max(0, width - 2)), width)
