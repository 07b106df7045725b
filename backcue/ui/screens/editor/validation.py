"""What is to be said about a preset that is being written."""

from msgspec import Struct
from msgspec.structs import replace

from backcue.app_context import AppContext
from backcue.presets.own import Draft, problem_with
from backcue.presets.preset_file import PresetError
from backcue.presets.writing import Fields
from backcue.ui.screens.editor.words_area import Fault
from backcue.workout.notation import NotationError, parse
from backcue.workout.preset import Preset

FIELDS = {
    "id": "id",
    "name": "name",
    "summary": "summary",
    "repeat": "repeat",
    "pace.forward": "forward",
    "pace.backward": "backward",
    "surfaces": "surfaces",
    "sequence": "words",
}
"""Key in the file: the field for it; other keys have none."""
_BY_HAND = "it is no field here: put it right in the file, with a text editor"


class Validation(Struct, frozen=True):
    """What is wrong, if anything, and what the rest makes."""

    preset: Preset | None
    """What the words come to, name and id aside; None where they come to nothing."""
    message: str = ""
    """What is wrong, and where; empty where nothing is."""
    marked: tuple[str, ...] = ()
    """The wrong line of the words and carets under the place, to stand above the message."""
    field: str | None = None
    """The field that is wrong, if it is one of them."""
    fault: Fault | None = None
    """Where in the words it is wrong."""
    where: str = ""
    """The file that saving writes, and in whose place; empty where it can't be saved."""


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
    if fields.sequence.strip() or insisting:
        try:
            parse(fields.sequence)
        except NotationError as error:
            fault = Fault(error.start, error.end)
            marked = error.marked(width) if width else ()
            return Validation(preset, _told(error), marked, "words", fault)
    key, message = _problem(fields, draft, context, insisting=insisting)
    if key is None:
        return Validation(preset, where=_where(fields, draft, context))
    field = FIELDS.get(key.partition("[")[0])
    if field is None:
        return Validation(preset, f"{key}: {message}; {_BY_HAND}".removeprefix(": "))
    return Validation(preset, f"{field}: {message}", field=field)


def _told(error: NotationError) -> str:
    """Say it with what helps most first: there may be room for a few lines only."""
    meant = f'; did you mean "{error.suggestion}"?' if error.suggestion else ""
    fits = f"\nexpected {', '.join(error.expected)}" if error.expected else ""
    return f"line {error.line}, column {error.column}: {error.message}{meant}{fits}"


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
    """Say which file it will be in, and in whose place."""
    if not fields.id:
        return ""
    told = context.own.path_of(draft, fields).name
    for preset in context.library.presets:
        same = preset.id.casefold() == fields.id.casefold()
        if same and (preset.built_in or preset.overrides):
            return f"{told}, in place of the built-in one; with another id both stay"
    return told
