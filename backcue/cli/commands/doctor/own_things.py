"""What is the person's own: folders, settings, keys, presets, and the history."""

import os
from collections.abc import Iterator
from pathlib import Path

from backcue.app_context import AppContext
from backcue.cli.commands.doctor.finding import Finding, fault, note, ok
from backcue.cli.known_names import unknown_names
from backcue.history.database.errors import HistoryError
from backcue.settings.schema import SETTINGS
from backcue.settings.values import value_of
from backcue.system import paths

_HISTORY = "history"


def folders() -> Iterator[Finding]:
    """Returns where files lie, and whether they can be written."""
    for name, folder, variable in (
        ("settings folder", paths.config_dir(), paths.CONFIG_VARIABLE),
        ("data folder", paths.data_dir(), paths.DATA_VARIABLE),
    ):
        if why := _unwritable(folder):
            yield fault(name, f"{folder}: {why}", f"make it yours, or set {variable} to another")
        elif os.path.lexists(folder):
            yield ok(name, str(folder))
        else:
            yield ok(name, f"{folder}, made when it is first needed")


def _unwritable(folder: Path) -> str | None:
    """Say why nothing can be written there; None where it can, or could be made."""
    there = folder
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    if not os.path.isdir(there):  # noqa: PTH112 - Path.is_dir raises there
        return f"{there} is no folder"
    return None if os.access(there, os.W_OK | os.X_OK) else f"{there} may not be written"


def settings(context: AppContext) -> Finding:
    """Returns what of the settings was changed, and what is wrong with them."""
    error = context.settings_error
    if error is not None:
        more = f", and {error.count - 1} more" if error.count > 1 else ""
        return fault(
            "settings", f"{error.messages[0]}{more}", f"put it right in {paths.settings_file()}"
        )
    unknown = list(unknown_names(context.settings))
    if unknown:
        return note(
            "settings",
            "; ".join(unknown),
            "backcue settings KEY VALUE names another, --unset KEY takes the usual one",
        )
    changed = sum(value_of(context.settings, each) != each.default for each in SETTINGS)
    return ok("settings", f"{changed} of {len(SETTINGS)} changed")


def keys(context: AppContext) -> Finding:
    """Returns whether every key that the person chose does what they chose it for."""
    problems = context.keymap.problems
    if not problems:
        return ok("keys", "each does one thing")
    return note("keys", "; ".join(problems[:3]), "backcue settings keys shows them all")


def presets(context: AppContext) -> Finding:
    """Returns how many presets there are, and which of the person's own cannot be used."""
    library = context.library
    own = sum(not preset.built_in for preset in library.presets)
    found = f"{len(library.presets)}, {own} of them your own"
    if not library.broken:
        return ok("presets", found)
    wrong = ", ".join(path.name for path, _ in library.broken[:5])
    return fault("presets", f"{found}; cannot be used: {wrong}", "backcue check tells why")


def history(context: AppContext, *, mends: bool) -> Finding:
    """Returns whether the history is sound, and how much is in it; `mends`: once it is mended."""
    store = context.history
    try:
        if mends:
            store.mend()
        if not store.is_sound():
            return fault(
                _HISTORY,
                f"{store.place.database} is damaged",
                "backcue doctor --mend sets it aside and rescues what can be read",
            )
        count = store.count()
    except HistoryError as error:
        return fault(_HISTORY, str(error), f"see {store.place.database}; nothing is thrown away")
    if store.notices:
        return note(_HISTORY, "; ".join(store.notices), "nothing is left to do")
    kept = {0: "nothing in it yet", 1: "1 session"}.get(count, f"{count} sessions")
    if context.is_any_interrupted:
        return note(_HISTORY, f"{kept}, and one was interrupted", "the menu offers to go on")
    return ok(_HISTORY, f"{kept}, and the file is sound" if count else kept)
