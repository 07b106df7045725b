"""Libraries that only some need: what each is for, and how it comes to this Python."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from types import ModuleType

_LIBRARIES: Final = {
    "simpleaudio": ("simpleaudio-patched", "simpleaudio"),
    "audio-files": ("soundfile", "soundfile"),
    "fit": ("fit-tool", "fit_tool"),
    "own-voice": ("numpy", "numpy"),
}
"""Of each extra of pyproject.toml: the library as an index has it, and as it is imported."""
EXTRAS: Final = tuple(_LIBRARIES)
"""What they are called."""


def is_there(extra: str) -> bool:
    """Whether an extra is installed."""
    return find_spec(_LIBRARIES[extra][1]) is not None


def how_to_get(extra: str) -> str:
    """Returns the command that installs an extra where this program finds it.

    It names the library, not the extra: that is true however backcue itself was installed. Tools
    of uv have no pip. What was made one file has no place for more, and says so.
    """
    if getattr(sys, "frozen", False):
        return "into the single file goes nothing more; install backcue as its README says"
    python, library = sys.executable or "python3", _LIBRARIES[extra][0]
    command = [python, "-m", "pip", "install", library]
    if find_spec("pip") is None:
        command = ["uv", "pip", "install", "--python", python, library]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


@contextmanager
def hidden(library: str) -> Iterator[None]:
    """Hide a library from what is imported meanwhile, and would take it where it is installed.

    Nothing is hidden where it is in use already.
    """
    if library in sys.modules:
        yield
        return
    # None stands for what cannot be imported.
    sys.modules[library] = cast("ModuleType", None)
    try:
        yield
    finally:
        del sys.modules[library]
