"""The table of settings says what the types of the file say."""

from msgspec import structs

from backcue.settings.schema import SETTINGS, Setting, Settings

BY_KEY = {setting.key: setting for setting in SETTINGS}


def test_every_key_of_the_file_is_in_the_table_in_its_order() -> None:
    tables = (field for field in structs.fields(Settings) if field.name != "keys")
    assert list(BY_KEY) == [
        f"{table.name}.{field.name}" for table in tables for field in structs.fields(table.type)
    ]


def test_every_setting_has_its_default_and_a_line_of_help() -> None:
    settings = Settings()
    for setting in SETTINGS:
        table, _, name = setting.key.partition(".")
        assert setting.default == getattr(getattr(settings, table), name)
        assert setting.help.endswith(".")
        assert "\n" not in setting.help


def test_the_table_has_kind_choices_and_limits() -> None:
    def told(key: str) -> tuple[object, ...]:
        setting: Setting = BY_KEY[key]
        return setting.kind, setting.choices, setting.low, setting.high

    assert told("sound.volume") == (int, (), 0, 100)
    assert told("sound.voice") == (bool, (), None, None)
    assert told("sound.voice_pack") == (str, (), None, None)
    assert told("sound.output")[1] == ("auto", "miniaudio", "simpleaudio", "bell", "none")
    assert told("session.first_foot") == (str, ("left", "right"), None, None)
    assert told("session.turn") == (float, ("key",), 1, 3600)
    assert told("person.body_mass_kg") == (float, (), 20, 400)
    assert told("pace.forward_walk") == (float, (), 30, 240)
