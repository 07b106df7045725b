"""Measure the second screen: python bench/second_screen.py [--seconds N] [--cuts N].

The whole program runs in a pseudo-terminal and plays on a PulseAudio null sink that is recorded,
while 20 screens watch: a page in a headless Chromium, where one is installed, and others that
count as it does. Printed are: how far each change on them is from the onset of its sound, how
even the beats are with viewers and without, what a viewer costs, and how soon a page is back
whose connection is cut again and again. Exit status 1 if a figure misses its goal.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from backcue.sound.samples.bank import Bank
from backcue.sound.voice.pcm import floats
from bench.cut import Cut
from bench.figures import not_measured, tell
from bench.onsets import Spacing, find, spacing
from bench.pulse import RATE_HZ, PulseServer, Recording, missing
from bench.session import BEATS, leave, session
from bench.viewers import Shown
from tests.chromium import PROGRAM, Chromium, Tab
from tests.terminal import Terminal

SPM = 180.0
VIEWERS = 20
MEDIAN_MS, WORST_MS = 30.0, 80.0
BACK_SECONDS = 2.0
SAMPLE_MS = 1000 / RATE_HZ
READY = 4.0
SETTLE = 3.0
_TICKS = os.sysconf("SC_CLK_TCK")
_HERE = ("--screen", "view", "--screen-address", "127.0.0.1")
_WATCH = """
import sys
sys.path.insert(0, sys.argv[1])
from bench.viewers import watch
watch(sys.argv[2], int(sys.argv[3]))
"""
_PLACE = """
(async () => {
  const reader = (await fetch('events')).body.getReader();
  let text = '';
  while (!/data: .*\\n\\n/.test(text))
    text += new TextDecoder().decode((await reader.read()).value);
  reader.cancel();
  const due = JSON.parse(/data: (.*)\\n\\n/.exec(text)[1]).step;
  return [+document.getElementById('number').textContent, due];
})()
"""
"""Returns the step that the page shows, and the one that it is."""
_SETTINGS = "[person]\nsafety_accepted = true\n"
_NOTE = """
window.shown = [];
new MutationObserver(() => requestAnimationFrame(() => {
  const word = document.getElementById('word').textContent;
  const number = document.getElementById('number').textContent;
  const last = window.shown[window.shown.length - 1] || [0, '', ''];
  if (last[1] !== word || last[2] !== number)
    window.shown.push([performance.timeOrigin + performance.now(), word, number]);
})).observe(
  document.getElementById('board'), {subtree: true, childList: true, characterData: true});
0
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of one session."""

    even: Spacing
    """How even the beats were."""
    late_ms: dict[str, list[float]]
    """By how much each change was later than its sound, for the page and for the others."""
    processor: float
    """Share of a processor that the program took."""


def watched(server: PulseServer, seconds: float, viewers: int) -> Watched:
    """Record a session of one long move while so many watch."""
    words = f"{round(seconds * SPM / 60)} forward @ {SPM:g}spm"
    options = ("--ready", str(READY), "--no-voice", "--output", "miniaudio", *_HERE)
    with Recording(server) as recording, session(server, "run", words, *options) as terminal:
        url = _url(terminal)
        with watching(url, viewers) as shown:
            terminal.press("\r")
            terminal.read(READY + SETTLE)
            spent, began = _spent(terminal), time.monotonic()
            terminal.read(seconds - SETTLE - 1)
            share = (_spent(terminal) - spent) / (time.monotonic() - began)
            terminal.read(3)
            leave(terminal)
    bank = Bank()
    onsets = find(recording.samples, {sound: floats(bank.samples(sound)) for sound in BEATS})
    inner = onsets[1:-4]
    times = [recording.time_of(onset.frame) for onset in inner]
    late = {
        name: [error for each in logs for error in _late(each, times)]
        for name, logs in shown.items()
    }
    return Watched(spacing(inner, 60 / SPM), late, share)


def _url(terminal: Terminal) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        terminal.read(0.2)
        found = re.search(r"http://[0-9.:]+/\w{26}/", terminal.screen)
        # The address stands on standard error before there is a screen that takes a key.
        if found and "begin the workout" in terminal.screen:
            return found[0]
    raise RuntimeError(terminal.screen)


def _spent(terminal: Terminal) -> float:
    """Returns the processor time of the program so far, seconds."""
    stat = Path(f"/proc/{terminal.process.pid}/stat").read_text(encoding="ascii")
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS


@contextmanager
def watching(url: str, viewers: int) -> Iterator[dict[str, list[list[Shown]]]]:
    """Watch with so many, one of them a real page; at the end it is there what each showed."""
    shown: dict[str, list[list[Shown]]] = {}
    with ExitStack() as stack:
        tab: Tab | None = None
        if viewers and PROGRAM:
            tab = stack.enter_context(Chromium()).page(url)
            tab.wait_for("!document.getElementById('lost').offsetParent")
            tab.run(_NOTE)
        others = viewers - (tab is not None)
        process = subprocess.Popen(
            [sys.executable, "-c", _WATCH, str(Path(__file__).parents[1]), url, str(others)],
            stdout=subprocess.PIPE,
        )
        time.sleep(1)
        yield shown
        if tab is not None:
            wall = time.time() - time.monotonic()
            noted = tab.run("window.shown")
            shown["page"] = [[(at / 1000 - wall, word, number) for at, word, number in noted]]
        out, _ = process.communicate(timeout=30)
        if others > 0:
            shown["others"] = json.loads(out)


def _late(shown: list[Shown], heard: list[float]) -> list[float]:
    """Returns by how many ms each step was shown later than it was heard."""
    steps = [at for at, word, number in shown if word == "FORWARD" and number.isdigit()]
    return [(min(steps, key=lambda at: abs(at - beat)) - beat) * 1000 for beat in heard]


def rejoined(folder: Path, cuts: int) -> tuple[list[float], list[float]]:
    """Returns after how many seconds a page said that it was cut off, and was back again."""
    told, took = [], []
    with ExitStack() as stack:
        url = stack.enter_context(_walked(folder, f"{cuts * 30} forward @ {SPM:g}spm"))
        cut = stack.enter_context(Cut(int(re.findall(r":(\d+)/", url)[0])))
        elsewhere = f"--host-resolver-rules=MAP localhost 127.0.0.1:{cut.port}"
        tab = stack.enter_context(Chromium(elsewhere)).page(url.replace("127.0.0.1", "localhost"))
        lost = "document.getElementById('lost')"
        tab.wait_for(f"{lost}.hidden")
        for number in range(cuts):
            time.sleep(random.uniform(0.2, 1.0))
            began = time.monotonic()
            cut.off(silently=number % 2 == 1)
            tab.wait_for(f"!{lost}.hidden", 3)
            told.append(time.monotonic() - began)
            time.sleep(random.uniform(0.0, 2.0))
            cut.on()
            began = time.monotonic()
            tab.wait_for(f"{lost}.hidden", 10)
            took.append(time.monotonic() - began)
            shown, due = tab.run(_PLACE)
            if not due - 1 <= shown <= due + 1:
                raise RuntimeError(f"back at step {shown}, where it is {due}")
    return told, took


@contextmanager
def _walked(folder: Path, words: str) -> Iterator[str]:
    """Run a session without screen and sound; gives where its second screen is."""
    (folder / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    ours = {"BACKCUE_CONFIG_DIR": str(folder), "BACKCUE_DATA_DIR": str(folder / "data")}
    options = ("--json", "--output", "none", "--ready", "0", *_HERE)
    process = subprocess.Popen(
        [sys.executable, "-m", "backcue", "run", words, *options],
        env={**os.environ, **ours},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None  # noqa: S101
        yield re.findall(r"http://\S+", process.stderr.readline())[0]
    finally:
        process.terminate()
        process.communicate()


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=30)
    arguments.add_argument("--cuts", type=int, default=10, help="none, or 2 and more")
    asked = arguments.parse_args()
    if reason := missing():
        return not_measured(reason)
    well = True
    with tempfile.TemporaryDirectory() as folder, PulseServer(Path(folder, "pulse")) as server:
        alone = watched(server, asked.seconds, 0)
        busy = watched(server, asked.seconds, VIEWERS)
        print(f"{asked.seconds:g} s at {SPM:g} steps/min, {VIEWERS} viewers")
        for name, late in busy.late_ms.items():
            off = sorted(map(abs, late))
            well &= median(off) <= MEDIAN_MS and off[-1] <= WORST_MS
            tell(f"{name} apart from the sound, median", median(off), "ms", most=MEDIAN_MS)
            tell(f"{name} apart from the sound, worst", off[-1], "ms", most=WORST_MS)
            print(
                f"{name}: later than the sound by {median(late):+.1f} ms (median); apart: median "
                f"{median(off):.1f} ms, worst {off[-1]:.1f} ms, of {len(off)} changes"
            )
        for name, each in (("without viewers", alone), ("with viewers", busy)):
            print(f"beats {name}: {each.even}")
        well &= busy.even.max_ms <= max(alone.even.max_ms, SAMPLE_MS) + SAMPLE_MS
        well &= not busy.even.missed + busy.even.doubled
        allowed = max(alone.even.max_ms, SAMPLE_MS) + SAMPLE_MS
        tell(
            f"spacing of beats with {VIEWERS} viewers, worst", busy.even.max_ms, "ms", most=allowed
        )
        tell("beats missed or doubled", busy.even.missed + busy.even.doubled, exactly=0)
        cost = (busy.processor - alone.processor) / VIEWERS
        print(
            f"processor: {alone.processor:.1%} without viewers, {busy.processor:.1%} with; "
            f"{cost:.2%} of one for each"
        )
        tell("a viewer, of one processor", 100 * cost, "%")
        if PROGRAM is None:
            not_measured("how soon a page is back: no Chromium is installed")
        elif asked.cuts:
            told, took = rejoined(Path(folder), asked.cuts)
            well &= max(took) <= BACK_SECONDS and max(told) <= BACK_SECONDS
            tell(f"a page cut off {len(took)} times, told after", max(told), "s", most=BACK_SECONDS)
            tell("the page back, worst", max(took), "s", most=BACK_SECONDS)
            print(
                f"cut {len(took)} times, half of them without a word: told after "
                f"{median(told[::2]):.2f} s, or {median(told[1::2]):.2f} s, {max(told):.2f} s at "
                f"most; back in {median(took):.2f} s, {max(took):.2f} s at most"
            )
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
