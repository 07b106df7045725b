"""Keep the C libraries of Linux sound from writing over the screen."""

import ctypes
import sys
from functools import cache


@cache
def hush_sound_libraries() -> None:
    """Make ALSA and JACK say nothing on standard error, where they are present.

    Both print what they cannot find straight to file descriptor 2. Each offers a hook for
    its messages; the hook set here is a C function that does nothing with its arguments,
    so that no Python runs in their threads, not even when the process ends.
    """
    if sys.platform.startswith("linux"):
        _hush()


def _hush() -> None:
    try:
        nothing = ctypes.cast(ctypes.CDLL(None).abs, ctypes.c_void_p)
    except (OSError, AttributeError):
        return
    for library, hooks in (
        ("libasound.so.2", ("snd_lib_error_set_handler",)),
        ("libjack.so.0", ("jack_set_error_function", "jack_set_info_function")),
    ):
        try:
            loaded = ctypes.CDLL(library)
        except OSError:
            continue
        for hook in hooks:
            set_hook = getattr(loaded, hook, None)
            if set_hook is not None:
                set_hook.argtypes = [ctypes.c_void_p]
                set_hook.restype = None
                set_hook(nothing)
