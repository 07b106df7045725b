"""How the listener hears cues: all are looked for at once, and what explains most is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tests.sound.ear import RATE, STRIDE, Floats, Memory, Search, fit, take_out
from tests.sound.tone import Tone

TONE = "hold"
FEET = ("step-left", "step-right")
ACCENTS = ("accent-3", "accent-2", "accent-1")
TICKS = (*FEET, *ACCENTS, "hold-tick")
"""Sounds that may be softer, under speech."""
TOGETHER = (
    *((foot, accent) for foot in FEET for accent in ACCENTS),
    *((direction, foot) for direction in ("forward", "backward") for foot in FEET),
    *(("hold-tick", accent) for accent in ACCENTS),
)
"""What may be struck at once, and is known as one sound then."""
SOFT = 0.4
"""How much softer: by 8 dB."""
FAINTEST = 0.05
"""Share of its own energy that a sound must explain at least."""
KNOWN_BY = RATE * 550 // 1000 // STRIDE
"""Places by whose end a long sound is known."""
NEAR = RATE * 12 // 1000 // STRIDE
"""Places each way among which the one where the whole sound fits best is taken."""
_BLOCK = 256


@dataclass(frozen=True, slots=True, order=True)
class Heard:
    """A sound, the frame at which it begins, and how many frames the tone lasts."""

    frame: int
    sound: str
    frames: int = 0
    gain: float = 1.0


class Repertoire:
    """The cues, alone and struck together, and how like one another they are."""

    def __init__(self, tone: Tone, memory: Memory) -> None:
        self.tone, self.late, self.sound = tone, memory.late, memory.sound
        self.names = (*memory.names, TONE)
        beginnings = [memory.heard(name)[:KNOWN_BY] for name in memory.names]
        self.search = Search([*beginnings, tone.beginning])
        self.struck = (*((name,) for name in self.names), *TOGETHER)
        """What is listened for, by name."""
        pairs = [[self.names.index(name) for name in pair] for pair in TOGETHER]
        self.pairs = np.array(pairs).T
        known, energy = self.search.sounds, self.search.energy
        both = [
            energy[one] + energy[two] + 2 * _shared(known[one], known[two]) for one, two in pairs
        ]
        self.energy = np.concatenate([energy, both]).astype(np.float32)[:, None, None]
        self.may_be_soft = np.array([all(n in TICKS for n in struck) for struck in self.struck])
        self._louder = {
            pair: max(pair, key=lambda name: float(energy[self.names.index(name)]))
            for pair in TOGETHER
        }
        self._together = {
            struck: _sums([memory.late(name) for name in struck])
            for struck in self.struck
            if struck != (TONE,)
        }
        self._likeness = {
            (name, late): self._likeness_of(sound)
            for name in memory.names
            for late, sound in enumerate(memory.late(name))
        }

    def with_others(self, struck: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Returns what is struck, alone and with each softer sound it may be struck with."""
        more = [pair for pair in TOGETHER if len(struck) == 1 and struck[0] == self._louder[pair]]
        return [struck, *more]

    def together(self, struck: tuple[str, ...]) -> tuple[Floats, ...]:
        """Returns sounds struck at once, begun 0 to 3 frames late."""
        return self._together[struck]

    def likeness(self, name: str, late: int) -> Floats:
        """Returns what a sound adds to each looked for, from `reach` places before it on."""
        return self._likeness[name, late]

    def _likeness_of(self, sound: Floats) -> Floats:
        return self.search.look(np.pad(sound, (self.search.reach, 0)))

    def explained(self, found: Floats) -> Floats:
        """Returns by how much less would be left, beyond the least that counts."""
        one, two = self.pairs
        found = np.concatenate([found, found[one] + found[two]])
        best = 2 * found
        best -= (1 + FAINTEST) * self.energy
        soft = found[self.may_be_soft]
        soft *= np.float32(2 * SOFT)
        soft -= (SOFT**2 + FAINTEST) * self.energy[self.may_be_soft]
        best[self.may_be_soft] = np.maximum(best[self.may_be_soft], soft)
        return np.asarray(best, np.float32)


def _sums(sounds: list[tuple[Floats, ...]]) -> tuple[Floats, ...]:
    sums = []
    for variants in zip(*sounds, strict=True):
        total = np.zeros(max(map(len, variants)), np.float32)
        for sound in variants:
            total[: len(sound)] += sound
        sums.append(total)
    return tuple(sums)


def _shared(one: Floats, two: Floats) -> float:
    length = min(len(one), len(two))
    return float(one[:length] @ two[:length])


class Attention:
    """Listens to one stretch of sound until no cue is left in it."""

    def __init__(self, cues: Repertoire, left: Floats) -> None:
        self._cues = cues
        reach = cues.search.reach
        self._left = np.pad(left, (0, reach + -(len(left) + reach) % _BLOCK))
        blocks = len(self._left) // _BLOCK
        self._found = np.empty((len(cues.names), blocks, _BLOCK), np.float32)
        self._best = np.empty((len(cues.struck), blocks), np.float32)
        self._look(0, blocks)

    def cues(self) -> Iterator[Heard]:
        """Returns the cues, what explains most first."""
        while True:
            which, block = divmod(int(np.argmax(self._best)), self._best.shape[1])
            if self._best[which, block] <= 0:
                return
            inside = self._cues.explained(self._found[:, block : block + 1])[which, 0]
            at = block * _BLOCK + int(np.argmax(inside))
            struck = self._cues.struck[which]
            if struck == (TONE,):
                yield self._take_out_tone(at)
            else:
                yield from self._take_out(struck, at)

    def _look(self, first: int, last: int) -> None:
        """Look for everything again in these blocks."""
        heard = self._left[first * _BLOCK : last * _BLOCK + self._cues.search.reach]
        found = self._cues.search.look(heard)[:, : (last - first) * _BLOCK]
        self._found[:, first:last] = found.reshape(len(found), -1, _BLOCK)
        self._weigh(slice(first, last))

    def _weigh(self, blocks: slice) -> None:
        self._best[:, blocks] = self._cues.explained(self._found[:, blocks]).max(axis=2)

    def _take_out_tone(self, at: int) -> Heard:
        frame, frames = self._cues.tone.take_out(self._left, at)
        first = max(0, frame // STRIDE - self._cues.search.reach) // _BLOCK
        last = min(self._best.shape[1], (frame + frames) // STRIDE // _BLOCK + 2)
        self._look(first, last)
        return Heard(frame, TONE, frames)

    def _take_out(self, struck: tuple[str, ...], at: int) -> Iterator[Heard]:
        """Take out what was struck, or it and what was struck with it."""
        tries = []
        for names in self._cues.with_others(struck):
            fitting = fit(self._cues.together(names), self._left, at - NEAR, at + NEAR)
            gains = (1.0, SOFT) if all(name in TICKS for name in names) else (1.0,)
            tries += [(fitting.explained(gain), gain, fitting.frame, names) for gain in gains]
        _, gain, frame, names = max(tries)
        begin, late = divmod(frame, STRIDE)
        for name in names:
            take_out(self._cues.late(name), self._left, frame, gain)
            self._forget(begin, self._cues.likeness(name, late), gain)
            yield Heard(frame, name, gain=gain)

    def _forget(self, begin: int, likeness: Floats, gain: float) -> None:
        """Take from what was found what had to do with the sound that was taken out."""
        flat = self._found.reshape(len(self._found), -1)
        first = begin - self._cues.search.reach
        skipped = max(0, -first)
        first += skipped
        change = likeness[:, skipped : skipped + flat.shape[1] - first]
        flat[:, first : first + change.shape[1]] -= np.float32(gain) * change
        blocks = slice(first // _BLOCK, -(-(first + change.shape[1]) // _BLOCK))
        self._weigh(blocks)
