"""What is to be heard of the steps that a model walks, keys and their edges taken into account."""

from collections.abc import Iterable

from backcue.coach import PUMP
from backcue.sound.scheduler import HORIZON
from backcue.sound.score.cue import STEP_LEFT, Cue
from backcue.workout.model import Foot
from tests.session.model import Beat

SAMPLE = 1 / 48000
AT_ONCE = 1e-6
"""Seconds; a beat that falls on a key may be heard or not."""
HANDED_OVER = HORIZON - PUMP - 0.1
"""Seconds of beats that a player has at least, however long ago it was given some."""


class ExpectedBeats:
    """Beats are those that are walked, but for those on their way when a plan was changed."""

    def __init__(self) -> None:
        self._sure: list[Beat] = []
        self._edge = -1e9
        self._expected: list[Beat] = []
        self._cuts: list[float] = []
        self._unknown: list[tuple[float, float]] = []
        self._on_way: list[tuple[float, float]] = []

    def walk(self, beats: Iterable[Beat]) -> None:
        """Take beats that were walked."""
        self._expected += [beat for beat in beats if beat.at >= self._edge]

    def hush(self, now: float) -> None:
        """Nothing that was planned for after now is heard; what is new is heard at once."""
        self._cut(now, now)
        self._expected += [beat for beat in self._sure if beat.at < now]
        self._sure, self._edge = [], now

    def change(self, now: float, edge: float, planned: Iterable[Beat]) -> None:
        """Up to the edge it is heard what was planned; from there on what is walked."""
        self._cut(now, edge)
        self._expected += [beat for beat in self._sure if beat.at < now]
        on_way = [beat for beat in planned if beat.at >= self._edge]
        self._sure = [beat for beat in (*self._sure, *on_way) if now <= beat.at < edge]
        self._edge = edge
        self._on_way.append((now, edge))
        if edge > now + HANDED_OVER:
            self._unknown.append((now + HANDED_OVER, edge))

    def unknown(self, begin: float, end: float) -> None:
        """Between these times it does not matter what is heard."""
        self._unknown.append((begin, end))

    def is_sure(self, at: float) -> bool:
        """Whether what is to be heard then follows from what is walked alone."""
        on_way = any(begin <= at <= end for begin, end in self._on_way)
        return not on_way and not self._is_open(at)

    def _cut(self, now: float, edge: float) -> None:
        self._cuts += (now, edge)
        self._unknown = [(begin, min(end, edge)) for begin, end in self._unknown]

    def differences(self, heard: Iterable[Cue]) -> list[str]:
        """Returns what was heard and not expected, and the other way round."""
        wrong = []
        sounded = [
            Beat(cue.at, Foot.LEFT if cue.sound == STEP_LEFT else Foot.RIGHT) for cue in heard
        ]
        expected = sorted(self._expected + self._sure)
        for beat in sounded:
            match = [
                each
                for each in expected
                if abs(each.at - beat.at) <= SAMPLE and each.foot is beat.foot
            ]
            if match:
                expected.remove(match[0])
            elif not self._is_open(beat.at):
                wrong.append(f"heard, not walked: {beat}")
        wrong += [f"walked, not heard: {beat}" for beat in expected if not self._is_open(beat.at)]
        return wrong

    def _is_open(self, at: float) -> bool:
        """Whether what falls there may be heard or not."""
        cut = any(abs(at - cut) <= AT_ONCE for cut in self._cuts)
        return cut or any(begin - AT_ONCE <= at <= end for begin, end in self._unknown)
