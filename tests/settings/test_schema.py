"""The table of settings says what the types of the file say."""

from msgspec import structs

from backcue.keys.actions_and_keys import ACTIONS
from backcue.settings.schema import BY_KEY, SETTINGS, Settings
from backcue.settings.values import value_of


def test_every_key_of_the_file_is_in_the_table_in_its_order() -> None:
    tables = (field for field in structs.fields(Settings) if field.name != "keys")
    fields = [f"{table.name}.{one.name}" for table in tables for one in structs.fields(table.type)]
    assert list(BY_KEY) == fields + [f"keys.{action.id}" for action in ACTIONS]


def test_every_setting_has_its_default_and_a_line_of_help() -> None:
    for setting in SETTINGS:
        assert setting.default == value_of(Settings(), setting)
        assert setting.help.endswith(".")
        assert setting.help[0].isupper()
        assert "\n" not in setting.help


def test_the_table_has_kind_choices_limits_and_unit() -> None:
    def told(key: str) -> tuple[object, ...]:
        setting = BY_KEY[key]
        return setting.kind, setting.choices, setting.low, setting.high, setting.unit

    assert told("sound.volume") == (int, (), 0, 100, "%")
    assert told("sound.voice") == (bool, (), None, None, "")
    assert told("sound.voice_pack") == (str, (), None, None, "")
    assert told("sound.output")[1] == ("auto", "miniaudio", "simpleaudio", "bell", "none")
    assert told("session.first_foot") == (str, ("left", "right"), None, None, "")
    assert told("session.turn") == (float, ("key",), 1, 3600, "s")
    assert told("pace.forward_walk") == (float, (), 30, 240, "steps/min")
    assert told("keys.next") == (tuple, (), None, None, "")
