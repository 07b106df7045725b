"""Every setting there is: its key, its type and limits, its default, one line of help."""

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from backcue.toml.document import WORD, choices, leaves
from backcue.toml.quantities import CadenceSpm, StepLength
from backcue.workout.model import Foot, Surface
from backcue.workout.pace import Pace

_PACE = Pace()
_SPM = Meta(description="Cadence, steps per minute.")
_METRES = Meta(description="Step length, metres per step.")


class PaceSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[pace]: cadences and step lengths."""

    forward_walk: Annotated[CadenceSpm, _SPM] = _PACE.forward_walk
    backward_walk: Annotated[CadenceSpm, _SPM] = _PACE.backward_walk
    forward_run: Annotated[CadenceSpm, _SPM] = _PACE.forward_run
    backward_run: Annotated[CadenceSpm, _SPM] = _PACE.backward_run
    forward_walk_step: Annotated[StepLength, _METRES] = _PACE.forward_walk_step
    backward_walk_step: Annotated[StepLength, _METRES] = _PACE.backward_walk_step
    forward_run_step: Annotated[StepLength, _METRES] = _PACE.forward_run_step
    backward_run_step: Annotated[StepLength, _METRES] = _PACE.backward_run_step


class SoundSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[sound]: what is heard, and through what."""

    output: Annotated[
        Literal["auto", "miniaudio", "simpleaudio", "bell", "none"],
        Meta(description="What plays the sounds; auto takes the best there is."),
    ] = "auto"
    volume: Annotated[int, Meta(ge=0, le=100, description="Loudness in percent.")] = 80
    voice: Annotated[bool, Meta(description="Whether a voice says what comes.")] = True
    voice_pack: Annotated[
        str, Meta(pattern=WORD, max_length=60, description="Which voice: the name of its folder.")
    ] = "en"
    beats: Annotated[bool, Meta(description="Whether every step has a beat.")] = True
    audio_offset_ms: Annotated[
        Annotated[float, Meta(ge=-1000, le=2000)],
        Meta(description="Milliseconds that sound comes late, as through Bluetooth."),
    ] = 0.0


class SessionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[session]: how a workout is led."""

    ready: Annotated[float, Meta(ge=0, le=600, description="Seconds before the first step.")] = 10.0
    first_foot: Annotated[Foot, Meta(description="The foot of the first step.")] = Foot.RIGHT
    surface: Annotated[
        Surface | None, Meta(description="Where you usually walk; left out, you are asked.")
    ] = None
    turn: Annotated[
        Literal["key"] | Annotated[float, Meta(ge=1, le=3600)],
        Meta(description="How a turn on a moving belt ends: by a key, or after so many seconds."),
    ] = "key"
    settle: Annotated[
        float,
        Meta(
            ge=0,
            le=120,
            description="Seconds to find your stride on a moving belt, before the beat.",
        ),
    ] = 10.0
    holds_on_rails: Annotated[
        bool, Meta(description="Whether you step onto the side rails of a moving belt for holds.")
    ] = False
    fade: Annotated[
        float, Meta(ge=0, le=1, description="Share of beats that falls silent, 0 to 1.")
    ] = 0.0
    bottom_row_pauses: Annotated[
        bool, Meta(description="Whether every key of the bottom row pauses, to be hit unseen.")
    ] = False

    @property
    def turn_seconds(self) -> float | None:
        """Seconds that a turn lasts; None: until the person's key."""
        return None if isinstance(self.turn, str) else self.turn


class ScreenSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[screen]: what the screens look like."""

    theme: Annotated[
        str,
        Meta(
            pattern=WORD,
            max_length=60,
            description="The colours: backcue-dark, backcue-light, or another that ctrl+p lists.",
        ),
    ] = "backcue-dark"


class PersonSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[person]: what only the person can tell."""

    body_mass_kg: Annotated[
        Annotated[float, Meta(ge=20, le=400)] | None,
        Meta(description="Body mass in kilograms, for energy."),
    ] = None
    safety_accepted: Annotated[
        bool, Meta(description="Whether the page on safety was read and accepted.")
    ] = False


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The file settings.toml, table by table; what it leaves out is as it comes."""

    pace: PaceSettings = PaceSettings()
    sound: SoundSettings = SoundSettings()
    session: SessionSettings = SessionSettings()
    screen: ScreenSettings = ScreenSettings()
    keys: dict[str, tuple[str, ...]] = {}
    """Action: the keys that do it, in the place of its usual ones."""
    person: PersonSettings = PersonSettings()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, told to a person; which keys do what is no setting of this table."""

    key: str
    """As in the file: `sound.volume`."""
    kind: type
    """What it is beside its `choices`: bool, int, float or str."""
    choices: tuple[str, ...]
    """The words it can be; a number with choices may be one of them too."""
    low: float | None
    high: float | None
    default: str | float | None
    help: str


def _setting(key: str, field: structs.FieldInfo) -> Setting:
    """Returns a setting as the types of the file describe it."""
    parts = list(leaves(field.type))
    limits = [part for part in parts if isinstance(part, Meta)]
    return Setting(
        key=key,
        kind=next((kind for kind in (bool, int, float) if kind in parts), str),
        choices=tuple(choices(field.type)),
        low=next((limit.ge for limit in limits if limit.ge is not None), None),
        high=next((limit.le for limit in limits if limit.le is not None), None),
        default=field.default,
        help=next(limit.description for limit in limits if limit.description),
    )


SETTINGS = tuple(
    _setting(f"{table.name}.{field.name}", field)
    for table in structs.fields(Settings)
    if isinstance(table.default, Struct)
    for field in structs.fields(table.default)
)
"""Every setting, in the order of the file."""
