"""What was found of one thing that backcue stands on."""

from typing import Literal, NamedTuple

State = Literal["ok", "note", "fault"]
"""All is well; something could be better; something needs doing."""


class Finding(NamedTuple):
    """One line of the doctor's."""

    name: str
    state: State
    found: str
    """What there is, or what is wrong."""
    remedy: str = ""
    """What to do; empty where nothing is."""


def ok(name: str, found: str) -> Finding:
    """Returns that all is well with it."""
    return Finding(name, "ok", found)


def note(name: str, found: str, remedy: str) -> Finding:
    """Returns that it works, and what could be done for it."""
    return Finding(name, "note", found, remedy)


def fault(name: str, found: str, remedy: str) -> Finding:
    """Returns that it does not work, and what is to be done."""
    return Finding(name, "fault", found, remedy)
