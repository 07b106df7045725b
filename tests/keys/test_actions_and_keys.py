"""The table of keys."""

import pytest

from backcue.keys.actions_and_keys import ACTIONS, BOTTOM_ROW, BY_ID, Scope
from backcue.keys.changed_keys import keymap


def test_no_key_has_two_meanings_in_one_place() -> None:
    for scope in Scope:
        keys = [key for action in ACTIONS if action.scope is scope for key in action.keys]
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
        ("question_mark", "help"), ("f1", "help"), ("f", "feet"),
        ("0", "pause"), ("insert", "pause"), ("4", "back"), ("6", "next"), ("5", "tap"),
        ("8", "louder"), ("2", "quieter"), ("add", "faster"), ("subtract", "slower"),
        ("decimal", "mute"),
        ("media_play_pause", "pause"), ("media_track_next", "next"),
        ("media_track_previous", "back"), ("media_stop", "end"), ("mute_volume", "mute"),
        ("raise_volume", "louder"), ("lower_volume", "quieter"),
    ],
)  # fmt: skip
def test_the_keys_of_a_workout(key: str, action: str) -> None:
    found = keymap({}).action(key)
    assert found is not None
    assert found.id == action


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
    assert keys.keys["mute"] == ("full_stop", "decimal", "delete", "mute_volume")
    assert keys.problems == ("keys: m is set for voice and for mute; voice has it",)


def test_the_same_key_in_another_place_is_no_clash() -> None:
    assert keymap({"summary-again": ["m"]}).problems == ()


def test_an_unknown_action_is_told_with_the_nearest() -> None:
    assert keymap({"puase": ["x"]}).problems == (
        "keys: there is no action puase; did you mean pause?",
    )


def test_an_action_may_be_left_without_a_key() -> None:
    keys = keymap({"lock": []})
    assert keys.keys["lock"] == ()
    assert keys.first("lock") == "(no key)"


def test_the_footer_begins_with_what_matters_most() -> None:
    shown = [(key, action.label) for key, action in keymap({}).footer(Scope.WORKOUT)]
    assert shown[:3] == [("space", "pause"), ("q", "end"), ("?", "help")]


def test_a_key_that_works_anywhere_gives_way_to_one_that_the_person_chose() -> None:
    keys = keymap({"next": ["ctrl+q"]})
    assert keys.keys["leave"] == ()
    assert keys.problems == ("keys: ctrl+q is set for next and for leave; next has it",)


def test_a_key_that_the_person_chose_for_anywhere_is_taken_in_every_place() -> None:
    keys = keymap({"palette": ["r", "ctrl+k"]})
    assert keys.keys["palette"] == ("r", "ctrl+k")
    assert keys.keys["summary-again"] == ("f5", "shift+f5")
    assert "keys: r is set for palette and for summary-again; palette has it" in keys.problems


def test_a_place_may_have_a_key_of_its_own_that_does_something_else_anywhere() -> None:
    keys = keymap({})
    assert "ctrl+z" in keys.keys["suspend"]
    assert keys.problems == ()


def test_the_whole_bottom_row_pauses_where_that_is_set() -> None:
    keys = keymap({}, bottom_row=True)
    for key in BOTTOM_ROW:
        found = keys.action(key)
        assert found is not None
        assert found.id == "pause"
    assert keys.problems == ()
    assert keys.first("pause") == "space"
    assert keys.keys["next"][0] == "right"
    assert keys.action("n", Scope.QUESTION) is not None


def test_a_key_of_the_bottom_row_that_the_person_chose_stays_theirs() -> None:
    keys = keymap({"voice": ["v"], "pause": ["g"]}, bottom_row=True)
    assert keys.keys["voice"] == ("v",)
    assert keys.keys["pause"] == ("g", *(key for key in BOTTOM_ROW if key != "v"))
    assert keys.problems == ()


def test_no_action_is_changed_that_nobody_changed() -> None:
    assert not [action.id for action in ACTIONS if keymap({}).is_changed(action)]
    assert keymap({"mute": ["?"]}).is_changed(BY_ID["help"])


def test_where_one_types_the_footer_names_a_key_that_types_nothing() -> None:
    shown = {action.id: key for key, action in keymap({}).footer(Scope.EDITOR)}
    assert shown["help"] == "F1"
    assert {"F1", "enter"} <= {key for key, _ in keymap({}).footer(Scope.SETTINGS)}
    assert keymap({"help": ["h"]}).while_typing("help") == "(no key)"


def test_a_question_offers_its_answers_alone() -> None:
    shown = [action.id for _, action in keymap({}).footer(Scope.QUESTION)]
    assert shown == ["yes", "no"]
