"""Every setting there is: its key, its type and limits, its default, one line of help.

A field of one of the tables is all that a setting needs: the check of the file, `backcue
settings`, the screen and the page of documents are made from `SETTINGS`, which is made from them.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, structs

from backcue.keys.actions_and_keys import ACTIONS, Action
from backcue.toml.plain_words import WORD, choices, leaves
from backcue.toml.quantities import CadenceSpm, StepLength
from backcue.workout.model import Foot, Surface
from backcue.workout.pace import Pace

_PACE = Pace()


def _told(words: str, unit: str) -> Meta:
    """Returns the line of help of a setting, and the unit of its figure."""
    return Meta(description=words, extra={"unit": unit})


def _spm(words: str) -> Meta:
    return _told(f"Cadence {words}.", "steps/min")


def _metres(words: str) -> Meta:
    return _told(f"Length of a step {words}.", "m")


class PaceSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[pace]: cadences and step lengths."""

    forward_walk: Annotated[CadenceSpm, _spm("walking forward")] = _PACE.forward_walk
    backward_walk: Annotated[CadenceSpm, _spm("walking backward")] = _PACE.backward_walk
    forward_run: Annotated[CadenceSpm, _spm("running forward")] = _PACE.forward_run
    backward_run: Annotated[CadenceSpm, _spm("running backward")] = _PACE.backward_run
    forward_walk_step: Annotated[StepLength, _metres("walking forward")] = _PACE.forward_walk_step
    backward_walk_step: Annotated[StepLength, _metres("walking backward")] = (
        _PACE.backward_walk_step
    )
    forward_run_step: Annotated[StepLength, _metres("running forward")] = _PACE.forward_run_step
    backward_run_step: Annotated[StepLength, _metres("running backward")] = _PACE.backward_run_step


class SoundSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[sound]: what is heard, and through what."""

    output: Annotated[
        Literal["auto", "miniaudio", "simpleaudio", "bell", "none"],
        Meta(description="What plays the sounds; auto takes the best there is."),
    ] = "auto"
    volume: Annotated[Annotated[int, Meta(ge=0, le=100)], _told("Loudness.", "%")] = 80
    voice: Annotated[bool, Meta(description="Whether a voice says what comes.")] = True
    voice_pack: Annotated[
        str, Meta(pattern=WORD, max_length=60, description="Which voice: the name of its folder.")
    ] = "en"
    detail: Annotated[
        Literal["full", "brief", "changes"],
        Meta(description="How much the voice says: all, briefly, or only what changes."),
    ] = "full"
    beats: Annotated[bool, Meta(description="Whether every step has a beat.")] = True
    steps: Annotated[
        Literal["wood", "footstep", "drum"],
        Meta(description="What steps sound like: two woods, soles on a floor, or two drums."),
    ] = "wood"
    stereo: Annotated[
        bool, Meta(description="Whether steps are heard on their sides; false: all in mono.")
    ] = True
    audio_offset_ms: Annotated[
        Annotated[float, Meta(ge=-1000, le=2000)],
        _told("How late sound comes, as through Bluetooth: it is sent earlier by as much.", "ms"),
    ] = 0.0


class SessionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[session]: how a workout is led."""

    ready: Annotated[
        Annotated[float, Meta(ge=0, le=600)], _told("Time before the first step.", "s")
    ] = 10.0
    first_foot: Annotated[Foot, Meta(description="The foot of the first step.")] = Foot.RIGHT
    surface: Annotated[
        Surface | None, Meta(description="Where you usually walk; left out, you are asked.")
    ] = None
    turn: Annotated[
        Literal["key"] | Annotated[float, Meta(ge=1, le=3600)],
        _told("How a turn on a moving belt ends: by a key, or after so many seconds.", "s"),
    ] = "key"
    settle: Annotated[
        Annotated[float, Meta(ge=0, le=120)],
        _told("Time to find your stride on a moving belt, before the beat.", "s"),
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


class TrainingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[training]: what is advised for today."""

    path: Annotated[
        Literal["ladder", "daily", "balance", "running", "knee-friendly", "off"],
        Meta(description="Along which path you are led from day to day; off: no advice."),
    ] = "ladder"
    pinned: Annotated[
        Annotated[str, Meta(pattern=WORD, max_length=60)] | None,
        Meta(description="The rung you stay on, a workout of that path; left out, none."),
    ] = None
    sessions_per_rung: Annotated[
        Annotated[int, Meta(ge=1, le=20)],
        Meta(description="On how many days a rung is to be easy before the next one."),
    ] = 3


class PersonSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[person]: what only the person can tell."""

    safety_accepted: Annotated[
        bool, Meta(description="Whether the page on safety was read and accepted.")
    ] = False
    body_mass_kg: Annotated[
        Annotated[float, Meta(ge=20, le=400)] | None,
        _told("Your weight; left out, no energy is estimated. It stays on this machine.", "kg"),
    ] = None


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The file settings.toml, table by table; what it leaves out is as it comes."""

    pace: PaceSettings = PaceSettings()
    sound: SoundSettings = SoundSettings()
    session: SessionSettings = SessionSettings()
    screen: ScreenSettings = ScreenSettings()
    training: TrainingSettings = TrainingSettings()
    keys: dict[str, tuple[str, ...]] = {}
    """Action: the keys that do it, in the place of its usual ones."""
    person: PersonSettings = PersonSettings()


class Setting(Struct, frozen=True):
    """One setting, told to a person."""

    key: str
    """As in the file: `sound.volume`."""
    value_type: Any
    """What its value is in the file, for msgspec."""
    kind: type
    """What it is beside its `choices`: bool, int, float, str, or tuple for a list of keys."""
    choices: tuple[str, ...]
    """The words it can be; a number with choices may be one of them too."""
    low: float | None
    high: float | None
    unit: str
    """Of its figure; empty where it has none."""
    default: Any
    """None: nothing is set."""
    help: str

    @property
    def table(self) -> str:
        """Which table of the file it is in."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its key in that table."""
        return self.key.partition(".")[2]


def _setting(key: str, field: structs.FieldInfo) -> Setting:
    """Returns a setting as the types of the file describe it."""
    parts = list(leaves(field.type))
    said = [part for part in parts if isinstance(part, Meta)]
    return Setting(
        key=key,
        value_type=field.type,
        kind=next((kind for kind in (bool, int, float) if kind in parts), str),
        choices=tuple(choices(field.type)),
        low=next((limit.ge for limit in said if limit.ge is not None), None),
        high=next((limit.le for limit in said if limit.le is not None), None),
        unit=next((told.extra["unit"] for told in said if told.extra), ""),
        default=field.default,
        help=next(told.description for told in said if told.description),
    )


def _keys_of(action: Action) -> Setting:
    """Returns the setting that gives an action its keys."""
    return Setting(
        key=f"keys.{action.id}",
        value_type=tuple[str, ...],
        kind=tuple,
        choices=(),
        low=None,
        high=None,
        unit="",
        default=action.keys,
        help=f"{action.description[0].upper()}{action.description[1:]}.",
    )


SETTINGS = (
    *(
        _setting(f"{table.name}.{field.name}", field)
        for table in structs.fields(Settings)
        if isinstance(table.default, Struct)
        for field in structs.fields(table.default)
    ),
    *map(_keys_of, ACTIONS),
)
"""Every setting, in the order of the file, the keys last."""
BY_KEY = {setting.key: setting for setting in SETTINGS}
