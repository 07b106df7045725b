"""Room for speech: phrases are placed where they are whole and alone, or left out."""

from collections.abc import Callable, Iterable

from backcue.sound.score.cue import VOICE

Lengths = Callable[[str], float | None]
"""Gives the length of a sound by its name, seconds; None where there is no such sound."""

GAP = 0.1
"""Seconds of quiet between a phrase and what must not lie on it."""


class SpeechSlots:
    """The time of one phase, and what is said in it. All times on the clock of the score."""

    def __init__(self, lengths: Lengths, *, silent: bool = False) -> None:
        self._lengths = lengths
        self._silent = silent
        self._taken: list[tuple[float, float]] = []
        self.said: list[tuple[float, float, str]] = []
        """Begin, end and sound name of each phrase."""

    def block(self, begin: float, end: float) -> None:
        """Keep this time free of speech."""
        self._taken.append((begin - GAP, end + GAP))

    def say(
        self, phrases: Iterable[str], earliest: float, latest: float, wish: float | None = None
    ) -> bool:
        """Say the first of these that fits whole between `earliest` and `latest`.

        It begins as near as possible to `wish` (None: as early as possible).
        """
        if self._silent:
            return False
        for words in phrases:
            length = self._lengths(VOICE + words)
            if length is None:
                continue
            begin = self._room(length, earliest, latest, earliest if wish is None else wish)
            if begin is not None:
                self.said.append((begin, begin + length, VOICE + words))
                self.block(begin, begin + length)
                return True
        return False

    def speaking(self, at: float) -> bool:
        """Whether something is being said at this time."""
        return any(begin - 0.03 <= at < end for begin, end, _ in self.said)

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
