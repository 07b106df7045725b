"""Days and times of the past, as a person speaks of them."""

from datetime import date, datetime, timedelta
from typing import Final

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""Names in English, whatever the locale of the program: so is all else that it says."""
_SHORT = 3
"""Letters of a short name."""


def month(of: date) -> str:
    """Name the month of a day in three letters: `Nov`."""
    return MONTHS[of.month - 1][:_SHORT]


def day(of: date, today: date) -> str:
    """Write a day briefly: `today`, `yesterday`, `Fri 20 Nov`, `20 Nov 2025`."""
    if of == today:
        return "today"
    if of == today - timedelta(days=1):
        return "yesterday"
    if of.year != today.year:
        return f"{of.day:2} {month(of)} {of.year}"
    return f"{WEEKDAYS[of.weekday()][:_SHORT]} {of.day:2} {month(of)}"


def moment(of: datetime, today: date) -> str:
    """Write when something began: `today 18:00`, `Fri 20 Nov 18:00`, `20 Nov 2025`."""
    told = day(of.date(), today)
    return told if of.year != today.year else f"{told} {of:%H:%M}"


def in_a_sentence(told: str) -> str:
    """Write a day or moment without the spaces that let days stand under one another."""
    return " ".join(told.split())


def short_moment(of: datetime, today: date) -> str:
    """Write the same in twelve cells at most: `today 18:00`, `20 Nov 18:00`, `20 Nov 2025`."""
    if of.date() == today:
        return moment(of, today)
    if of.year != today.year:
        return day(of.date(), today)
    return f"{of.day:2} {month(of)} {of:%H:%M}"


def in_full(of: datetime) -> str:
    """Write a day and time at length: `Friday, 20 November 2026, 18:00`."""
    named = f"{WEEKDAYS[of.weekday()]}, {of.day} {MONTHS[of.month - 1]} {of.year}"
    return f"{named}, {of:%H:%M}"
