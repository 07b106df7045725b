"""Room for speech: phrases are placed where they are whole and alone, or left out."""

import pytest

from backcue.sound.score.speech_slots import GAP, SpeechSlots

SECONDS = {"voice:short": 1.0, "voice:long": 3.0, "voice:fits": 2.0}


def slots(*, silent: bool = False) -> SpeechSlots:
    return SpeechSlots(SECONDS.get, silent=silent, phase=3)


def said(room: SpeechSlots) -> list[tuple[float, float, str]]:
    return [(pytest.approx(each.begin), pytest.approx(each.end), each.sound) for each in room.said]


def test_a_phrase_is_said_as_early_as_possible() -> None:
    room = slots()
    assert room.say(["short"], 10.0, 20.0)
    assert said(room) == [(10.0, 11.0, "voice:short")]
    assert [each.phase for each in room.said] == [3]


def test_a_phrase_is_said_as_near_as_possible_to_the_wish() -> None:
    room = slots()
    assert room.say(["short"], 10.0, 20.0, 15.0)
    assert room.say(["short"], 10.0, 20.0, 25.0)
    assert room.say(["short"], 10.0, 20.0, 5.0)
    assert [each.begin for each in room.said] == [15.0, 19.0, 10.0]


def test_the_first_phrase_that_fits_is_said_and_only_that() -> None:
    room = slots()
    assert room.say(["unknown", "long", "fits", "short"], 10.0, 12.5)
    assert said(room) == [(10.0, 12.0, "voice:fits")]


def test_a_phrase_that_fits_exactly_is_said() -> None:
    room = slots()
    assert room.say(["long"], 10.0, 13.0)
    assert not slots().say(["long"], 10.0, 12.99)


def test_nothing_is_said_where_no_phrase_is_known_or_none_is_wished() -> None:
    assert not slots().say(["unknown"], 10.0, 20.0)
    room = slots(silent=True)
    assert not room.say(["short"], 10.0, 20.0)
    assert room.said == []


def test_between_phrases_there_is_a_gap() -> None:
    room = slots()
    assert room.say(["short"], 10.0, 20.0)
    assert room.say(["short"], 10.0, 20.0)
    assert room.say(["short"], 10.0, 20.0, 11.0)
    assert [each.begin for each in room.said] == pytest.approx([10.0, 11.0 + GAP, 12.0 + 2 * GAP])


def test_no_phrase_lies_on_a_time_that_is_to_be_kept_free() -> None:
    room = slots()
    room.block(12.0, 13.0)
    assert room.say(["fits"], 10.0, 20.0, 12.4)
    assert said(room) == [(13.0 + GAP, 15.0 + GAP, "voice:fits")]
    room = slots()
    room.block(14.0, 15.0)
    assert room.say(["fits"], 10.0, 20.0, 12.5)
    assert said(room) == [(12.0 - GAP, 14.0 - GAP, "voice:fits")]


def test_a_phrase_without_room_between_two_times_kept_free_is_left_out() -> None:
    room = slots()
    room.block(9.0, 10.0)
    room.block(13.0, 14.0)
    assert not room.say(["long"], 10.0, 13.0)
    assert room.say(["fits"], 10.0, 13.0)


def test_it_is_known_when_something_is_being_said() -> None:
    room = slots()
    room.say(["short"], 10.0, 20.0)
    assert [room.speaking(at) for at in (9.9, 9.98, 10.5, 10.99, 11.0, 11.5)] == [
        False,
        True,
        True,
        True,
        False,
        False,
    ]
    assert not slots().speaking(10.0)
