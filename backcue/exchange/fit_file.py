"""What all FIT files of backcue have in common; written with fit-tool, an extra."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from backcue.exchange.errors import ExchangeError
from backcue.system.extras import how_to_get
from backcue.text.brief import brief

if TYPE_CHECKING:
    from fit_tool.fit_file_builder import FitFileBuilder

LONGEST_NAME: Final = 120
"""Bytes of a text: its length with its end goes into one byte."""
_YEARS: Final = range(1999, 2126)
"""Whole years that FIT's seconds since the end of 1989 have: smaller ones are times of a device
that was switched on then, by the type date_time of its profile."""


def check_installed() -> None:
    """Raise ExchangeError where the extra is not installed."""
    try:
        import fit_tool  # noqa: F401, PLC0415 - only where it is wanted
    except ImportError as error:
        raise ExchangeError(f"FIT files need a library more: {how_to_get('fit')}") from error


def begun(kind: str, created: datetime, number: int = 1) -> "FitFileBuilder":
    """Returns a file that says what it is: `ACTIVITY` or `WORKOUT`, and when it was made.

    ExchangeError: FIT does not have that time, or the extra is missing.
    """
    check_installed()
    if created.year not in _YEARS:
        told = f"FIT has times from {_YEARS[0]} to {_YEARS[-1]}"
        raise ExchangeError(f"it is of the year {created.year}, and {told}")
    from fit_tool.fit_file_builder import FitFileBuilder  # noqa: PLC0415
    from fit_tool.profile.messages.file_id_message import FileIdMessage  # noqa: PLC0415
    from fit_tool.profile.profile_type import FileType, Manufacturer  # noqa: PLC0415

    head: Any = FileIdMessage()
    head.type = FileType[kind]
    head.manufacturer = Manufacturer.DEVELOPMENT.value
    head.product = 0
    head.serial_number = number
    head.time_created = milliseconds(created)
    builder = FitFileBuilder(auto_define=True)
    builder.add(head)
    return builder


def milliseconds(at: datetime) -> int:
    """Returns a time as fit-tool takes it."""
    return round(at.timestamp() * 1000)


def named(text: str) -> str:
    """Returns a text cut to what a field takes, between two characters."""
    return text.encode()[:LONGEST_NAME].decode(errors="ignore")


@contextmanager
def held_to_fit() -> Iterator[None]:
    """Raise ExchangeError where a figure does not fit into its field, or the extra is missing."""
    check_installed()
    from fit_tool.exceptions import FitEncodingError  # noqa: PLC0415

    try:
        yield
    except FitEncodingError as error:
        raise ExchangeError(f"FIT has no room for a figure of it: {brief(error)}") from error
