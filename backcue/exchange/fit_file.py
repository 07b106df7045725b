"""What all FIT files of backcue have in common; written with fit-tool, an extra."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from backcue.exchange.errors import ExchangeError
from backcue.system.extras import how_to_get

if TYPE_CHECKING:
    from fit_tool.fit_file_builder import FitFileBuilder

LONGEST_NAME: Final = 120
"""Bytes of a text: its length with its end goes into one byte."""


def check_installed() -> None:
    """Raise ExchangeError where the extra is not installed."""
    try:
        import fit_tool  # noqa: F401, PLC0415 - only where it is wanted
    except ImportError as error:
        raise ExchangeError(f"FIT files need a library more: {how_to_get('fit')}") from error


def begun(kind: str, created: datetime, number: int = 1) -> "FitFileBuilder":
    """Returns a file that says what it is: `ACTIVITY` or `WORKOUT`, and when it was made."""
    check_installed()
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
