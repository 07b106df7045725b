import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcue.toml.places import Keys, find, is_deep, line_column, outline, place_in_string


def paths_of(data: Any, so_far: Keys = ()) -> set[Keys]:
    """Returns the way to every table, list item and value of what tomllib read."""
    found: set[Keys] = {so_far} if so_far else set()
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        pairs = list(data.items())
    elif isinstance(data, list):
        pairs = list(enumerate(data))
    return found.union(*(paths_of(value, (*so_far, key)) for key, value in pairs))


letters = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\"'\\")
words = st.text(letters, max_size=8)
blanks = st.sampled_from(["", " ", "\t "])
basic_parts = st.one_of(
    words,
    st.sampled_from([r"\"", r"\\", r"\n", r"\t", r"\u00e9", r"\U0001F600", "'", "#", "]", "="]),
)
one_line = st.lists(basic_parts, max_size=4).map("".join)
many_parts = st.one_of(basic_parts, st.sampled_from(["\n", "\\\n  \n ", '"', '""', "x"]))


@st.composite
def strings(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return f'"{draw(one_line)}"'
    if kind == 1:
        return f"'{draw(words)}\\'"
    if kind == 2:
        body = draw(st.lists(many_parts, max_size=5).map("".join)).replace('"""', "")
        return f'"""{draw(st.sampled_from(["", chr(10)]))}{body}"""'
    return f"'''{draw(st.sampled_from(['', chr(10)]))}{draw(words)}\n'{draw(words)}'''"


scalars = st.one_of(
    strings(),
    st.sampled_from(
        ["1", "-2.5e3", "true", "nan", "1979-05-27 07:32:00", "07:32:00", "0xff", "1_000"]
    ),
)


def lists_and_tables(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    gaps = st.sampled_from(["", " ", "\n", " # note ] }\n  "])
    lists = st.lists(st.tuples(gaps, inner, gaps).map("".join), max_size=3).map(
        lambda items: f"[{','.join(items)}]"
    )
    tables = st.lists(inner, max_size=3).map(
        lambda items: "{" + ", ".join(f"k{i}.'a b' = {item}" for i, item in enumerate(items)) + "}"
    )
    return st.one_of(lists, tables)


values = st.recursive(scalars, lists_and_tables, max_leaves=6)


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for number in range(draw(st.integers(0, 4))):
        if number:
            lines.append(
                draw(
                    st.sampled_from(
                        [
                            f"[t{number}]",
                            f" [ t{number} . 'x.y' ] # here",
                            f"[[many]]\nn = {number}\n[many.sub]",
                            '[[ "m" . a ]]\n[["m".a.b]]\n[[m.a.b]]#',
                        ]
                    )
                )
            )
        for index in range(draw(st.integers(0, 3))):
            key = draw(st.sampled_from(["k{}", "'k {}'", "d.{}", '"q\\u0041{}" . z', "k{}\t"]))
            lines.append(
                f"{draw(blanks)}{key.format(index)}{draw(blanks)}={draw(blanks)}{draw(values)}"
                f"{draw(st.sampled_from(['', ' # end', '  ']))}"
            )
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n# last"]))


def is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


readable = documents().filter(is_toml)


@given(readable)
def test_every_key_and_value_has_a_place_inside_the_text(text: str) -> None:
    outlined = outline(text)
    assert len(outlined) == len(text)
    for keys in paths_of(tomllib.loads(text)):
        assert all(0 <= offset <= len(text) for offset in find(outlined, keys))


@given(readable)
def test_what_stands_at_the_place_of_a_string_is_that_string(text: str) -> None:
    outlined = outline(text)
    for key, value in tomllib.loads(text).items():
        if isinstance(value, str):
            start = find(outlined, (key,)).value
            if text[start] not in "\"'":
                assert "\\u0041" in text  # a key with escapes is found by no one
                continue
            offsets = [place_in_string(text, start, index) for index in range(len(value) + 1)]
            for character, offset in zip(value, offsets, strict=False):
                assert text[offset] in {character, "\\"}
            end = offsets[-1] + (3 if text.startswith(('"""', "'''"), start) else 1)
            assert tomllib.loads(f"s = {text[start:end]}") == {"s": value}


@given(st.text(st.sampled_from("[]{}\"'\\#\n.=a, "), max_size=60))
def test_no_text_whatever_is_too_much_for_an_outline(text: str) -> None:
    outlined = outline(text)
    assert len(outlined) == len(text)
    assert not is_deep(outlined) or len(text) > 50


def test_the_key_stands_where_its_name_begins() -> None:
    text = "[pace]\n  forward = 3\n"
    place = find(outline(text), ("pace", "forward"))
    assert line_column(text, place.key) == (2, 3)
    assert line_column(text, place.value) == (2, 13)
    assert line_column(text, find(outline(text), ("pace",)).key) == (1, 1)


@pytest.mark.parametrize(
    ("text", "keys", "key", "value"),
    [
        ('name = """\nid = 3"""\nid = 4 # id\n', ("id",), (3, 1), (3, 6)),
        ("# id = 3\nid = 4", ("id",), (2, 1), (2, 6)),
        ("[pace]\nid = 3", ("id",), (1, 1), (1, 1)),
        ("\"id\"='3'", ("id",), (1, 1), (1, 6)),
        ("'no spaces' = 3", ("no spaces",), (1, 1), (1, 15)),
        ("x = 1\npace.forward = 3\npace.backward = 4", ("pace", "backward"), (3, 6), (3, 17)),
        ("pace = {forward = 3, backward = 4}", ("pace", "backward"), (1, 22), (1, 33)),
        ("[sound]\nvolume = 3\n[pace]\nvolume = 4", ("pace", "volume"), (4, 1), (4, 10)),
        ("[sound]\n[pace]\nvolume = 4", ("sound", "volume"), (1, 1), (1, 1)),
        ("  [ pace ] # [x]\n", ("pace",), (1, 3), (1, 3)),
        ("[[pace]]\n", ("pace",), (1, 1), (1, 1)),
        ("tags = ['a', # b, c\n  [1, 2], \"]\",\n  3]", ("tags", 3), (3, 3), (3, 3)),
        ("technique = [\n  ['a'],\n]\nname = 3", ("name",), (4, 1), (4, 8)),
    ],
)
def test_a_place_is_found_however_it_is_written(
    text: str, keys: Keys, key: tuple[int, int], value: tuple[int, int]
) -> None:
    place = find(outline(text), keys)
    assert (line_column(text, place.key), line_column(text, place.value)) == (key, value)


def test_lines_and_columns_count_from_one() -> None:
    assert [line_column("a\nbc", offset) for offset in range(5)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        (2, 3),
    ]


def test_a_line_of_a_list_is_no_header() -> None:
    text = 'k0 = [\n["a"],\n["b"]\n]\nk1 = "c"\n'
    assert line_column(text, find(outline(text), ("k1",)).value) == (5, 6)
