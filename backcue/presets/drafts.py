"""Drafts: what is typed in the editor is kept while it is typed, and offered after a crash."""

import base64
import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from backcue.presets.own import Draft
from backcue.presets.trash import Trash
from backcue.presets.writing import Fields, id_from, written
from backcue.system import atomic
from backcue.system.files import read_bytes
from backcue.system.lock import HeldFile, hold, is_held

_MOST_BYTES = 8_000_000
"""What is typed may be more than a preset can be."""
_NAME, _LOCK = "draft-{}.json", ".draft-{}.lock"
_LOG = logging.getLogger(__name__)


class _Form(msgspec.Struct):
    """What a file says."""

    at: datetime
    text: str
    fields: Fields
    typed: Fields
    path: str | None = None
    found: str | None = None


class Left(msgspec.Struct, frozen=True):
    """What was being written when its program ended."""

    draft: Draft
    """What it was begun from."""
    typed: Fields
    """What was filled in last."""
    at: datetime
    """When that was."""
    token: str


class DraftFile:
    """The file of one editor, held by its program until it lets go."""

    def __init__(self, folder: Path, token: str | None = None) -> None:
        self._folder = folder
        self._token = token or atomic.token(6)
        self._held: HeldFile | None = None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._folder / _NAME.format(self._token)

    def take(self) -> None:
        """Hold it; under another name where a program holds this one. OSError: nothing can be."""
        if self._held is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._held = self._hold()
        if self._held is None:
            self._token = atomic.token(6)
            self._held = self._hold()

    def keep(self, draft: Draft, typed: Fields) -> None:
        """Keep what is typed, in the place of what was before; OSError where that fails."""
        self.take()
        found = None if draft.found is None else base64.b64encode(draft.found).decode()
        path = None if draft.path is None else str(draft.path)
        form = _Form(datetime.now(UTC), draft.text, draft.fields, typed, path, found)
        # As ASCII, for half a character may have been typed.
        text = json.dumps(msgspec.to_builtins(form))
        atomic.write_bytes(self.path, text.encode())

    def forget(self) -> None:
        """Forget what was typed: it is saved, or given up."""
        if self._held is not None:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        self.let_go()

    def let_go(self) -> None:
        """Leave it to whoever looks for it."""
        if self._held is not None:
            self._held.let_go()
            self._held = None

    def _hold(self) -> HeldFile | None:
        return hold(self._folder / _LOCK.format(self._token))


class Drafts:
    """The folder of drafts; it need not exist."""

    def __init__(self, folder: Path, presets: Path) -> None:
        """`presets` is the folder in which files may be written over by saving a draft."""
        self.folder, self._presets = folder, presets
        self.problems: list[str] = []
        """What was wrong with files of drafts, one line each, to be told once."""

    def begin(self, left: Left | None = None) -> DraftFile:
        """Returns the file of a new editor, or of one that goes on with what was left.

        That is a file of its own where another program goes on with the same, or has done so.
        """
        if left is None:
            return DraftFile(self.folder)
        file = DraftFile(self.folder, left.token)
        with suppress(OSError):
            file.take()
            if self._read(file.path) != left:
                file.let_go()
                return DraftFile(self.folder)
        return file

    def throw_away(self, left: Left, trash: Trash) -> None:
        """Put what was left into the trash, as the preset file that it would make; OSError."""
        try:
            text = written(left.typed, left.draft.text)
        except ValueError:  # it was begun from what is no preset file
            text = left.typed.sequence
        name = id_from(left.typed.id or left.typed.name or "unsaved")
        trash.put_text(f"{name}.toml", text)
        self.begin(left).forget()

    def left(self) -> list[Left]:
        """Returns what was being written in programs that are gone, the latest first."""
        self._tidy()
        read = (self._read(path) for path in self._there())
        return sorted((one for one in read if one), key=lambda one: one.at, reverse=True)

    @property
    def is_any_left(self) -> bool:
        """Whether anything may have been left; quick to find out."""
        return bool(self._there())

    def _there(self) -> list[Path]:
        begin, end = _NAME.split("{}")
        try:
            found = sorted(self.folder.iterdir())
        except OSError:
            return []
        ours = [path for path in found if path.name.startswith(begin) and path.suffix == end]
        return [path for path in ours if not is_held(self.folder / _LOCK.format(_token(path)))]

    def _tidy(self) -> None:
        """Take away the locks of programs that were killed before they had written anything."""
        begin, end = _LOCK.split("{}")
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name.startswith(begin) and path.name.endswith(end):
                    token = path.name.removeprefix(begin).removesuffix(end)
                    is_written = (self.folder / _NAME.format(token)).exists()
                    if not is_written and (held := hold(path)) is not None:
                        held.let_go()

    def _read(self, path: Path) -> Left | None:
        try:
            form = _decoded(json.loads(read_bytes(path, _MOST_BYTES)))
        except OSError as error:
            _LOG.info("cannot be read: %s", error)
            return None
        except (ValueError, RecursionError, msgspec.ValidationError) as error:
            _LOG.info("%s is damaged: %s", path, error)
            self._set_aside(path)
            return None
        where = None if form.path is None else Path(form.path)
        if where is not None and where.parent != self._presets:
            where = None
        found = None if form.found is None or where is None else base64.b64decode(form.found)
        draft = Draft(form.text, form.fields, where, found)
        return Left(draft, form.typed, form.at, _token(path))

    def _set_aside(self, path: Path) -> None:
        with suppress(OSError):
            aside = atomic.set_aside(path)
            self.problems.append(f"{path} was damaged, and is set aside as {aside.name}")


def _token(path: Path) -> str:
    return path.stem.removeprefix(_NAME.partition("{")[0])


def _decoded(found: Any) -> _Form:  # noqa: ANN401 - whatever is there
    form = msgspec.convert(found, _Form)
    base64.b64decode(form.found or "", validate=True)
    return form if form.at.tzinfo else msgspec.structs.replace(form, at=form.at.replace(tzinfo=UTC))
