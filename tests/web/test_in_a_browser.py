"""A real page of a real session in a real browser."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from tests.chromium import PROGRAM, Chromium, Tab

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed"),
    pytest.mark.xdist_group("chromium"),
]
NO_LOCK = "Object.defineProperty(navigator, 'wakeLock', {value: undefined});"
"""As over plain http: only this machine's own address counts as safe without https."""
NO_VIDEO = (
    "HTMLMediaElement.prototype.play = () => "
    "Promise.reject(new DOMException('', 'NotAllowedError'));"
)
SIZES = ((1920, 1080), (820, 1180), (640, 360), (360, 640))
HANGS_OVER = """
[...document.querySelectorAll('#board .fit, #top > *, #remote button')].filter(each => {
  const inner = document.createRange();
  inner.selectNodeContents(each);
  const box = inner.getBoundingClientRect(), mine = each.closest('#stage, #remote');
  const room = mine.getBoundingClientRect();
  const seen = getComputedStyle(each).visibility === 'visible' && each.offsetParent && box.width;
  return seen && getComputedStyle(each).overflow !== 'hidden' && (box.left < room.left - 1 ||
    box.right > room.right + 1 || each.scrollWidth > each.clientWidth + 1);
}).map(each => each.id || each.dataset.action)
"""
SIDES = """
[document.body.dataset.edge, getComputedStyle(document.querySelector('#phase i'))
  .transformOrigin.split(' ')[1] === '0px' ? 'sinking' : 'rising']
"""
PRESET = """
id = "mine"
name = "<img src=x onerror='document.title=1'> <b>bold</b>"
sequence = "40 forward @ 120spm, hold 20s, 4 backward"
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as running:
        yield running


class Run:
    """`backcue run` with a second screen on this machine; ended at the end of the block."""

    def __init__(self, workout: str, mode: str) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "backcue", "run", workout, "--json", "--output", "none",
                "--ready", "0", "--screen", mode, "--screen-address", "127.0.0.1",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ,
        )  # fmt: skip
        assert self.process.stderr is not None
        line = ""
        while "second screen" not in line:
            line = self.process.stderr.readline()
            assert line, "the session did not begin"
        [self.url] = re.findall(r"http://\S+", line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def end(self) -> list[dict[str, Any]]:
        """End it; returns its events."""
        self.process.send_signal(signal.SIGTERM)
        out, _ = self.process.communicate(timeout=20)
        return [json.loads(line) for line in out.splitlines()]


def word(tab: Tab) -> str:
    return tab.text("word")


def touch(tab: Tab, action: str) -> None:
    """Press a button of the remote as a finger does, where it is on the screen."""
    x, y = tab.run(
        f"(r => [r.x + r.width / 2, r.y + r.height / 2])"
        f"(document.querySelector('[data-action={action}]').getBoundingClientRect())"
    )
    for kind in ("mousePressed", "mouseReleased"):
        tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def everything_fits(tab: Tab) -> None:
    """See that all is on the screen, and nothing hangs over, whichever way it is held."""
    for size in SIZES:
        tab.resize(*size)
        tab.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert tab.run(HANGS_OVER) == [], size
    assert tab.run(SIDES) == ["top", "rising"]


def it_stays_awake_or_says_so(browser: Chromium, tab: Tab, url: str) -> None:
    tab.wait_for("document.getElementById('awake').currentTime > 0", 4)
    assert tab.run("document.getElementById('awake-note').hidden")
    asleep = browser.page(url, 360, 640, NO_LOCK + NO_VIDEO)
    asleep.wait_for("!document.getElementById('awake-note').hidden", 4)
    assert asleep.text("awake-note") == "Tap once, and this screen stays awake"
    asleep.close()


def test_a_phone_shows_and_leads_a_workout(browser: Chromium, tmp_path: Path) -> None:
    preset = tmp_path / "mine.toml"
    preset.write_text(PRESET, encoding="utf-8")
    with Run(str(preset), "remote") as run:
        tab = browser.page(run.url, 360, 640, NO_LOCK)
        tab.wait_for("document.getElementById('word').textContent === 'FORWARD'")
        assert tab.run("document.body.dataset.tone") == "forward"
        before = int(tab.text("number"))
        tab.wait_for(f"+document.getElementById('number').textContent >= {before + 2}", 4)

        # A person's words are words.
        assert tab.text("name") == "<img src=x onerror='document.title=1'> <b>bold</b>"
        assert tab.run("document.querySelectorAll('#name *, img').length") == 0
        assert tab.run("document.title") == "backcue"

        everything_fits(tab)
        pause = tab.run(
            "document.querySelector('[data-action=pause]').getBoundingClientRect().toJSON()"
        )
        assert pause["width"] > 300
        assert pause["height"] > 80
        it_stays_awake_or_says_so(browser, tab, run.url)

        touch(tab, "next")
        tab.wait_for("document.getElementById('word').textContent === 'HOLD'", 4)
        touch(tab, "pause")
        tab.wait_for("document.getElementById('word').textContent === 'PAUSED'", 4)
        assert tab.run("document.querySelector('[data-action=pause]').textContent") == "GO"
        touch(tab, "pause")
        tab.wait_for("document.getElementById('word').textContent === 'HOLD'", 4)
        touch(tab, "end")
        tab.wait_for("document.body.classList.contains('asked')", 4)
        assert tab.text("message-words").split() == ["end", "it?"]
        touch(tab, "pause")
        tab.wait_for("document.getElementById('word').textContent === 'HOLD'", 4)
        touch(tab, "lock")
        tab.wait_for("document.body.classList.contains('locked')", 4)
        touch(tab, "next")
        time.sleep(0.3)
        assert word(tab) == "HOLD"

        # A session that does not answer is told at once, and is back as soon as it does.
        run.process.send_signal(signal.SIGSTOP)
        tab.wait_for("!document.getElementById('lost').hidden", 4)
        assert tab.text("lost-word").split() == ["CONNECTION", "LOST"]
        run.process.send_signal(signal.SIGCONT)
        tab.wait_for("document.getElementById('lost').hidden", 2)

        events = run.end()
        tab.wait_for("document.getElementById('word').textContent === 'ENDED'", 4)
        assert tab.run("document.getElementById('remote').hidden")
        tab.wait_for("document.getElementById('facts').textContent === 'not connected any more'", 4)
        tab.close()
    assert events[1]["event"] == "screen"
    assert events[1]["url"] == run.url
    pressed = [each["event"] for each in events if each["event"] in ("pause", "skip")]
    assert pressed[:2] == ["skip", "pause"]
