"""The names of keys."""

import pytest
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import _character_to_key

from backcue.keys.actions_and_keys import ACTIONS
from backcue.keys.names import key_name, key_sign
from backcue.keys.terminal import SEQUENCES, WINDOWS, typed_key


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" ", "space"), ("\r", "enter"), ("\x1b", "escape"), ("\x1b[C", "right"), ("+", "plus"),
        ("-", "minus"), ("[", "left_square_bracket"), ("?", "question_mark"), (".", "full_stop"),
        ("/", "slash"), ("q", "q"), ("Space", "space"), ("\x1b[6~", "pagedown"),
        ("_", "underscore"),
        ("\x1bOp", "0"), ("\x1bOy", "9"), ("\x1bOk", "plus"), ("\x1bOm", "minus"),
        ("\x1bOn", "full_stop"), ("\x1bOM", "enter"), ("\x1b[2~", "insert"), ("\x1bOP", "f1"),
    ],
)  # fmt: skip
def test_what_a_terminal_sends_has_a_name(typed: str, name: str) -> None:
    assert typed_key(typed) == name


def test_a_windows_console_sends_the_same_keys() -> None:
    coded = [code for code in SEQUENCES if code.startswith(WINDOWS)]
    assert typed_key("\x00M") == "right"
    assert {typed_key(code) for code in coded} <= set(SEQUENCES.values())
    assert typed_key("\x00\x01") not in {key for action in ACTIONS for key in action.keys}


def test_names_are_those_of_the_screen_library() -> None:
    for character in "+-[]?./,;:'\"!@#$%^&*()_=aZ9 ":
        assert key_name(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("name", "sign"),
    [("space", "space"), ("right", "→"), ("question_mark", "?"), ("shift+f5", "shift+F5"),
     ("full_stop", "."), ("pagedown", "page down"), ("escape", "esc"), ("exclamation_mark", "!"),
     ("q", "q"), ("wheel_up", "wheel up"),
     ("delete", "delete"), ("backspace", "backspace"), ("add", "keypad +")],
)  # fmt: skip
def test_keys_are_written_as_they_stand_on_a_keyboard(name: str, sign: str) -> None:
    assert key_sign(name) == sign


@pytest.mark.parametrize("sequence", [each for each in SEQUENCES if len(each) > 2])
def test_sequences_mean_what_they_mean_on_the_screen(sequence: str) -> None:
    [event] = XTermParser().feed(sequence)
    assert isinstance(event, Key)
    assert event.key == typed_key(sequence)


def test_every_media_and_keypad_key_of_the_table_is_one_that_a_terminal_can_send() -> None:
    named = {
        key
        for action in ACTIONS
        for key in action.keys
        if key.startswith("media_") or key.endswith("_volume") or key in ("add", "decimal")
    }
    assert len(named) > 10
    assert named <= set(FUNCTIONAL_KEYS.values())
