"""The bank finds every sound by its name, and no wrong file stops it."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import backcue
from backcue.sound.samples import bank as bank_module
from backcue.sound.samples import reading
from backcue.sound.samples.bank import GAP_SECONDS, Bank
from backcue.sound.samples.folders import built_in_folder
from backcue.sound.samples.levels import CEILING_DBFS, linear, peak_of
from backcue.sound.samples.wav import WavFile
from backcue.sound.score.cue import CUES, HOLD
from backcue.sound.voice.pcm import Floats, floats, load
from tests.sound.wavfiles import tone, write

SHIPPED = built_in_folder()
assert SHIPPED
CUE_FILES, VOICE_FILES = SHIPPED / "cues", SHIPPED / "voice" / "en"


def same(samples: Floats, path: Path) -> bool:
    wanted = load(path)
    return samples.shape == wanted.shape and np.allclose(samples, wanted, atol=5e-5)


def test_every_cue_has_samples_of_the_length_it_says() -> None:
    bank = Bank()
    assert bank.problems == []
    for name in CUES:
        samples = floats(bank.samples(name))
        assert samples.ndim == 1
        assert bank.seconds(name) == pytest.approx(len(samples) / 48_000)
        assert same(samples, CUE_FILES / f"{name}.wav")


def test_samples_are_shared_and_cannot_be_written_to() -> None:
    bank = Bank()
    assert bank.samples("forward") is bank.samples("forward")
    pcm = memoryview(bank.samples("forward").pcm)
    with pytest.raises(TypeError, match="read-only"):
        pcm[0] = 1


def test_a_phrase_with_its_own_file_is_that_file() -> None:
    bank = Bank()
    assert bank.path("voice:five forward") == VOICE_FILES / "five-forward.wav"
    assert same(floats(bank.samples("voice:five forward")), VOICE_FILES / "five-forward.wav")
    assert bank.seconds("voice:Hold, right leg") == bank.seconds("voice:hold right leg")


def test_another_phrase_is_put_together_from_the_longest_parts() -> None:
    bank = Bank()
    words = "voice:one hundred fifteen forward"
    parts = [load(VOICE_FILES / f"{name}.wav") for name in ("one-hundred", "fifteen-forward")]
    gap = np.zeros(round(GAP_SECONDS * 48_000))
    assert bank.path(words) is None
    assert np.allclose(
        floats(bank.samples(words)), np.concatenate([parts[0], gap, parts[1]]), atol=5e-5
    )
    assert bank.seconds(words) == pytest.approx(len(floats(bank.samples(words))) / 48_000, abs=1e-4)


def test_what_cannot_be_spoken_has_no_length_and_no_samples() -> None:
    bank = Bank()
    for sound in ("voice:five sideways", "voice:", "voice: -,", "sideways", ""):
        assert bank.seconds(sound) is None
        assert bank.path(sound) is None
        assert len(floats(bank.samples(sound))) == 0


def test_names_are_the_cues_and_then_the_phrases() -> None:
    names = Bank().names()
    assert names[: len(CUES)] == CUES
    assert "voice:stand on right" in names
    assert all(Bank().path(name) for name in names)


def test_lengths_are_known_without_numpy() -> None:
    code = (
        "import sys; from backcue.sound.samples.bank import Bank; bank = Bank();"
        "assert bank.seconds('hold') == 1.0 and bank.seconds('voice:four hundred back');"
        "assert bank.names(); assert 'numpy' not in sys.modules"
    )
    place = Path(backcue.__file__).parents[1]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=place)


def test_an_own_cue_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    own = write(tmp_path / "cues" / "forward.wav", tone(0.3))
    bank = Bank(tmp_path)
    assert bank.path("forward") == own
    assert bank.seconds("forward") == pytest.approx(0.3)
    assert np.abs(floats(bank.samples("forward")) - tone(0.3)).max() < 0.001
    assert bank.path("backward") == CUE_FILES / "backward.wav"
    assert bank.problems == []


def test_an_own_sound_of_another_rate_is_resampled(tmp_path: Path) -> None:
    write(tmp_path / "cues" / "turn.wav", tone(0.5, rate=22_050), "24", rate=22_050, channels=2)
    bank = Bank(tmp_path)
    assert bank.seconds("turn") == pytest.approx(0.5)
    assert np.abs(floats(bank.samples("turn")) - tone(0.5)).max() < 0.001


def test_a_voice_that_is_only_a_table_is_told_with_the_remedy() -> None:
    assert Bank(voice="fr").problems == [
        "there is no voice called fr: nothing is spoken; backcue sounds voice --lang fr makes one"
    ]


def test_steps_lie_a_little_to_their_side_in_stereo_and_all_else_in_the_middle() -> None:
    bank, mono = Bank(stereo=True), Bank()
    for name, louder in (("step-left", 0), ("step-right", 1)):
        ears = floats(bank.samples(name))
        assert np.abs(ears[louder]).max() > 1.6 * np.abs(ears[1 - louder]).max()
        assert np.allclose(ears.mean(axis=0), floats(mono.samples(name)), atol=5e-5)
    for name in ("forward", HOLD, "accent-1", "voice:one hundred fifteen steps forward"):
        assert np.array_equal(floats(bank.samples(name)), floats(mono.samples(name)))


@pytest.mark.parametrize("rate", [48_000, 22_050])
def test_an_own_sound_of_two_channels_keeps_its_sides(tmp_path: Path, rate: int) -> None:
    left, right = tone(0.2, rate=rate), 0.25 * tone(0.2, hz=300, rate=rate)
    both = np.stack([left, right], axis=1)
    for name in ("rest", "step-left"):
        write(tmp_path / "cues" / f"{name}.wav", both, rate=rate)
    bank = Bank(tmp_path, stereo=True)
    heard = floats(bank.samples("rest"))
    meant = np.stack([tone(0.2), 0.25 * tone(0.2, hz=300)])
    assert heard[:, 480:9000] == pytest.approx(meant[:, 480:9000], abs=0.01)
    assert np.abs(floats(bank.samples("step-left"))).max() <= peak_of("step-left") + 5e-5
    assert floats(Bank(tmp_path).samples("rest")).ndim == 1


def test_an_own_sound_of_one_channel_lies_where_the_step_does(tmp_path: Path) -> None:
    write(tmp_path / "cues" / "step-left.wav", tone(0.1))
    left, right = floats(Bank(tmp_path, stereo=True).samples("step-left"))
    assert np.abs(left).max() > 1.6 * np.abs(right).max()


def test_words_of_one_channel_and_of_two_are_put_together(tmp_path: Path) -> None:
    both = np.stack([tone(0.3), np.zeros(14_400)], axis=1)
    write(tmp_path / "voice" / "en" / "one-hundred.wav", both)
    bank, words = Bank(tmp_path, stereo=True), "voice:one hundred fifteen steps forward"
    left, right = floats(bank.samples(words))
    assert np.abs(left[:14_400]).max() > 0.05
    assert np.abs(right[:14_400]).max() < 5e-5
    assert np.allclose(left[16_000:], right[16_000:])
    assert len(left) == pytest.approx((bank.seconds(words) or 0) * 48_000, abs=2)


def test_a_part_of_many_phrases_is_read_once_where_parts_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    phrases = [f"voice:number {number} of thirty" for number in ("four", "five", "six")]
    told = [Bank().samples(each) for each in phrases]
    names: list[str] = []

    def counted(file: WavFile, *, stereo: bool) -> reading.Channels:
        names.append(file.path.stem)
        return read(file, stereo=stereo)

    read = reading.read
    monkeypatch.setattr(reading, "read", counted)
    bank = Bank()
    bank.keep_parts()
    kept = [bank.samples(each) for each in phrases]
    assert [bytes(each.pcm) for each in kept] == [bytes(each.pcm) for each in told]
    assert len(names) == len(set(names)) > len(phrases)


@pytest.mark.parametrize("steps", ["footstep", "drum"])
def test_a_set_of_steps_takes_the_place_of_the_two_woods_and_of_nothing_else(steps: str) -> None:
    bank = Bank(steps=steps)
    assert bank.problems == []
    for name in ("step-left", "step-right"):
        assert bank.path(name) == CUE_FILES.parent / "steps" / steps / f"{name}.wav"
    assert bank.path("forward") == CUE_FILES / "forward.wav"


@pytest.mark.parametrize("name", ["step-left", HOLD, "voice:rest"])
def test_a_loud_own_sound_is_turned_down_to_the_level_plan(tmp_path: Path, name: str) -> None:
    place = "voice/en/rest" if name.startswith("voice:") else f"cues/{name}"
    write(tmp_path / f"{place}.wav", tone(0.3, peak=0.99))
    peak = float(np.abs(floats(Bank(tmp_path).samples(name))).max())
    assert peak == pytest.approx(peak_of(name), rel=1e-3)
    assert peak < linear(CEILING_DBFS)


def test_a_quiet_own_sound_stays_as_quiet(tmp_path: Path) -> None:
    write(tmp_path / "cues" / "rest.wav", tone(peak=0.01))
    assert np.abs(floats(Bank(tmp_path).samples("rest"))).max() == pytest.approx(0.01, rel=0.01)


def test_an_own_sound_with_hard_edges_does_not_click(tmp_path: Path) -> None:
    time = np.arange(9600) / 48_000
    write(tmp_path / "cues" / "rest.wav", 0.1 * np.cos(2 * np.pi * 440 * time))
    samples = floats(Bank(tmp_path).samples("rest"))
    assert abs(samples[0]) < 1e-4
    assert abs(samples[-1]) < 1e-4


def test_an_own_loop_is_left_alone_where_it_closes_and_faded_where_it_does_not(
    tmp_path: Path,
) -> None:
    time = np.arange(48_000) / 48_000
    closed, open_ = (0.1 * np.cos(2 * np.pi * hz * time) for hz in (600.0, 600.5))
    write(tmp_path / "a" / "cues" / "hold.wav", closed, "float32")
    write(tmp_path / "b" / "cues" / "hold.wav", open_, "float32")
    assert np.abs(floats(Bank(tmp_path / "a").samples(HOLD)) - closed).max() < 5e-5
    loop = floats(Bank(tmp_path / "b").samples(HOLD))
    assert abs(float(loop[0] - loop[-1])) < 1e-3


def test_an_own_voice_speaks_alone_where_it_can(tmp_path: Path) -> None:
    for words in ("five", "forward", "hundred"):
        write(tmp_path / "voice" / "en" / f"{words}.wav", tone(0.2))
    bank = Bank(tmp_path)
    assert bank.seconds("voice:five hundred forward") == pytest.approx(0.6 + 2 * GAP_SECONDS)
    assert bank.path("voice:six forward") == VOICE_FILES / "six-forward.wav"


def test_an_own_phrase_takes_the_place_of_a_part_of_the_built_in_voice(tmp_path: Path) -> None:
    write(tmp_path / "voice" / "en" / "one-hundred.wav", tone(0.2))
    bank = Bank(tmp_path)
    rest = Bank().seconds("voice:fifteen forward")
    assert rest is not None
    words = "voice:one hundred fifteen forward"
    assert bank.seconds(words) == pytest.approx(0.2 + GAP_SECONDS + rest)


def test_a_voice_of_another_language_never_borrows_english_words(tmp_path: Path) -> None:
    write(tmp_path / "voice" / "de" / "forward.wav", tone(0.2))
    bank = Bank(tmp_path, voice="de")
    assert bank.seconds("voice:forward") == pytest.approx(0.2)
    assert bank.seconds("voice:backward") is None
    assert bank.problems == []


def test_a_voice_that_is_nowhere_is_named() -> None:
    bank = Bank(voice="xx")
    assert bank.problems == ["there is no voice called xx: nothing is spoken"]
    assert bank.seconds("voice:forward") is None


@pytest.mark.parametrize(
    ("name", "seconds", "why"),
    [
        ("cues/forward.wav", 5.1, "lasts 5.1 s: at most 5 s"),
        ("cues/step-left.wav", 0.6, "lasts 0.6 s: at most 0.5 s"),
        ("cues/accent-1.wav", 0.6, "lasts 0.6 s: at most 0.5 s"),
        ("voice/en/rest.wav", 10.2, "lasts 10.2 s: at most 10 s"),
        ("cues/foreward.wav", 0.2, "is not the name of a sound: use one of ready, forward"),
        ("voice/en/--.wav", 0.2, "has no words in its name"),
    ],
)
def test_an_own_file_that_does_not_fit_is_named_and_left_out(
    tmp_path: Path, name: str, seconds: float, why: str
) -> None:
    path = write(tmp_path / name, tone(seconds, rate=8000), rate=8000)
    bank = Bank(tmp_path)
    assert len(bank.problems) == 1
    assert bank.problems[0].startswith(f"{path}: {why}")
    assert bank.names() == Bank().names()
    for sound in ("forward", "step-left", "accent-1", "voice:rest"):
        assert bank.path(sound) == Bank().path(sound)


def test_a_sound_of_more_samples_than_any_needs_is_refused_unread(tmp_path: Path) -> None:
    path = write(tmp_path / "voice" / "en" / "rest.wav", tone(4.0, rate=192_000), "8", 192_000, 8)
    bank = Bank(tmp_path)
    assert bank.problems == [
        f"{path}: has too many samples: save it with 48000 Hz and one or two channels"
    ]


def test_a_broken_own_file_is_named_and_the_built_in_sound_is_used(tmp_path: Path) -> None:
    path = tmp_path / "cues" / "forward.wav"
    path.parent.mkdir()
    path.write_bytes(b"this is a text")
    bank = Bank(tmp_path)
    assert bank.problems == [f"{path}: is not a wav file"]
    assert same(floats(bank.samples("forward")), CUE_FILES / "forward.wav")


def test_a_file_that_breaks_later_gives_way_to_the_built_in_sound(tmp_path: Path) -> None:
    path = write(tmp_path / "cues" / "forward.wav", np.full(99, np.inf), "float32")
    gone = write(tmp_path / "voice" / "en" / "rest.wav", tone())
    bank = Bank(tmp_path)
    assert bank.problems == []
    gone.unlink()
    assert same(floats(bank.samples("forward")), CUE_FILES / "forward.wav")
    assert same(floats(bank.samples("voice:rest")), VOICE_FILES / "rest.wav")
    assert [line.split(": ")[0] for line in bank.problems] == [str(path), str(gone)]
    assert bank.path("forward") == CUE_FILES / "forward.wav"


def test_a_folder_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert Bank(tmp_path / "none").problems == Bank(tmp_path / "file").problems == []


def _layout(root: Path) -> Path:
    (root / "cues").mkdir(parents=True)
    shutil.copy(CUE_FILES / f"{CUES[0]}.wav", root / "cues")
    return root


def test_sounds_are_found_inside_a_wheel_first_and_else_beside_the_package(
    tmp_path: Path,
) -> None:
    package = tmp_path / "backcue"
    package.mkdir()
    assert built_in_folder(package) is None
    (tmp_path / "sounds").mkdir()
    assert built_in_folder(package) is None, "another program's folder of that name is not ours"
    beside = _layout(tmp_path / "sounds")
    assert built_in_folder(package) == beside
    inside = _layout(package / "sounds")
    assert built_in_folder(package) == inside


def test_without_its_sounds_the_bank_says_so_and_stays_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bank_module, "built_in_folder", lambda: None)
    bank = Bank()
    assert bank.problems[0] == "the built-in sounds are missing: install backcue again"
    assert bank.names() == ()
    assert bank.seconds("forward") is None
    assert len(floats(bank.samples("forward"))) == 0


def test_what_is_used_stays_in_memory_and_the_rest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = Bank()
    often = bank.samples("forward")
    room = 8 * often.size
    monkeypatch.setattr("backcue.sound.samples.bank.KEPT_BYTES", room)
    first = bank.samples("voice:one forward")
    for number in ("two", "three", "four", "five", "six", "seven", "eight"):
        assert bank.samples(f"voice:{number} forward").frames
        assert bank.samples("forward") is often
    assert sum(samples.size for samples in bank._kept.values()) <= room
    again = bank.samples("voice:one forward")
    assert again is not first
    assert again.pcm == first.pcm


def test_what_was_preloaded_is_ready_at_once() -> None:
    bank = Bank()
    assert bank.ready("finish") is None
    bank.preload(["finish", "voice:Five, forward"])
    assert bank.ready("finish") is bank.samples("finish")
    assert bank.ready("voice:five forward") is bank.samples("voice:five forward")


def test_many_threads_may_ask_at_once_even_for_what_is_broken(tmp_path: Path) -> None:
    broken = write(tmp_path / "cues" / "forward.wav", np.full(99, np.inf), "float32")
    bank = Bank(tmp_path)
    phrases = [f"voice:{count} forward" for count in ("one", "two", "three", "four")]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(8):
            threads.submit(bank.preload, [*CUES, *phrases])
    for sound in (*CUES, *phrases):
        ready = bank.ready(sound)
        assert ready is not None
        assert ready.frames
    assert [line.split(": ")[0] for line in bank.problems] == [str(broken)]
