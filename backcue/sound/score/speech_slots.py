"""Room for speech: phrases are placed where they are whole and alone, or left out."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from backcue.sound.score.cue import VOICE

Lengths = Callable[[str], float | None]
"""Gives the length of a sound by its name, seconds; None where there is no such sound."""

GAP = 0.1
"""Seconds of quiet between a phrase and what must not lie on it."""


class Said(NamedTuple):
    """A phrase: its begin and end on the clock of the score, its sound, and its phase's index."""

    begin: float
    end: float
    sound: str
    phase: int


class Heard(NamedTuple):
    """What cannot be changed any more in a score that is written anew."""

    edge: float
    """All that was to be heard before was on its way."""
    speech: tuple[Said, ...]


NOTHING_HEARD = Heard(float("-inf"), ())


class SpeechSlots:
    """The time of one phase, and what is said in it. All times on the clock of the score.

    Of what was heard already, nothing is said again in the phase of this index, and nothing
    lies on it.
    """

    def __init__(
        self,
        lengths: Lengths,
        *,
        silent: bool = False,
        heard: Heard = NOTHING_HEARD,
        phase: int = 0,
    ) -> None:
        self._lengths = lengths
        self._silent = silent
        self._taken: list[tuple[float, float]] = []
        self._heard = heard
        self._phase = phase
        self._known = {said.sound for said in heard.speech if said.phase == phase}
        self.said: list[Said] = []
        for said in heard.speech:
            self.block(said.begin, said.end)

    def block(self, begin: float, end: float) -> None:
        """Keep this time free of speech."""
        self._taken.append((begin - GAP, end + GAP))

    def say(
        self, phrases: Iterable[str], earliest: float, latest: float, wish: float | None = None
    ) -> bool:
        """Say the first of these that fits whole between `earliest` and `latest`.

        It begins as near as possible to `wish` (None: as early as possible). True also where one
        of them was heard already.
        """
        if self._silent:
            return False
        phrases, earliest = tuple(phrases), max(earliest, self._heard.edge)
        if self.was_heard(phrases):
            return True
        for words in phrases:
            length = self._lengths(VOICE + words)
            if length is None:
                continue
            begin = self._room(length, earliest, latest, earliest if wish is None else wish)
            if begin is not None:
                self.said.append(Said(begin, begin + length, VOICE + words, self._phase))
                self.block(begin, begin + length)
                return True
        return False

    def was_heard(self, phrases: Iterable[str]) -> bool:
        """Whether one of these was heard already in this phase."""
        return any(VOICE + words in self._known for words in phrases)

    def length(self, phrases: Iterable[str]) -> float:
        """Returns the seconds of the first of these that the voice knows; 0 where it knows none."""
        lengths = (self._lengths(VOICE + words) for words in phrases)
        return next((length for length in lengths if length is not None), 0.0)

    def speaking(self, at: float) -> bool:
        """Whether something is being said at this time."""
        spoken = (*self.said, *self._heard.speech)
        return any(said.begin - 0.03 <= at < said.end for said in spoken)

    def _room(self, length: float, earliest: float, latest: float, wish: float) -> float | None:
        last = latest - length
        candidates = [min(max(wish, earliest), last)]
        for begin, end in self._taken:
            candidates += (end, begin - length)
        free = [
            at
            for at in candidates
            if earliest - 1e-9 <= at <= last + 1e-9
            and all(at + length <= b + 1e-9 or at >= e - 1e-9 for b, e in self._taken)
        ]
        return min(free, key=lambda at: abs(at - wish), default=None)
