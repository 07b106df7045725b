"""Values as a person types them: read, refused with what would be right, and written back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.settings.schema import BY_KEY, SETTINGS, Setting, Settings
from backcue.settings.values import (
    WrongValue,
    allowed,
    check_change,
    find_setting,
    read_value,
    value_of,
    with_value,
    written,
)


def samples(setting: Setting) -> list[str]:
    """Returns words and figures that a setting can have."""
    if setting.kind is tuple:
        return ["j", "ctrl+k, f12", "none", ",", "?"]
    if setting.kind is bool:
        return ["true", "false", "on", "OFF", "yes", "no"]
    texts = list(setting.choices)
    if setting.kind in (int, float):
        texts += [f"{setting.low:g}", f"{setting.high:g}"]
    return texts or ["en", "de-2"]


def test_every_setting_can_be_typed_and_is_written_as_it_can_be_typed() -> None:
    for setting in SETTINGS:
        for text in samples(setting):
            settings = with_value(Settings(), setting, read_value(setting, text))
            value = value_of(settings, setting)
            again = with_value(Settings(), setting, read_value(setting, written(value)))
            assert value_of(again, setting) == value
            assert with_value(settings, setting, None) == Settings()


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e3", "-99999", "\x1b[2J", "x" * 300])
def test_what_a_setting_cannot_be_is_refused_with_what_it_can(text: str) -> None:
    for setting in SETTINGS:
        is_word = setting.kind is str and not setting.choices
        if is_word and text.isalnum() and len(text) < 60:
            continue
        with pytest.raises(WrongValue) as caught:
            read_value(setting, text)
        message = str(caught.value)
        assert setting.key in message
        assert message.isprintable()
        assert len(message) < 250
        assert is_word or setting.kind is tuple or allowed(setting) in message


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("sound.volume", "40", 40),
        ("sound.audio_offset_ms", "-40.0", -40),
        ("pace.forward_walk_step", ".55", 0.55),
        ("session.turn", "KEY", "key"),
        ("session.turn", "12.5", 12.5),
        ("keys.next", "J,right  ctrl+k", ["J", "right", "ctrl+k"]),
        ("keys.next", ",", ["comma"]),
        ("keys.next", "none", []),
    ],
)
def test_what_is_typed_becomes_what_the_file_has(key: str, text: str, value: object) -> None:
    assert read_value(BY_KEY[key], text) == value


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("sound.volume", "101", "sound.volume must be a whole number from 0 to 100 %, not 101"),
        ("sound.volume", "40.0", "sound.volume must be a whole number from 0 to 100 %, not 40.0"),
        (
            "sound.output",
            "miniaudo",
            (
                "sound.output must be auto, miniaudio, simpleaudio, bell or none, not miniaudo; "
                "did you mean miniaudio?"
            ),
        ),
        ("session.turn", "0", "session.turn must be key or a number from 1 to 3600 s, not 0"),
        ("sound.voice", "maybe", "sound.voice must be true or false, not maybe"),
        ("keys.next", "spcae", "keys.next: there is no key spcae; did you mean space?"),
    ],
)
def test_a_refusal_names_limits_choices_and_the_nearest_word(
    key: str, text: str, message: str
) -> None:
    with pytest.raises(WrongValue) as caught:
        read_value(BY_KEY[key], text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("sound.volumne", "there is no setting sound.volumne; did you mean sound.volume"),
        ("volume", "there is no setting volume; did you mean sound.volume?"),
        ("keys.puase", "there is no setting keys.puase; did you mean keys.pause"),
        ("\x1b", r"there is no setting \x1b"),
    ],
)
def test_a_misspelt_key_is_told_with_the_nearest(key: str, message: str) -> None:
    with pytest.raises(WrongValue) as caught:
        find_setting(key)
    assert str(caught.value).startswith(message)


def test_a_key_of_another_action_is_refused_and_it_is_said_whose() -> None:
    with pytest.raises(WrongValue, match=r"space is the key of pause already \(pause and resume"):
        check_change(Settings(), BY_KEY["keys.next"], ["space"])
    given_away = Settings(keys={"pause": ("x",), "next": ("space",)})
    with pytest.raises(WrongValue, match="space is the key of next already"):
        check_change(given_away, BY_KEY["keys.pause"], None)
    check_change(given_away, BY_KEY["keys.back"], ["b"])
    check_change(Settings(), BY_KEY["keys.summary-again"], ["z"])
    with pytest.raises(WrongValue, match="q is the key of"):
        check_change(Settings(), BY_KEY["keys.palette"], ["q"])


@given(key=st.sampled_from(sorted(BY_KEY)), text=st.text(max_size=40))
def test_whatever_is_typed_is_a_right_value_or_is_refused(key: str, text: str) -> None:
    setting = BY_KEY[key]
    with suppress(WrongValue):
        value = read_value(setting, text)
        settings = with_value(Settings(), setting, value)
        assert read_value(setting, written(value_of(settings, setting))) == value
