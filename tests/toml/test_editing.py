"""A key that is set or taken out leaves everything else of a text as it was."""

import tomllib

import pytest

from backcue.toml.editing import edited


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("[sound]\nvolume = 50 # loud\nvoice = true\n", "sound.volume",
         "[sound]\n# loud\nvoice = true\n"),
        ("[sound]\nvolume = 50 # loud\n\n[keys]\n", "sound.volume", "[sound]\n# loud\n\n[keys]\n"),
        ("[sound]\nvolume = 50\n# mine\n", "sound.volume", "[sound]\n# mine\n"),
        ("[sound]\nvolume = 50\n\n[keys]\nback = []\n", "sound.volume", "[keys]\nback = []\n"),
        ('session = { surface = "track" } # in one line\n', "session.surface", "# in one line\n"),
        ("sound.volume = 50 # dotted\n", "sound.volume", "# dotted\n"),
        ("[keys]\nback = [\n  'h', # one\n] # both\n", "keys.back", "[keys]\n# both\n"),
        ('name = "W" # mine\norder = 2\n', "name", "# mine\norder = 2\n"),
        ("[sound]\r\nvolume = 50 # loud\r\n", "sound.volume", "[sound]\r\n# loud\r\n"),
        ("[sound]\nvoice = true # it speaks\n", "sound.volume",
         "[sound]\nvoice = true # it speaks\n"),
        ("volume = 1\n", "sound.volume", "volume = 1\n"),
        ("sound.volume = 50 # a\nkeys.back = []\nsound.voice = true # c\n", "sound.voice",
         "sound.volume = 50 # a\nkeys.back = []\n# c\n"),
        ("sound.volume = 50 # a\nkeys.back = []\nsound.voice = true\n", "sound.voice",
         "sound.volume = 50 # a\nkeys.back = []\n"),
        ("[sound]\nvolume = 1\n[keys]\nback = []\n[sound.more]\na = 1\n", "sound.volume",
         "[keys]\nback = []\n[sound.more]\na = 1\n"),
    ],
)  # fmt: skip
def test_what_is_taken_out_leaves_its_comment(before: str, key: str, after: str) -> None:
    changed = edited(before, {key: None})
    assert changed == after
    tomllib.loads(changed)


def test_what_is_set_keeps_its_comment() -> None:
    text = "# mine\n[sound]\nvolume = 40 # not too loud\n"
    assert edited(text, {"sound.volume": 60}) == text.replace("40", "60")
    both = edited(text, {"sound.volume": None, "keys.back": ["h"]})
    assert both == '# mine\n[sound]\n# not too loud\n\n[keys]\nback = ["h"]\n'
