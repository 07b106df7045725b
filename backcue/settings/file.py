"""The person's settings: read with every error at its place, written keeping comments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal, Self

from msgspec import Meta, Struct, structs

from backcue.system import atomic
from backcue.toml.document import WORD, Document, TomlFileError, read_text
from backcue.toml.quantities import CadenceSpm, StepLength
from backcue.workout.model import Foot, Surface
from backcue.workout.pace import Pace

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value = str | float | bool | list[str] | None
"""What a key of the settings can be set to; None: back to what it is unless set."""

_PACE = Pace()
_HEADER = "# Settings of backcue. What is left out stays as it comes.\n\n"


class SettingsError(TomlFileError):
    """Settings that are wrong; `messages` has a line for each thing that is."""


class PaceSettings(Struct, frozen=True):
    """[pace]: cadences in steps per minute, step lengths in metres."""

    forward_walk: CadenceSpm = _PACE.forward_walk
    backward_walk: CadenceSpm = _PACE.backward_walk
    forward_run: CadenceSpm = _PACE.forward_run
    backward_run: CadenceSpm = _PACE.backward_run
    forward_walk_step: StepLength = _PACE.forward_walk_step
    backward_walk_step: StepLength = _PACE.backward_walk_step
    forward_run_step: StepLength = _PACE.forward_run_step
    backward_run_step: StepLength = _PACE.backward_run_step


class SoundSettings(Struct, frozen=True):
    """[sound]: what is heard, and through what."""

    output: Literal["auto", "miniaudio", "simpleaudio", "bell", "none"] = "auto"
    volume: Annotated[int, Meta(ge=0, le=100)] = 80
    """Percent."""
    voice: bool = True
    voice_pack: Annotated[str, Meta(pattern=WORD, max_length=60)] = "en"
    beats: bool = True
    audio_offset_ms: Annotated[float, Meta(ge=-1000, le=2000)] = 0.0
    """How late sound reaches the ear, as through Bluetooth; cues go out earlier by as much."""


class SessionSettings(Struct, frozen=True):
    """[session]: how a workout is led."""

    ready: Annotated[float, Meta(ge=0, le=600)] = 10.0
    """Seconds before the first step."""
    first_foot: Foot = Foot.RIGHT
    surface: Surface = Surface.FLOOR
    turn: Literal["key"] | Annotated[float, Meta(ge=1, le=3600)] = "key"
    """How a turn on a moving belt ends: by the person's key, or after so many seconds."""
    settle: Annotated[float, Meta(ge=0, le=120)] = 10.0
    """Seconds after a turn on a moving belt before the beat begins."""
    fade: Annotated[float, Meta(ge=0, le=1)] = 0.0
    """Share of beats that falls silent."""
    bottom_row_pauses: bool = False
    """Whether every key of the keyboard's bottom row pauses, to be hit without looking."""

    @property
    def turn_seconds(self) -> float | None:
        """Seconds that a turn lasts; None: until the person's key."""
        return None if isinstance(self.turn, str) else self.turn


class PersonSettings(Struct, frozen=True):
    """[person]: what only the person can tell."""

    body_mass_kg: Annotated[float, Meta(ge=20, le=400)] | None = None
    safety_accepted: bool = False
    """Whether the page on safety was read and accepted."""


class SettingsFile(Struct, frozen=True):
    """The file settings.toml, table by table."""

    pace: PaceSettings = PaceSettings()
    sound: SoundSettings = SoundSettings()
    session: SessionSettings = SessionSettings()
    keys: dict[str, tuple[str, ...]] = {}
    person: PersonSettings = PersonSettings()


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; what the file leaves out is as it comes."""

    pace: Pace = field(default_factory=Pace)
    sound: SoundSettings = field(default_factory=SoundSettings)
    session: SessionSettings = field(default_factory=SessionSettings)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Action: the keys that do it, in the place of its usual ones."""
    person: PersonSettings = field(default_factory=PersonSettings)

    @classmethod
    def of(cls, file: SettingsFile) -> Self:
        """Returns the settings that a file holds."""
        return cls(
            pace=Pace(**structs.asdict(file.pace)),
            sound=file.sound,
            session=file.session,
            keys=MappingProxyType(file.keys),
            person=file.person,
        )


def load(path: Path) -> Settings:
    """Read the settings; where there is no file, all is as it comes.

    SettingsError: the file cannot be read or is wrong; all that is wrong is told at once.
    """
    return _read(_text(path), path)


def change(path: Path, **dotted: Value) -> Settings:
    """Set keys by their dotted names, as `change(path, **{"sound.volume": 60})`; keep the rest.

    Gives the settings as they are then. SettingsError: the file is wrong already, or would
    be: it is not touched then. OSError: it cannot be written.
    """
    # Imported here: 20 ms that only writing needs.
    import tomlkit  # noqa: PLC0415

    text = _text(path)
    _read(text, path)
    # A key put behind a last line without an end would join it.
    document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n" if text else _HEADER)
    before = document.as_string()
    for name, value in dotted.items():
        _put(document, name, value)
    changed = document.as_string()
    settings = _read(changed, path)
    if changed != before:
        atomic.write_text(path, changed)
    return settings


def _text(path: Path) -> str:
    """Returns the text of the settings file, empty where there is none."""
    try:
        text, problems = read_text(path)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SettingsError.unreadable(path, error) from error
    if problems:
        raise SettingsError(path, problems)
    return text


def _read(text: str, path: Path) -> Settings:
    document = Document(text)
    file = document.into(SettingsFile)
    if file is None:
        raise SettingsError(path, document.problems)
    return Settings.of(file)


def _put(document: "TOMLDocument", name: str, value: Value) -> None:
    """Set one key of one table, or take it out where the value is None."""
    import tomlkit  # noqa: PLC0415

    table, _, key = name.partition(".")
    if value is None:
        if table in document and key in document[table]:
            del document[table][key]
        return
    if table not in document:
        document[table] = tomlkit.table()
    document[table][key] = value
