"""Inputs that nobody would write: right ones gone wrong, always the same ones for a seed."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from tests.workout.wild_text import wild_texts

Made = Callable[[int, int], Iterator[bytes]]
"""Returns so many inputs, always the same ones for the same seed."""
NASTY = (
    b"\x1b]52;c;QUJD\x07", b"\xc2\x9b31m", "\u202e\u2066\u2028".encode(), b"\x7f", b"\x00", b"\r",
    b"\xff", b"\xed\xb0\x80", b"\\u001b[2J", b"\\ud800", b"\\u202e", b"\\n", b'"', b"'", b'"""',
    b"'''", b"[", b"]", b"{", b"}", b"[[", b"=", b".", b"a.a.", b"#", b"\n", b"\r\n", b"\\", b",",
    b"9" * 400, b"-1", b"0", b"1e999", b"nan", b"inf", b"NaN", b"Infinity", b"0x" + b"f" * 99,
    b"true", b"null", b"1979-05-27", b"0.0", b"1e-320", b"99999999999999999999", "é☃😀".encode(),
)  # fmt: skip
"""What is put in where it does most harm."""
_LONGEST = 300_000
"""Bytes of one input: more than any file may have."""


def mutated(seeds: tuple[bytes, ...], dice: random.Random) -> bytes:
    """Returns one of the seeds with a few things wrong with it."""
    text = dice.choice(seeds)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        at = dice.randint(0, len(text))
        to = min(len(text), at + dice.choice((1, 1, 2, 5, 20, 200)))
        kind = dice.randrange(8)
        if kind == 0:
            text = text[:at] + text[to:]
        elif kind == 1:
            text = text[:at] + bytes([dice.randrange(256)]) + text[at + 1 :]
        elif kind == 2:
            other = dice.choice(seeds)
            text = text[:at] + other[dice.randint(0, len(other)) :]
        elif kind == 3:
            times = dice.choice((2, 3, 10, 100)) if dice.random() < 0.98 else 20_000
            text = text[:at] + text[at:to] * times + text[to:]
        else:
            times = 1 if dice.random() < 0.98 else dice.choice((100, 20_000))
            text = text[:at] + dice.choice(NASTY) * times + text[at:]
        text = text[:_LONGEST]
    return text


def from_seeds(*seeds: bytes) -> Made:
    """Returns what makes inputs out of right ones."""

    def made(count: int, seed: int) -> Iterator[bytes]:
        dice = random.Random(seed)
        for _ in range(count):
            yield mutated(seeds, dice)

    return made


def texts(count: int, seed: int) -> Iterator[bytes]:
    """Returns words of workouts gone wrong."""
    for text in wild_texts(count, seed):
        yield text.encode(errors="surrogatepass")


def lines(count: int, seed: int) -> Iterator[bytes]:
    """Returns command lines, NULs between their arguments, one or two of those gone wrong."""
    dice = random.Random(seed)
    for words in wild_texts(count, seed):
        arguments = dice.choice(LINES).split(b"\0")
        for _ in range(dice.choice((1, 1, 2))):
            at = dice.randrange(len(arguments)) if dice.random() < 0.1 else -1
            wrong = mutated((arguments[at],), dice)
            if dice.random() < 0.4:
                at, wrong = min(1, len(arguments) - 1), words.encode(errors="surrogatepass")
            arguments[at] = wrong.replace(b"\0", b"0")
        yield b"\0".join(arguments)


def sounds(count: int, seed: int) -> Iterator[bytes]:
    """Returns wav files: the heads of some of them wrong, and whole ones of odd rates."""
    dice = random.Random(seed)
    for _ in range(count):
        whole = bytearray(_wav_file(dice))
        for _ in range(dice.choice((0, 1, 1, 2, 5))):
            whole[dice.randrange(44)] = dice.choice(
                (0, 1, 2, 0x7F, 0x80, 0xFF, dice.randrange(256))
            )
        yield bytes(whole[: dice.choice((len(whole), len(whole), dice.randrange(len(whole) + 1)))])


def _wav_file(dice: random.Random) -> bytes:
    rate = dice.choice((8000, 22_050, 44_100, 48_000, dice.randint(4000, 384_000)))
    channels, bits = dice.choice((1, 1, 2, 8)), dice.choice((8, 16, 24, 32))
    length = int(rate * dice.choice((0.001, 0.1, 0.2))) * channels * bits // 8
    if dice.random() < 0.01:
        length = min(5 * rate * channels * bits // 8, 40_000_000)
    head = np.array([16, 0], "<u4").tobytes()[:4]
    form = (
        np.array([1, channels], "<u2").tobytes()
        + np.array([rate, rate * channels * bits // 8], "<u4").tobytes()
    )
    form += np.array([channels * bits // 8, bits], "<u2").tobytes()
    sizes = np.array([36 + length, length], "<u4").tobytes()
    sound = dice.randbytes(min(length, 4000))
    sound += bytes(length - len(sound))
    return b"RIFF" + sizes[:4] + b"WAVEfmt " + head + form + b"data" + sizes[4:] + sound


PRESETS = (
    b"""
id = "wild"
name = "Wild"
sequence = "5 forward, hold 2s, 4 backward, hold 3s"
repeat = "20x"
surfaces = ["floor", "track"]
technique = ["Land softly.", "Look."]
source = "me"
tags = ["classic"]
order = 3
summary = "Back and forth."
[pace]
forward = 110
backward = 100.5
forward_step = 0.7
""",
    b'''# mine
id = 'w'
name = """W"""
sequence = """
5 forward, # to the door
4 backward"""
''',
    b"""
id = "t"
name = "T"
sequence = "45s backward run, turn 20s, 300m forward"
pace.forward = 90
""",
)
SETTINGS = (
    b"""
[pace]
forward_walk = 112
backward_walk_step = 0.5
[sound]
output = "bell"
volume = 35
voice = false
voice_pack = "de"
audio_offset_ms = 120
[session]
ready = 5
turn = 30
first_foot = "left"
surface = "track"
fade = 0.5
[person]
body_mass_kg = 70
""",
    b"""# mine
[keys]
pause = ["space", "x"]
next = ["right"]
lock = []
"menu-new" = ["ctrl+n"]
""",
)
CADENCES = (
    b'{"balance": {"forward": 120, "backward": 95.5}, "stairs": {"forward_run_step": 1.0}}',
    b'{"a": {}, "b": {"backward_run": 170}}',
)
RECENT = (b'["5 forward", "20x(5 forward, hold 2s)", "\\u00e9", "4 b"]', b"[]")
PHRASES = (
    b"""
language = "de"
engine_voice = "x"
words_per_minute = 150
[phrases]
"forward" = "vor"
"get ready" = "fertig"
[counted]
counts = [1, 2, 3, 20]
[counted.spoken]
1 = "eins"
[counted.phrases]
"# forward" = "# vor"
"# back" = "# zurueck"
""",
)
EXPORTS = (Path(__file__).with_name("export.json").read_bytes(),)
LINES = (
    b"show\0balance\0--cues\0--json", b"show\x005 forward, hold 2s\0--reps\x003", b"list\0--json",
    b"check\0/dev/null", b"check\0/dev/zero\0/no/where.toml", b"render\x001 forward\0-o\0x.nope",
    b"show\0balance\0--for\x0010min\0--foot\0left\0--surface\0track\0--ready\x000",
    b"run\0balance\0--plain\0--output\0none\0--volume\x0040", b"sounds\0voice\0--lang\0xx",
    b"render\x005 forward\0-o\0/no/where.wav\0--force", b"sounds\0list\0--json", b"--version",
    b"show\0balance\0--forward-cadence\x00110\0--no-voice", b"--log\0/no/where\0list",
    b"history\0--limit\x003", b"history\0show\x001\0--json", b"history\0replay\x001",
    b"history\0delete\x001", b"plan\0--json", b"plan\0pin\0walk-5", b"plan\0unpin",
    b"completion\0bash", b"help\0run", b"settings\0sound.volume\x0050", b"settings\0--json",
)  # fmt: skip
