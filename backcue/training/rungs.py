"""The rungs: what can be the next thing to do, each a workout that comes with backcue."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from msgspec import Struct

STACK: Final = "STACK articles on walking and running backward"
STUDIES: Final = "Heath 2001, Alghadir 2019 and NCT05585385"
GRANGER: Final = "Granger, in a STACK article: sets of 45 to 60 s at 2 to 10 %"


class Variable(StrEnum):
    """What can be more in one rung than in those before it: one of them at a time.

    They are in the order in which they grow; cadence comes last (Laufer 2005).
    """

    DURATION = "duration"
    """Minutes of walking backward."""
    CHANGES = "changes of direction and balance"
    """1: changes; 2: holds on one leg; 3: holds out of a run."""
    INCLINE = "incline"
    """Percent; 1 for a hill that nobody measured."""
    RUNNING = "running"
    """Metres backward in one go."""
    CADENCE = "cadence"
    """Steps per minute beyond the usual ones."""


class Rung(Struct, frozen=True):
    """One thing to practise until it is easy."""

    id: str
    """The id of its workout."""
    label: str
    """In a word or two, for a column."""
    raises: Variable
    to: float
    """How far that variable goes here, in its unit."""
    minutes: float
    """About how long it is in all; of what grows by duration, exactly how long backward."""
    source: str
    daily: bool = False
    """Whether it may be done every day; others want a day between."""

    @property
    def runs(self) -> bool:
        """Whether it is run."""
        return self.raises is Variable.RUNNING or self.id in _RUN


_RUN = frozenset({"balance-run", "uthoff-2018"})

_ALL = (
    Rung("first-five", "5 min", Variable.DURATION, 5, 5, STACK, daily=True),
    Rung("daily-ten", "10 min", Variable.DURATION, 10, 10, STACK, daily=True),
    Rung("alghadir-2019", "10 min", Variable.DURATION, 10, 10, "Alghadir 2019"),
    Rung("hundred-fifteen", "100 / 15", Variable.CHANGES, 1, 10, STACK),
    Rung("balance", "balance", Variable.CHANGES, 2, 3.4, STACK),
    Rung("daily-fifteen", "15 min", Variable.DURATION, 15, 15, STUDIES),
    Rung("daily-twenty", "20 min", Variable.DURATION, 20, 20, STUDIES),
    Rung("gentle-hill", "hill", Variable.INCLINE, 1, 5, STACK),
    Rung("uphill-back", "up 2 %", Variable.INCLINE, 2, 10.5, GRANGER),
    Rung("uphill-five", "up 5 %", Variable.INCLINE, 5, 10.5, GRANGER),
    Rung("uphill-ten", "up 10 %", Variable.INCLINE, 10, 10.5, GRANGER),
    Rung("reverse-jog", "jog sets", Variable.RUNNING, 30, 3.3, STACK),
    Rung("quarter-lap", "quarter lap", Variable.RUNNING, 100, 5.3, STACK),
    Rung("balance-run", "balance run", Variable.CHANGES, 3, 2.8, STACK),
    Rung("uthoff-2018", "bands", Variable.CADENCE, 10, 8.3, "Uthoff 2018: bands of effort"),
)

RUNGS: Final = MappingProxyType({rung.id: rung for rung in _ALL})
"""Every rung there is, by its id."""
