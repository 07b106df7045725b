"""Preset files written from fields: nothing lost of what a person wrote there."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backcue.presets.library import built_in
from backcue.presets.preset_file import PresetError, read_preset
from backcue.presets.writing import Fields, copy_of, fields_of, id_from, tidied, written
from backcue.workout.model import Surface
from backcue.workout.notation import format_workout, parse

FILE = """\
# Mine, do not touch.
id = "mine" # the id
name = 'Mine'
sequence = \"\"\"
5 forward, # count aloud
4 backward
\"\"\" # the words
technique = ["Look ahead."]

# How fast.
[pace]
forward = 100 # slow
"""
HERE = Path("mine.toml")
BUILT_IN = [preset.id for preset in built_in()]


def test_the_fields_of_a_file_are_what_stands_there() -> None:
    assert fields_of(FILE) == Fields(
        id="mine", name="Mine", sequence="5 forward, # count aloud\n4 backward", forward="100"
    )


def test_written_back_unchanged_a_file_is_the_same_to_the_letter() -> None:
    assert written(fields_of(FILE), FILE) == FILE


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_file_survives(name) -> None:
    from backcue.presets import library  # noqa: PLC0415

    text = (Path(library.__file__).parent / "builtin" / f"{name}.toml").read_text()
    assert written(fields_of(text), text) == text


def test_changed_values_stand_in_their_places_and_comments_stay() -> None:
    wanted = replace(fields_of(FILE), name="Ours", sequence="5 forward", forward="105.5")
    assert written(wanted, FILE) == FILE.replace("'Mine'", '"Ours"').replace(
        '"""\n5 forward, # count aloud\n4 backward\n"""', '"5 forward"'
    ).replace("100 # slow", "105.5 # slow")


def test_new_keys_stand_where_a_new_file_has_them() -> None:
    wanted = replace(
        fields_of(FILE), summary="On & on", repeat="3x", surfaces=(Surface.TRACK,), backward="90"
    )
    assert (
        written(wanted, FILE)
        == FILE.replace("name = 'Mine'\n", "name = 'Mine'\nsummary = \"On & on\"\n").replace(
            '""" # the words\n', '""" # the words\nrepeat = "3x"\nsurfaces = ["track"]\n'
        )
        + "backward = 90\n"
    )


def test_what_is_emptied_is_taken_out() -> None:
    text = FILE.replace("technique", 'repeat = "2x"\ntechnique')
    assert written(replace(fields_of(text), repeat=""), text) == FILE
    without = written(replace(fields_of(FILE), forward=""), FILE)
    assert not tomllib.loads(without)["pace"]
    assert without == FILE.replace("forward = 100 # slow", "# slow")


def test_a_new_file_reads_like_one_written_by_hand() -> None:
    fields = Fields(
        id="hill",
        name="Hill",
        sequence="45s backward,\nrest 60s",
        repeat="6x",
        surfaces=(Surface.TREADMILL,),
        backward="95",
    )
    text = written(fields)
    assert text == (
        "# A workout for backcue.\n\n"
        'id = "hill"\nname = "Hill"\nsequence = """\n45s backward,\nrest 60s\n"""\n'
        'repeat = "6x"\nsurfaces = ["treadmill"]\n\n[pace]\nbackward = 95\n'
    )
    preset = read_preset(text, HERE)
    assert format_workout(preset.workout) == "6x(45s backward, rest 60s)"
    assert preset.pace.backward == 95


def test_surfaces_that_are_all_are_left_out_of_a_new_file_and_written_over_old_ones() -> None:
    assert "surfaces" not in written(Fields(id="a", name="A", sequence="5f"))
    old = 'id = "a"\nname = "A"\nsequence = "5f"\nsurfaces = ["floor"]\n'
    everywhere = written(replace(fields_of(old), surfaces=tuple(Surface)), old)
    assert tomllib.loads(everywhere)["surfaces"] == [str(each) for each in Surface]


@pytest.mark.parametrize(
    "text",
    [
        'id = "a"\nname = "A"\nsequence = "5f"\npace.forward = 100\n',
        'id = "a"\nname = "A"\nsequence = "5f"\npace = { forward = 100 } # quick\n',
        'id = "a"\nname = "A"\nsequence = "5f"\npace = 3\n',
        'id = "a"\nname = "A"\nsequence = "5f"',
        'sequence = "5f"\n[pace]\nforward = 90\n',
        'id = 7\nname = ["A"]\nsequence = "5f"\n[surfaces]\nx = 1\n[technique]\n',
        'id = "a"\r\nname = "A"\r\nsequence = "5f"\r\n',
        'id = "a"\r\r\nname = "A"\r\r\nsequence = """5f,\r\r\n4b"""\r\r\n',
        'id = "a"\nname = "A"\npace.forward = 9\nsequence = "5f"\n"pace".backward = 8\n',
        'id = "a"\nname = "A"\nsequence = "5f"\n[pace.forward]\nx = 1\n[[tags]]\ny = 1\n',
    ],
)
def test_files_of_any_form_take_what_is_put_into_them(text) -> None:
    wanted = Fields("b", "B", "Sum", "4b", "2x", (Surface.FLOOR,), "101", "99.5")
    assert fields_of(written(wanted, text)) == wanted


def test_what_is_no_number_is_refused_at_its_key() -> None:
    text = written(Fields(id="a", name="A", sequence="5f", forward="fast"))
    with pytest.raises(PresetError) as caught:
        read_preset(text, HERE)
    (problem,) = caught.value.problems
    assert (problem.key, problem.message) == ("pace.forward", 'must be a number, not "fast"')


def test_digits_of_other_scripts_are_no_number_and_halves_of_a_sign_are_replaced() -> None:
    text = written(Fields(forward="\uff11\uff10\uff10", backward="\ud800", summary="a\ud800"))
    assert text.encode()
    assert tomllib.loads(text)["pace"] == {"forward": "\uff11\uff10\uff10", "backward": "?"}
    assert tomllib.loads(text)["summary"] == "a?"


def test_a_decimal_comma_is_understood() -> None:
    assert tomllib.loads(written(Fields(forward=" 102,5 ")))["pace"]["forward"] == 102.5


def test_fields_of_a_wrong_kind_are_empty_and_stay_in_the_file() -> None:
    text = 'id = true\nname = "A"\nsequence = 5\nsurfaces = "floor"\npace = []\n'
    assert fields_of(text) == Fields(name="A", sequence="5")
    assert written(fields_of(text), text) == text


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
single_line = anything.map(lambda text: "".join(text.split("\n")).replace("\r", ""))
typed = st.builds(
    Fields,
    id=single_line,
    name=single_line,
    summary=single_line,
    sequence=anything.map(lambda text: text.replace("\r", "").strip("\n")),
    repeat=single_line,
    surfaces=st.sets(st.sampled_from(Surface), min_size=1).map(
        lambda chosen: tuple(each for each in Surface if each in chosen)
    ),
    forward=st.integers(0, 999_999).map(str) | st.just(""),
    backward=st.integers(0, 999_999).map(str) | st.just(""),
)


@given(typed, st.sampled_from(["", FILE, 'sequence = """5f"""', "# only this\n", "[pace]\n"]))
def test_whatever_is_typed_is_what_the_file_says(fields, text) -> None:
    assert fields_of(written(fields, text)) == fields


@given(typed, typed)
def test_a_second_change_keeps_what_the_first_did_not_touch(one, other) -> None:
    text = written(other, written(one, FILE))
    assert fields_of(text) == other
    for kept in ("# Mine, do not touch.", 'technique = ["Look ahead."]', "# How fast."):
        assert kept in text


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Morning walk", "morning-walk"),
        ("  Größe & Mühe!  ", "grosse-muhe"),
        ("5/4 on one leg", "5-4-on-one-leg"),
        ("日本", "workout"),
        ("", "workout"),
        ("x" * 80, "x" * 56),
    ],
)
def test_an_id_says_the_name(name, wanted) -> None:
    assert id_from(name) == wanted


@pytest.mark.parametrize(
    ("words", "tidy"),
    [
        ("5f,hold 2s", "5 forward, hold 2s"),
        ("5 forward, hold 2s", "5 forward, hold 2s"),
        ("5f,\nhold 2s", "5f,\nhold 2s"),
        ("5f # slowly", "5f # slowly"),
        pytest.param("5f, 4b, " * 6000, "5f, 4b, " * 6000, id="too long for its long form"),
    ],
)
def test_words_on_one_line_are_written_long(words, tidy) -> None:
    assert tidied(words) == tidy


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert id_from("Balance", {"balance"}) == "balance-2"
    assert id_from("Balance", {"balance", "balance-2"}) == "balance-3"


def test_a_copy_has_a_name_and_an_id_of_its_own() -> None:
    original = Fields(id="mine", name="Mine", sequence="5f", repeat="2x")
    copy = copy_of(original, {"mine", "mine-2"}, {"Mine"})
    assert (copy.name, copy.id) == ("Mine 2", "mine-2-2")
    assert replace(copy, name="Mine", id="mine") == original


@given(single_line, st.sets(st.just("workout")))
def test_every_name_gives_an_id_that_a_file_may_have(name, taken) -> None:
    new = id_from(name, taken)
    assert new not in taken
    text = written(Fields(id=new, name="A", sequence="5 forward"))
    assert read_preset(text, HERE).id == new


def test_every_built_in_preset_is_the_same_after_its_words_were_written_anew() -> None:
    for preset in built_in():
        assert preset.path is not None
        text = preset.path.read_text(encoding="utf-8")
        fields = fields_of(text)
        words = format_workout(parse(fields.sequence)).replace(", ", ",\n")
        again = read_preset(written(replace(fields, sequence=words), text), preset.path)
        assert replace(again, built_in=True) == preset
