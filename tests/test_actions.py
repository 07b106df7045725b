"""The table of keys."""

import pytest
from textual.keys import _character_to_key

from backcue.actions import ACTIONS, BY_ID, Place, key_name, key_sign, keymap


def test_no_key_has_two_meanings_in_one_place() -> None:
    for place in Place:
        keys = [key for action in ACTIONS if action.place is place for key in action.keys]
        assert len(keys) == len(set(keys))


def test_every_action_has_an_id_of_its_own() -> None:
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize(
    ("key", "action"),
    [
        ("space", "pause"), ("enter", "pause"), ("p", "pause"), ("k", "pause"),
        ("pagedown", "pause"), ("right", "next"), ("n", "next"), ("left", "back"), ("b", "back"),
        ("pageup", "back"), ("plus", "faster"), ("minus", "slower"), ("t", "tap"),
        ("left_square_bracket", "quieter"), ("right_square_bracket", "louder"), ("m", "mute"),
        ("full_stop", "mute"), ("v", "voice"), ("q", "end"), ("escape", "end"), ("l", "lock"),
        ("question_mark", "keys"),
    ],
)  # fmt: skip
def test_the_keys_of_a_workout(key: str, action: str) -> None:
    found = keymap({}).action(key)
    assert found is not None
    assert found.id == action


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" ", "space"), ("\r", "enter"), ("\x1b", "escape"), ("\x1b[C", "right"), ("+", "plus"),
        ("-", "minus"), ("[", "left_square_bracket"), ("?", "question_mark"), (".", "full_stop"),
        ("/", "slash"), ("q", "q"), ("Space", "space"), ("\x1b[6~", "pagedown"),
        ("_", "underscore"),
    ],
)  # fmt: skip
def test_what_a_terminal_sends_has_a_name(typed: str, name: str) -> None:
    assert key_name(typed) == name


def test_names_are_those_of_the_screen_library() -> None:
    for character in "+-[]?./,;:'\"!@#$%^&*()_=aZ9 ":
        assert key_name(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("name", "sign"),
    [("space", "space"), ("right", "→"), ("question_mark", "?"), ("shift+f5", "shift+F5"),
     ("full_stop", "."), ("pagedown", "page down"), ("escape", "esc"), ("exclamation_mark", "!"),
     ("q", "q"), ("wheel_up", "wheel up")],
)  # fmt: skip
def test_keys_are_written_as_they_stand_on_a_keyboard(name: str, sign: str) -> None:
    assert key_sign(name) == sign


def test_own_keys_take_the_place_of_the_default_ones() -> None:
    keys = keymap({"next": ["j", ">"]})
    assert keys.keys["next"] == ("j", "greater_than_sign")
    assert keys.action("n") is None
    assert keys.problems == ()


def test_a_swap_is_no_clash() -> None:
    keys = keymap({"next": ["b"], "back": ["n"]})
    assert keys.problems == ()
    assert (keys.keys["next"], keys.keys["back"]) == (("b",), ("n",))


def test_a_key_taken_from_a_default_goes_to_the_one_the_person_named() -> None:
    keys = keymap({"voice": ["m"]})
    assert keys.keys["voice"] == ("m",)
    assert keys.keys["mute"] == ("full_stop",)
    assert keys.problems == ("keys: m is set for voice and for mute; voice has it",)


def test_the_same_key_in_another_place_is_no_clash() -> None:
    assert keymap({"summary-again": ["n"]}).problems == ()


def test_an_unknown_action_is_told_with_the_nearest() -> None:
    assert keymap({"puase": ["x"]}).problems == (
        "keys: there is no action puase; did you mean pause?",
    )


def test_an_action_may_be_left_without_a_key() -> None:
    keys = keymap({"lock": []})
    assert keys.keys["lock"] == ()
    assert keys.first("lock") == "(no key)"


def test_the_footer_begins_with_what_matters_most() -> None:
    shown = [(key, action.label) for key, action in keymap({}).footer(Place.WORKOUT)]
    assert shown[:3] == [("space", "pause"), ("q", "end"), ("?", "keys")]
