"""The shipped voice says all that the coach asks for; a pack can be made with any engine."""

import json
import os
import stat
import sys
import tomllib
import wave
import zlib
from pathlib import Path

import numpy as np
import pytest

from backcue.presets.library import built_in
from backcue.sound.samples.bank import Bank, _composed
from backcue.sound.samples.folders import built_in_folder, words_of
from backcue.sound.samples.levels import VOICE_PEAK_DBFS, VOICE_RMS_DBFS
from backcue.sound.score.announcements import SECONDS_LEFT, STEPS_LEFT
from backcue.sound.score.cue import VOICE
from backcue.sound.score.phrasing import (
    FEET_ON_RAILS,
    LONGEST_COUNT,
    advice,
    announcement,
    number,
    roomy,
    seconds_in_words,
)
from backcue.sound.score.score import DONE, PAUSED
from backcue.sound.voice import pack
from backcue.sound.voice.engines import (
    ENGINES,
    Speaker,
    SpeechError,
    environment,
    find_engine,
    speak,
)
from backcue.sound.voice.loudness import (
    clearer,
    evened,
    limit,
    peak_dbfs,
    speech_rms,
    to_db,
)
from backcue.sound.voice.pack import (
    PACK_HZ,
    PhraseTable,
    finished,
    make_pack,
    phrases_of,
    read_table,
)
from backcue.sound.voice.pcm import Floats, load
from backcue.workout.model import Foot
from backcue.workout.warnings import TURN_WARNINGS
from tests.sound.wavfiles import tone, write
from tests.workouts import phase

ROOT = built_in_folder()
assert ROOT
SHIPPED = ROOT / "voice" / "en"
VOCABULARY = Path(__file__).parents[3] / "sounds" / "kokoro" / "vocabulary.json"
FILES = sorted(SHIPPED.glob("*.wav"))
ENGINE = {engine.name: engine for engine in ENGINES}


def test_the_pack_is_exactly_the_table() -> None:
    assert {path.stem for path in FILES} == set(read_table(SHIPPED / "phrases.toml").files)


def test_the_pack_is_small() -> None:
    packed = sum(len(zlib.compress(path.read_bytes(), 9)) for path in FILES)
    assert packed < 6.9e6, "a wheel with it has less than 8 MB"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_phrase_is_trimmed_level_and_without_clicks(path: Path) -> None:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (PACK_HZ, 1, 2)
    samples = load(path)
    words = len(path.stem.split("-"))
    assert 0.25 < len(samples) / 48_000 < max(1.6, 0.4 * words)
    assert peak_dbfs(samples) < VOICE_PEAK_DBFS + 0.05
    assert to_db(speech_rms(samples)) == pytest.approx(VOICE_RMS_DBFS, abs=1.3)
    assert abs(samples[0]) < 1e-3
    assert abs(samples[-1]) < 1e-3
    blocks = np.abs(samples[: len(samples) // 480 * 480]).reshape(-1, 480).max(axis=1)
    loud = np.nonzero(blocks > 0.01 * blocks.max())[0]
    assert loud[0] <= 2, "it begins at once"
    assert len(blocks) - loud[-1] <= 5, "no silence follows"


def test_everything_the_coach_says_can_be_spoken() -> None:
    bank = Bank()
    counts = [*range(1, LONGEST_COUNT + 1), *range(250, 1_000_001, 12_350)]
    seconds = [*range(1, 100), *range(100, 7201, 7)]
    moves = [phase(f"{count} {way}") for count in counts for way in ("forward", "backward")]
    said = [words for move in moves for words in (*announcement(move), *roomy(move))]
    lengths = [words for s in seconds if (words := seconds_in_words(s))]
    said += [f"{words} {way}" for words in lengths for way in ("forward", "backward")]
    said += [f"number {number(n)} of {number(m)}" for n in range(2, 40) for m in (3, 20, 99)]
    said += [f"{number(steps)} to go" for steps in STEPS_LEFT]
    said += [f"{seconds_in_words(left)} to go" for left in SECONDS_LEFT]
    said += [words for _, words in TURN_WARNINGS]
    said += ["run forward", "run backward", "rest", "turn around", "halfway through", "last one"]
    said += ["rest on the side rails", "face forward", "face backward"]
    said += [f"{FEET_ON_RAILS} stand on {leg}" for leg in Foot]
    said += [f"stand on {leg} {words}" for leg in Foot for words in lengths]
    said += ["right leg", "left leg", "get ready", DONE, PAUSED]
    assert [words for words in said if bank.seconds(VOICE + words) is None] == []


def test_the_advice_of_the_everyday_presets_can_be_spoken() -> None:
    bank = Bank()
    spoken = {
        preset.id
        for preset in built_in()
        if bank.seconds(VOICE + advice(preset.technique[0])) is not None
    }
    assert spoken >= {"balance", "hundred-fifteen", "quarter-lap", "daily-ten", "stairs"}


def test_what_is_said_most_is_one_recording() -> None:
    bank = Bank()
    for count in (*range(1, 21), 25, 30, 40, 50, 60, 70, 80, 90, 100):
        for way in ("forward", "back"):
            steps = "one step" if count == 1 else f"{number(count)} steps"
            assert bank.path(f"{VOICE}{steps} {way}"), (count, way)
    for words in ("stand on right", "stand on left", "two minutes to go", "last one"):
        assert bank.path(VOICE + words)


def test_the_name_of_a_file_gives_its_words() -> None:
    assert words_of("voice:Hold, right leg!") == ("hold", "right", "leg")
    assert words_of("five-forward") == ("five", "forward")
    assert words_of("voice:don't zögern") == ("don't", "zögern")


def test_speech_is_trimmed_and_brought_to_the_level_of_the_pack() -> None:
    time = np.arange(24_000) / 48_000
    syllables = np.sin(2 * np.pi * 700 * time) * np.hanning(24_000) ** 2
    quiet = 0.01 * np.concatenate([np.zeros(20_000), syllables, np.zeros(30_000)])
    made = finished(quiet)
    assert 0.3 * 48_000 < len(made) < 26_000
    assert to_db(speech_rms(made)) == pytest.approx(VOICE_RMS_DBFS, abs=0.5)
    assert peak_dbfs(made) <= VOICE_PEAK_DBFS + 0.01
    assert made[0] == made[-1] == 0.0


def syllables(*levels: float) -> Floats:
    """Returns tones of 0.2 s with as much silence after each, so loud."""
    time = np.arange(9_600) / 48_000
    tone = np.sin(2 * np.pi * 700 * time) * np.hanning(9_600)
    return np.concatenate([np.pad(level * tone, (0, 9_600)) for level in levels])


def peaks(samples: Floats) -> list[float]:
    return [peak_dbfs(part) for part in samples.reshape(-1, 19_200)]


def test_soft_syllables_are_lifted_towards_the_loud_ones() -> None:
    loud, soft, faint = peaks(evened(syllables(0.5, 0.05, 0.005), ratio=2.5))
    assert loud - soft == pytest.approx(20 / 2.5, abs=0.5)
    # 30 dB below the loudest is as far as it goes: the rest of the way stays
    assert soft - faint == pytest.approx(10 / 2.5 + 10, abs=0.5)
    assert len(evened(np.zeros(0))) == 0
    assert not evened(np.zeros(480)).any()


def test_what_tells_consonants_is_lifted_and_rumble_taken_out() -> None:
    time = np.arange(48_000) / 48_000

    def lifted(hz: float) -> float:
        tone = 0.1 * np.sin(2 * np.pi * hz * time)
        return to_db(float(np.std(clearer(tone)[4800:-4800])) / float(np.std(tone)))

    assert lifted(500) == pytest.approx(0, abs=0.5)
    assert lifted(1414) == pytest.approx(4.5, abs=0.5)
    assert [lifted(hz) for hz in (2000, 4000, 9000)] == pytest.approx([9, 9, 9], abs=0.5)
    assert lifted(60) < -12


def test_silence_is_no_speech() -> None:
    assert len(finished(np.zeros(48_000))) == 0
    assert len(finished(np.zeros(0))) == 0
    assert len(finished(np.full(48_000, 0.5))) == 0


def test_limiting_holds_the_peak_and_leaves_the_rest_alone() -> None:
    samples = 0.1 * np.sin(2 * np.pi * 500 * np.arange(48_000) / 48_000)
    samples[24_000:24_100] *= 8
    made = limit(samples, 0.3)
    assert np.abs(made).max() <= 0.3
    assert np.allclose(made[:23_000], samples[:23_000])
    assert np.allclose(made[25_000:], samples[25_000:])
    assert np.abs(np.diff(made)).max() < 0.05


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a folder that alone is searched for programs; with a stand-in for espeak-ng."""
    folder = tmp_path / "programs"
    folder.mkdir()
    voiced = write(tmp_path / "voiced.wav", tone(0.4, hz=700, rate=22_050), rate=22_050)
    program = folder / "espeak-ng"
    program.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, shutil, sys\n"
        "text, words = sys.stdin.buffer.read().decode(), sys.argv[1:]\n"
        f"with open({str(folder / 'calls')!r}, 'a') as calls:\n"
        "    print(text, *words[:-1], sep='|', file=calls)\n"
        "if 'nosuch' in words: sys.exit('Error: no such voice')\n"
        "if text == 'mute': pathlib.Path(words[-1]).write_bytes(b'RIFF')\n"
        f"elif text != 'nothing': shutil.copy({str(voiced)!r}, words[-1])\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(folder))
    return folder


needs_scripts = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")


@needs_scripts
def test_a_pack_is_made_by_the_engine_from_the_table(engines: Path, tmp_path: Path) -> None:
    table = PhraseTable({"five forward": "fünf vor", "rest": "--help"}, Speaker("de", None, 150))
    heard: list[tuple[int, int]] = []
    made = make_pack(
        table,
        tmp_path / "own" / "voice" / "de",
        find_engine("espeak-ng"),
        progress=lambda done, of: heard.append((done, of)),
    )
    assert [path.name for path in made] == ["five-forward.wav", "rest.wav"]
    assert sorted(path.name for path in made[0].parent.iterdir()) == [path.name for path in made]
    assert heard == [(1, 2), (2, 2)]
    assert (engines / "calls").read_text(encoding="utf-8").splitlines() == [
        "fünf vor|--stdin|-b|1|-v|de|-s|150|-w",
        "--help|--stdin|-b|1|-v|de|-s|150|-w",
    ]
    bank = Bank(tmp_path / "own", voice="de")
    assert bank.problems == []
    assert bank.path("voice:five forward") == made[0]


@needs_scripts
@pytest.mark.parametrize(
    ("text", "voice", "why"),
    [
        ("hi", "nosuch", 'espeak-ng could not say "hi": Error: no such voice'),
        ("nothing", None, 'espeak-ng could not say "nothing"'),
        ("mute", None, 'what the engine made of "mute" is not a wav file'),
    ],
)
def test_an_engine_that_fails_is_told_and_the_old_file_stays(
    engines: Path, tmp_path: Path, text: str, voice: str | None, why: str
) -> None:
    assert engines.is_dir()
    old = write(tmp_path / "en" / "rest.wav", tone())
    before = old.read_bytes()
    table = PhraseTable({"rest": text}, Speaker())
    with pytest.raises(SpeechError) as told:
        make_pack(table, old.parent, find_engine("espeak-ng"), voice)
    assert str(told.value) == why
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


@needs_scripts
def test_a_folder_that_cannot_be_made_is_told(engines: Path, tmp_path: Path) -> None:
    assert engines.is_dir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SpeechError, match="file"):
        make_pack(PhraseTable({"rest": "rest"}, Speaker()), tmp_path / "file" / "en", find_engine())


@needs_scripts
def test_the_machines_own_engine_is_found(engines: Path) -> None:
    assert find_engine().name == "espeak-ng"
    (engines / "espeak-ng").unlink()
    with pytest.raises(SpeechError, match="no speech engine here: install espeak-ng"):
        find_engine()


@needs_scripts
@pytest.mark.parametrize("path", [".", "", f".{os.pathsep}"])
def test_a_program_in_the_folder_one_happens_to_be_in_is_no_engine(
    engines: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(engines)
    monkeypatch.setenv("PATH", path)
    with pytest.raises(SpeechError, match="no speech engine here"):
        find_engine()
    monkeypatch.setenv("PATH", os.pathsep.join((path, str(engines))))
    assert find_engine().find() == str(engines / "espeak-ng")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("espeak-ng", "espeak-ng is not on this machine: install espeak-ng"),
        ("say", "say is not on this machine: say is a part of macOS only"),
        ("sapi", "sapi is not on this machine: sapi is a part of Windows only"),
        ("festival", "no speech engine called festival: use one of espeak-ng, say, sapi"),
    ],
)
def test_an_engine_that_is_not_there_is_told_with_its_remedy(
    name: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SpeechError, match=why):
        find_engine(name)
    if name in ENGINE:
        with pytest.raises(SpeechError, match="not on this machine"):
            speak(ENGINE[name], Speaker(), "hi", tmp_path / "a.wav")


def test_say_is_asked_for_a_plain_wav_file_and_hears_the_text_on_its_input(tmp_path: Path) -> None:
    command = ENGINE["say"].command("say", Speaker("en", "Daniel", 180), tmp_path / "a.wav")
    assert command[:5] == ["say", "-f", "-", "-o", str(tmp_path / "a.wav")]
    assert {"--file-format=WAVE", "Daniel", "180"} <= set(command)


@pytest.mark.parametrize(("speed", "rate"), [(175, "0"), (350, "6"), (80, "-7"), (400, "8")])
def test_sapi_gets_its_wishes_by_the_environment(tmp_path: Path, speed: int, rate: str) -> None:
    who, file = Speaker("de-DE", None, speed), tmp_path / "a.wav"
    read = environment(who, file)
    assert read["BACKCUE_RATE"] == rate
    assert read["BACKCUE_LANGUAGE"] == "de-DE"
    assert read["BACKCUE_FILE"] == str(file)
    command = ENGINE["sapi"].command("powershell", who, file)
    assert not any(str(tmp_path) in part for part in command)


def test_a_table_says_each_phrase_with_each_count(tmp_path: Path) -> None:
    path = tmp_path / "de" / "phrases.toml"
    path.parent.mkdir()
    path.write_text(
        '[counted]\ncounts = ["one"]\nspoken = { "two" = "zwei" }\n'
        'phrases = { "# back" = "# zurück" }\n[phrases]\n"one back" = "einen zurück"\n',
        encoding="utf-8",
    )
    table = read_table(path)
    assert table.phrases == {"one back": "einen zurück", "two back": "zwei zurück"}
    assert table.speaker == Speaker("de", None, 172)
    assert table.files == {"one-back": "einen zurück", "two-back": "zwei zurück"}


def test_a_table_tells_what_is_only_said_with_others(tmp_path: Path) -> None:
    path = tmp_path / "phrases.toml"
    path.write_text(
        '[[counted]]\ncounts = ["two"]\nphrases = { "# back" = "# back" }\n'
        '[[counted]]\ncounts = ["ten"]\nphrases = { "# to go" = "# to go" }\n'
        '[phrases]\n"rest" = "rest"\n[parts]\n"of" = "of,"\n[numbers]\n"two" = "two,"\n',
        encoding="utf-8",
    )
    table = read_table(path)
    assert set(table.phrases) == {"two back", "ten to go", "rest", "of", "two"}
    assert set(table.whole) == {"two back", "ten to go", "rest"}


def test_numbers_are_put_together_by_the_rule_of_the_language(tmp_path: Path) -> None:
    path = tmp_path / "phrases.toml"
    path.write_text(
        'tens_and_ones = "# y #"\n[numbers]\n"one" = "un,"\n"thirty" = "treinta,"\n'
        '"twenty" = "veinte,"\n"twenty one" = "veintiún,"\n'
        '[counted]\ncounts = ["thirty one"]\nphrases = { "# back" = "# atrás" }\n',
        encoding="utf-8",
    )
    table = read_table(path)
    assert table.phrases["thirty one"] == "treinta y un,"
    assert table.phrases["twenty one"] == "veintiún,"
    assert table.phrases["thirty one back"] == "treinta y un atrás"
    assert set(table.whole) == {"thirty one back"}


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_language_can_say_all_that_the_coach_asks_for(language: str) -> None:
    files = read_table(ROOT / "voice" / language / "phrases.toml").files
    english = read_table(SHIPPED / "phrases.toml").files
    assert not set(english) - set(files) - {"hundred", "to-go"}
    for count in (*range(2, 1000), 1500):
        for words in (f"{number(count)} steps forward", f"{number(count)} back"):
            assert _composed(words_of(words), files.get), words


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("es", "twenty one", "veintiún,"),
        ("es", "thirty two", "treinta y dos,"),
        ("es", "one hundred steps forward", "cien pasos adelante"),
        ("es", "one hundred", "ciento,"),
        ("es", "five hundred", "quinientos,"),
        ("fr", "twenty one", "vingt et un,"),
        ("fr", "twenty two", "vingt-deux,"),
        ("fr", "seventy one", "soixante et onze,"),
        ("fr", "eighty one", "quatre-vingt-un,"),
        ("fr", "ninety nine", "quatre-vingt-dix-neuf,"),
    ],
)
def test_a_language_has_its_own_numbers(language: str, words: str, said: str) -> None:
    assert read_table(ROOT / "voice" / language / "phrases.toml").phrases[words] == said


def test_the_shipped_table_says_how_everything_is_pronounced() -> None:
    document = tomllib.loads((SHIPPED / "phrases.toml").read_text(encoding="utf-8"))
    signs = json.loads((VOCABULARY).read_text(encoding="utf-8"))
    assert set(document["phonemes"]) == set(read_table(SHIPPED / "phrases.toml").phrases)
    assert set("".join(document["phonemes"].values())) <= set(signs)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there are no phrases in it"),
        ("[phrases", "Expected ']'"),
        ('[phrases]\n"rest" = 3', '"rest" needs a text to say'),
        ('[phrases]\n"rest" = " "', '"rest" needs a text to say'),
        ('[phrases]\n"-" = "minus"', '"-" needs a text to say'),
        ("phrases = 3", r"\[phrases\] must be lines"),
        ("[counted]\ncounts = 3", "needs a list of counts"),
        ('words_per_minute = 9\n[phrases]\n"a" = "b"', "words_per_minute must be 80 to 400"),
        (f'[phrases]\n"{"a" * 201}" = "b"', "is longer than 200 characters"),
        ("a" + ".a" * 20_000 + " = 1", "is nested too deeply"),
        (
            f'[counted]\ncounts = {[*range(1, 2000)]}\nphrases = {{"#a"="#", "#b"="#", "#c"="#"}}',
            "makes more than 5,000 phrases",
        ),
        ("counted = [3]", "needs a list of counts"),
        ("[[counted]]\ncounts = 3", "needs a list of counts"),
        ('tens_and_ones = "#"\n[phrases]\n"a" = "b"', 'a text with two "#"'),
        ('language = 9\n[phrases]\n"a" = "b"', "language and engine_voice must be texts"),
    ],
)
def test_a_wrong_table_is_told_with_its_file(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "phrases.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpeechError, match=why) as told:
        read_table(path)
    assert str(path) in str(told.value)


def test_a_table_is_found_the_persons_own_first(tmp_path: Path) -> None:
    shipped = read_table(SHIPPED / "phrases.toml")
    assert phrases_of("en") == shipped
    assert phrases_of("en-gb").phrases == shipped.phrases
    own = tmp_path / "voice" / "en" / "phrases.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[phrases]\ndone = "over"\n', encoding="utf-8")
    assert phrases_of("en", tmp_path) == read_table(own)
    with pytest.raises(SpeechError) as told:
        phrases_of("de", tmp_path)
    assert str(told.value) == (
        f"there are no phrases in de: copy {SHIPPED / 'phrases.toml'} to "
        f"{tmp_path / 'voice' / 'de' / 'phrases.toml'} and translate what is said"
    )


def test_where_the_built_in_sounds_are_lacking_nothing_is_told_to_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack, "built_in_folder", lambda: None)
    for own in (None, tmp_path):
        with pytest.raises(SpeechError, match=r"^there are no phrases in de$"):
            phrases_of("de", own)


@pytest.mark.parametrize(
    ("folder", "language", "voice"),
    [
        ("it", "it", None),
        ("en-ie", "en", "en-us"),
        ("mum", "en", "en-us"),
        ("mine", "en", "en-us"),
    ],
)
def test_a_copied_table_is_spoken_in_the_language_of_its_folder(
    tmp_path: Path, folder: str, language: str, voice: str | None
) -> None:
    copy = tmp_path / "voice" / folder / "phrases.toml"
    copy.parent.mkdir(parents=True)
    copy.write_bytes((SHIPPED / "phrases.toml").read_bytes())
    table = phrases_of(folder, tmp_path)
    assert (table.speaker.language, table.speaker.voice) == (language, voice)
    assert table.phrases == read_table(copy).phrases
