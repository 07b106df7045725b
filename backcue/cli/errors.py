"""What a person is told of wrong input, with exit status 2, and of what failed, with 1."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class WrongInput(Exception):  # noqa: N818 - it is the input that is wrong, not the program
    """What was given is wrong; the message says where, and what would be right."""


class OutputLost(OSError):  # noqa: N818 - what happened is in its name
    """Standard output takes nothing more; `strerror` says why, in the system's words."""

    def __init__(self, error: OSError | ValueError) -> None:
        self.is_closed_pipe = isinstance(error, BrokenPipeError)
        """Whether its reader went away, as `head` does: nobody is left to be told."""
        number = getattr(error, "errno", None) or errno.EBADF
        super().__init__(number, getattr(error, "strerror", None) or str(error))


@contextmanager
def told_as(told: Callable[[str], Exception], *errors: type[Exception]) -> Iterator[None]:
    """Raise what `told` makes of the message of an error of these kinds."""
    try:
        yield
    except errors as error:
        raise told(str(error)) from error
