"""What a person is told of wrong input, with exit status 2, and of what failed, with 1."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class WrongInput(Exception):  # noqa: N818 - it is the input that is wrong, not the program
    """What was given is wrong; the message says where, and what would be right."""


@contextmanager
def told_as(told: Callable[[str], Exception], *errors: type[Exception]) -> Iterator[None]:
    """Raise what `told` makes of the message of an error of these kinds."""
    try:
        yield
    except errors as error:
        raise told(str(error)) from error
