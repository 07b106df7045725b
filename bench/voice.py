"""Measure how well a voice is understood: python bench/voice.py [VOICE] [--only NAME...].

VOICE is the name of a pack or a folder with phrases; unless said, the built-in one. Two listeners
that know nothing of backcue hear every phrase: clean, in pink noise and in that of a treadmill,
at +10, +5, 0 and -5 dB (both measured in 250-4000 Hz); and what is said in five presets inside
their real mix, at 0 dB. Printed is the share that is understood, and what is taken for what.
Exit status 1 where Whisper misses a goal. Needs `requirements-voice-bench.lock` and espeak-ng
(`make voice-bench` has them); some twenty minutes.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.presets.library import built_in
from backcue.session_setup import set_up
from backcue.settings.schema import SessionSettings, Settings
from backcue.sound.render import render
from backcue.sound.samples.bank import Bank
from backcue.sound.samples.folders import built_in_folder
from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.score.cue import VOICE, Cue
from backcue.sound.score.score import score
from backcue.sound.voice.loudness import speech_rms
from backcue.sound.voice.pack import TABLE, read_table
from backcue.sound.voice.pcm import floats, load
from backcue.workout.timeline import timeline
from bench.figures import not_measured, tell
from bench.treadmill_noise import laid_over, pink, treadmill

Floats = NDArray[np.float64]

NOISES = {"pink": pink, "treadmill": treadmill}
LEVELS_DB = (10, 5, 0, -5)
LEAST_IN, LEAST = "treadmill +5", 0.8
"""No phrase is understood less often than so in this noise."""
GOALS = {"clean": 0.99, "treadmill +5": 0.98, "treadmill +0": 0.95, "mix +0": 0.95}
MIXED = ("balance", "balance-run", "hundred-fifteen", "uphill-back", "cipriani-1995")
MIXED_SECONDS, MIXED_PHRASES = 400.0, 40
"""Of each preset, and of what is said in it, at most."""
AROUND = SAMPLE_RATE * 2 // 5
"""Frames of noise before and after a phrase."""
SETTINGS = Settings(session=SessionSettings(turn=20))


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase as it is heard: its words, its sound, and its own level in 250-4000 Hz."""

    words: str
    sound: Floats
    level: float


def phrases_of(folder: Path) -> list[Said]:
    """Returns what a pack says, without the parts that are only said with others."""
    table = read_table(folder / TABLE)
    files = {"-".join(words.split()): plain(text) for words, text in table.whole.items()}
    return [_said(files[path.stem], load(path)) for path in _wavs(folder) if path.stem in files]


def _wavs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.wav"))


def _said(words: str, samples: Floats) -> Said:
    return Said(words, np.pad(samples, AROUND), speech_rms(samples))


def plain(text: str) -> str:
    """Returns a text without what is not spoken."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower()).split())


def in_the_mix(bank: Bank, texts: dict[str, str]) -> Iterator[tuple[str, list[Said]]]:
    """Returns for each preset what is said in it, with all that is heard meanwhile.

    `texts` are what is spoken for the words that are asked for.
    """
    for preset in (each for each in built_in() if each.id in MIXED):
        setup = set_up(preset, SETTINGS)
        course = setup.course
        cues = score(timeline(course.phases(), course.first_foot), bank.seconds, setup.audio)
        heard = [cue for cue in islice(cues, 20_000) if cue.at < MIXED_SECONDS]
        blocks: list[bytes] = []
        render(heard, bank, MIXED_SECONDS, blocks.append)
        tape = np.frombuffer(b"".join(blocks), np.int16) / 32768
        spoken = [cue for cue in heard if cue.spoken]
        yield preset.id, [_cut(cue, tape, bank, spoken, texts) for cue in _different(heard)]


def _different(cues: list[Cue]) -> list[Cue]:
    """Returns phrases spread over what is said: first each once, then again elsewhere."""
    spoken = [cue for cue in cues if cue.spoken]
    times = Counter[str]()
    order = []
    for cue in spoken:
        order.append((times[cue.sound], cue.at, cue))
        times[cue.sound] += 1
    return [cue for _, _, cue in sorted(order, key=lambda each: each[:2])[:MIXED_PHRASES]]


def _cut(cue: Cue, tape: Floats, bank: Bank, spoken: list[Cue], texts: dict[str, str]) -> Said:
    """Returns a phrase with what is heard around it, without the phrases before and after."""
    samples = floats(bank.samples(cue.sound))
    begin = round(cue.at * SAMPLE_RATE)
    ends = (each.at + (bank.seconds(each.sound) or 0.0) for each in spoken if each.at < cue.at)
    begins = (each.at for each in spoken if each.at > cue.at)
    first = max(0, begin - AROUND, round(max(ends, default=0.0) * SAMPLE_RATE))
    last = min(begin + len(samples) + AROUND, round(min(begins, default=1e6) * SAMPLE_RATE))
    words = cue.sound.removeprefix(VOICE)
    return Said(plain(texts.get(words, words)), tape[first:last], speech_rms(samples))


def main() -> int:
    """Print the figures."""
    options = _options()
    try:
        from bench.recognisers import Sphinx, Whisper  # noqa: PLC0415 - not always installed
    except ImportError as error:
        return not_measured(f"{error.name} is not installed; make voice-bench has it")
    folder = _folder(options.voice)
    phrases = phrases_of(folder)
    mixes = (
        {}
        if options.alone
        else dict(in_the_mix(Bank(voice=options.voice), read_table(folder / TABLE).phrases))
    )
    known = sorted({said.words for said in chain(phrases, *mixes.values())})
    whisper, sphinx = Whisper(known), Sphinx(known)
    print(f"{folder.name}: {len(phrases)} phrases, {options.draws} noises each at +5 and 0 dB")
    print(f"{'':24}{whisper.name:>14}{sphinx.name:>14}")
    figures: dict[str, float] = {}
    confused: Counter[tuple[str, str | None]] = Counter()
    poor: dict[str, float] = {}
    for name, heard in _conditions(phrases, mixes, options.draws):
        if options.only and name not in options.only:
            continue
        sounds = [sound for _, sound in heard]
        understood = whisper.understands(sounds)
        missed = [(s.words, f) for (s, _), f in zip(heard, understood, strict=True) if f != s.words]
        by_sphinx = zip(heard, sphinx.understands(sounds), strict=True)
        other = sum(found == said.words for (said, _), found in by_sphinx) / len(heard)
        figures[name] = 1 - len(missed) / len(heard)
        confused.update(missed)
        if name == LEAST_IN:
            seldom = Counter(words for words, _ in missed)
            shares = {words: 1 - count / options.draws for words, count in seldom.items()}
            poor = {words: share for words, share in shares.items() if share < LEAST}
        goal = f"   goal {GOALS[name]:.0%}" if name in GOALS else ""
        print(f"{name:24}{figures[name]:>14.1%}{other:>14.1%}{goal}", flush=True)
    print(f"understood in less than {LEAST:.0%} in {LEAST_IN} dB: {poor or 'none'}")
    print("taken for something else most often, by Whisper:")
    for (words, found), count in confused.most_common(20):
        print(f"  {count:3} x {words!r} for {found or 'nothing'!r}")
    for condition, most in GOALS.items():
        if condition in figures:
            lost = 100 * (1 - figures[condition])
            tell(f"what Whisper misses, {condition}", lost, "%", most=100 * (1 - most))
    missed_goals = [name for name, goal in GOALS.items() if figures.get(name, 1.0) < goal]
    return 1 if missed_goals or poor else 0


def _conditions(
    phrases: list[Said], mixes: dict[str, list[Said]], draws: int
) -> Iterator[tuple[str, list[tuple[Said, Floats]]]]:
    """Returns each condition by name, and all that is heard in it."""
    yield "clean", [(said, said.sound) for said in phrases]
    for kind, make in NOISES.items():
        noises = [make(seed) for seed in range(1, draws + 1)]
        for level in LEVELS_DB:
            many = noises if kind == "treadmill" and level in (5, 0) else noises[:1]
            heard = [(s, _in(s, noise, level, n)) for s in phrases for n, noise in enumerate(many)]
            yield f"{kind} {level:+d}", heard
    every: list[tuple[Said, Floats]] = []
    noises = [treadmill(seed) for seed in range(20, 20 + draws)]
    for preset, said in mixes.items():
        heard = [(s, _in(s, noises[n % draws], 0, n)) for n, s in enumerate(said)]
        every += heard
        yield f"mix of {preset}", heard
    if every:
        yield "mix +0", every


def _in(said: Said, noise: Floats, level: float, draw: int) -> Floats:
    place = sum(map(ord, said.words)) * 7919 + draw * 104_729
    return laid_over(said.sound, noise, level, place, said.level)


def _folder(voice: str) -> Path:
    root = built_in_folder()
    if (Path(voice) / TABLE).is_file() or root is None:
        return Path(voice)
    return root / "voice" / voice


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how well a voice is understood.")
    parser.add_argument("voice", nargs="?", default="en", help="a pack's name, or its folder")
    parser.add_argument("--draws", type=int, default=5, help="noises for each phrase")
    parser.add_argument("--only", nargs="*", metavar="NAME", help='as "clean" "treadmill +5"')
    parser.add_argument("--alone", action="store_true", help="leave out the mixes")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
