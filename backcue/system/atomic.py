"""Files written whole or not at all."""

import errno
import logging
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from backcue.system.lock import locked

_DRAFT = re.compile(r"\.backcue-(\d+)-\w+\.tmp")
"""What is being written, with the number of the process that does it."""
_LOCK = re.compile(r"\.(.+\.(?:toml|json))\.lock")
"""The lock of a file of ours."""
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_UNMARK = "attrib -r" if sys.platform == "win32" else "chmod u+w"
_LOG = logging.getLogger(__name__)


def real(path: Path) -> Path:
    """Returns where a path leads through all links; OSError where they lead round in a circle."""
    try:
        return path.resolve()
    except RuntimeError as error:
        # What Python before 3.13 makes of it.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def is_there(path: Path) -> bool:
    """Returns whether there is a file already where one is to be written.

    Raises OSError, its `strerror` fit to be told: what is there is no file, or there is no folder.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if real(path).parent.is_dir():
            return False
        raise OSError(errno.ENOENT, f"there is no folder {path.parent}") from None
    if stat.S_ISREG(mode):
        return True
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, "is a folder: name a file in it")
    raise OSError(errno.EINVAL, "is not a file that can be replaced: name another")


def token(count: int = 4) -> str:
    """Returns so many bytes, new each time, as letters and figures that a file's name may have."""
    # What `secrets` does, which takes 4 ms to import.
    return os.urandom(count).hex()


def draft_name() -> str:
    """Returns a name, new each time, for what `sweep` may take away once this program is gone."""
    return f".backcue-{os.getpid()}-{token()}.tmp"


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Hands out a name beside `path`; what is written there takes its place at the good end.

    The file's mode stays, and a link is followed. Raises OSError; the file is then as it was,
    and nothing is left beside it.
    """
    target = real(path)
    # Named anew, as one with a longer name might not fit.
    draft = target.with_name(draft_name())
    try:
        yield draft
        with suppress(FileNotFoundError):
            draft.chmod(target.stat().st_mode)
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    to_disk(target.parent)


def write_text(path: Path, text: str) -> None:
    """Put `text` in the place of a file of a person's; line ends stay as they are.

    As `write_bytes` does, but one that is marked read-only is left alone: PermissionError says so.
    """
    with suppress(FileNotFoundError):
        # Another file could take its place all the same, and root may write to any.
        if not path.stat().st_mode & _WRITABLE:
            raise PermissionError(errno.EACCES, f"is marked read-only: {_UNMARK} first", str(path))
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` in the place of the file, so that no reader ever sees half of it.

    It is on the disk when this returns. Folders are made where they are missing; a link is
    followed. Raises OSError; the file is then as it was.
    """
    real(path).parent.mkdir(parents=True, exist_ok=True)
    with drafted(path) as draft, draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def set_aside(path: Path) -> Path:
    """Give a file a name with `.bad` behind it, none that is there already; OSError."""
    aside, number = path.with_name(f"{path.name}.bad"), 2
    while os.path.lexists(aside):
        aside, number = path.with_name(f"{path.name}.bad-{number}"), number + 1
    return path.replace(aside)


def sweep(folders: Iterable[Path], *, locks: bool = False) -> None:
    """Take away the drafts that killed programs left in these folders; where all is ours, locks."""
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                if (draft := _DRAFT.fullmatch(path.name)) and not _runs(int(draft[1])):
                    _take_away(path)
                elif locks and (lock := _LOCK.fullmatch(path.name)):
                    # Taken and let go, it is gone; one that is held stays.
                    with suppress(OSError), locked(folder / lock[1], longest_wait=0):
                        pass


def _take_away(draft: Path) -> None:
    with suppress(OSError):
        if draft.is_dir() and not draft.is_symlink():
            import shutil  # noqa: PLC0415 - rarely wanted

            shutil.rmtree(draft)
        else:
            draft.unlink()
        _LOG.info("took away %s", draft)


def _runs(process: int) -> bool:
    """Whether a process of this number may still be running."""
    if sys.platform == "win32":
        # To ask would be to end it there; and what is written to cannot be taken away.
        return process == os.getpid()
    else:  # noqa: RET505 - the types of each platform are checked
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True


def to_disk(folder: Path) -> None:
    """Let the folder's new list of files reach the disk, where the system can be asked to."""
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
