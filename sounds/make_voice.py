"""Make the voice of `sounds/voice/en/` from its `phrases.toml`, with Kokoro.

    make voice                                      writes one wav file per phrase
    python sounds/make_voice.py --phonemes          writes [phonemes] of the table anew (espeak-ng)

Files of phrases that are no longer in the table are removed. Another language is named: its
folder beside `en`.
"""

import argparse
import sys
from pathlib import Path

import tomlkit
from kokoro_voice import HZ, Kokoro, phonemes_of

from backcue.sound.samples.levels import SAMPLE_RATE
from backcue.sound.voice.engines import SpeechError
from backcue.sound.voice.pack import TABLE, PhraseTable, finished, read_table, write_phrase
from backcue.sound.voice.pcm import at_rate

FOLDER = Path(__file__).parent / "voice"
PHONEMES = "phonemes"


def main(arguments: list[str]) -> int:
    """Make the voice, or the phonemes of its phrases."""
    parser = argparse.ArgumentParser(description="Make the built-in voice.")
    parser.add_argument("language", nargs="?", default="en")
    parser.add_argument("--phonemes", action="store_true", help="write them anew, with espeak-ng")
    options = parser.parse_args(arguments)
    folder = FOLDER / options.language
    try:
        table = read_table(folder / TABLE)
    except SpeechError as error:
        print(error, file=sys.stderr)
        return 1
    if options.phonemes:
        write_phonemes(table, folder / TABLE)
    else:
        speak(table, folder)
    return 0


def write_phonemes(table: PhraseTable, path: Path) -> None:
    """Put how each phrase is pronounced into its table: those of all, anew."""
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    made = tomlkit.table()
    for words, text in sorted(table.phrases.items()):
        phonemes = phonemes_of(text)
        # Without an end the model trails off.
        made.add(words, phonemes if phonemes[-1] in ".,!?" else f"{phonemes}.")
    document[PHONEMES] = made
    path.write_text(tomlkit.dumps(document), encoding="utf-8")


def speak(table: PhraseTable, folder: Path) -> None:
    """Speak every phrase, and remove the files of others."""
    document = tomlkit.parse((folder / TABLE).read_text(encoding="utf-8")).unwrap()
    kokoro, phonemes = Kokoro(document["speaker"]), document[PHONEMES]
    made = []
    for words, name in zip(table.phrases, table.files, strict=True):
        raw = at_rate(kokoro.say(phonemes[words]), HZ, SAMPLE_RATE)
        made.append(folder / f"{name}.wav")
        write_phrase(made[-1], finished(raw))
        print(f"\r{len(made)} of {len(table.files)}", end="", file=sys.stderr, flush=True)
    for stale in set(folder.glob("*.wav")) - set(made):
        stale.unlink()
    size = sum(path.stat().st_size for path in made)
    print(f"\r{len(made)} phrases, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
