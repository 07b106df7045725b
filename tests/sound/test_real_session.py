"""The whole program on a screen, played on a real sound server and recorded."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from backcue.sound.samples.bank import Bank
from backcue.sound.voice.pcm import floats
from bench.onsets import find
from bench.pulse import RATE_HZ, PulseServer, Recording, missing
from bench.session import BEATS, beats, leave, session
from tests.sound.reference import Reference

pytestmark = [
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
    pytest.mark.xdist_group("session"),
    pytest.mark.real_sound,
]


def test_the_beats_of_a_session_on_the_screen_are_all_there_and_even(tmp_path: Path) -> None:
    with Reference() as reference, PulseServer(tmp_path / "pulse") as server:
        measured = beats(server, 160, 3.75, ready=0.5)
    assert measured.found == measured.expected == 6
    assert measured.even.missed == measured.even.doubled == 0
    reference.holds("spacing of beats, p99, ms", measured.even.p99_ms, 0.5)
    reference.holds("spacing of beats, worst, ms", measured.even.max_ms, 2.0)


def test_changes_of_tempo_leave_no_gap_outside_the_old_and_the_new_interval(
    tmp_path: Path,
) -> None:
    with Reference() as reference, PulseServer(tmp_path / "pulse") as server:
        with Recording(server) as recording:
            options = ("--ready", "0.5", "--no-voice", "--output", "miniaudio")
            with session(server, "run", "200 forward @ 150spm", *options) as terminal:
                terminal.read(1.8)
                for _ in range(5):
                    terminal.press("+")
                    terminal.read(0.45)
                terminal.read(0.8)
                leave(terminal)
        bank = Bank()
        onsets = find(recording.samples, {sound: floats(bank.samples(sound)) for sound in BEATS})
    gaps = [(later.frame - earlier.frame) / RATE_HZ for earlier, later in pairwise(onsets[1:])]
    assert gaps
    outside = max(max(gaps) - 60 / 150, 60 / 160 - min(gaps), abs(gaps[-1] - 60 / 160))
    longer = max(later - earlier for earlier, later in pairwise(gaps))
    reference.holds("outside both intervals, ms", outside * 1000, 1)
    reference.holds("a gap longer than the one before, ms", longer * 1000, 0.5)
    assert [onset.sound for onset in onsets[1:5]] in (list(BEATS) * 2, list(BEATS[::-1]) * 2)
