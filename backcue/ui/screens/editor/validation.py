"""What is to be said about a preset that is being written."""

from dataclasses import dataclass, replace

from backcue.app_context import AppContext
from backcue.presets.own import Draft, problem_with
from backcue.presets.preset_file import PresetError
from backcue.presets.writing import Fields
from backcue.ui.screens.editor.words_area import Fault
from backcue.workout.notation import NotationError, parse
from backcue.workout.preset import Preset

_FIELD = {"sequence": "words", "pace.forward": "forward", "pace.backward": "backward"}
"""Key in the file: the field for it where that has another name."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What is wrong, if anything, and what the rest makes."""

    preset: Preset | None
    """What the words come to, name and id aside; None where they come to nothing."""
    field: str | None = None
    """The field that is wrong."""
    message: str = ""
    fault: Fault | None = None
    """Where in the words it is wrong."""
    where: str = ""
    """What saving will do."""


def validate(
    fields: Fields,
    draft: Draft,
    context: AppContext,
    width: int,
    *,
    insisting: bool,
) -> Validation:
    """Validate what is filled in. What is still empty is no fault unless `insisting`.

    `width` is how many characters of the words a message may show; 0: none.
    """
    preset = _preset(fields, draft, context)
    good = Validation(preset, where=_where(fields, draft, context))
    if fields.sequence.strip() or insisting:
        try:
            parse(fields.sequence)
        except NotationError as error:
            fault = Fault(error.start, error.end)
            return replace(good, field="words", message=_told(error, width), fault=fault)
    key, message = _problem(fields, draft, context, insisting=insisting)
    if key is None:
        return good
    field = _FIELD.get(key, key.partition("[")[0])
    return replace(good, field=field, message=f"{field}: {message}")


def _told(error: NotationError, width: int) -> str:
    """Say it with what helps most first: there may be room for a few lines only."""
    meant = f'; did you mean "{error.suggestion}"?' if error.suggestion else ""
    fits = f"\nexpected {', '.join(error.expected)}" if error.expected else ""
    place = f"line {error.line}, column {error.column}: {error.message}{meant}{fits}"
    return "\n".join((*(error.marked(width) if width else ()), place))


def _preset(fields: Fields, draft: Draft, context: AppContext) -> Preset | None:
    told = replace(fields, id="preview", name="Preview", summary="")
    try:
        return context.own.read(draft, told)
    except PresetError:
        return None


def _problem(
    fields: Fields, draft: Draft, context: AppContext, *, insisting: bool
) -> tuple[str | None, str]:
    """Returns the key and the message of the first problem beside the words."""
    if taken := problem_with(fields, context.library.presets, draft.path):
        return "id", taken
    try:
        context.own.read(draft, fields)
    except PresetError as error:
        for problem in error.problems:
            key = problem.key
            empty = key in ("id", "name", "sequence") and not getattr(fields, key).strip()
            if insisting or not empty:
                return key, problem.message
    return None, ""


def _where(fields: Fields, draft: Draft, context: AppContext) -> str:
    """Say where it will be saved, and in whose place."""
    if not fields.id:
        return ""
    told = f"saved as {context.own.path_of(draft, fields).name}"
    for preset in context.library.presets:
        same = preset.id.casefold() == fields.id.casefold()
        if same and (preset.built_in or preset.overrides):
            return f"{told}, in place of the built-in one; with another id both stay"
    return told
