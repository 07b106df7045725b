"""Make the voice of `sounds/voice/en/` from its `phrases.toml`, with espeak-ng.

    python sounds/make_voice.py            writes one wav file per phrase

Files of phrases that are no longer in the table are removed.
"""

import sys
from pathlib import Path

from backcue.sound.voice.engines import SpeechError, find_engine
from backcue.sound.voice.pack import make_pack, read_table

FOLDER = Path(__file__).parent / "voice" / "en"


def main() -> int:
    """Make the voice; say how large it is."""
    try:
        table = read_table(FOLDER / "phrases.toml")
        made = make_pack(table, FOLDER, find_engine("espeak-ng"))
    except SpeechError as error:
        print(error, file=sys.stderr)
        return 1
    for stale in set(FOLDER.glob("*.wav")) - set(made):
        stale.unlink()
    size = sum(path.stat().st_size for path in made)
    print(f"{len(made)} phrases, {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
