import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backcue.toml.places import Keys, find_places, line_column, read_string


def paths_of(data: Any, so_far: Keys = ()) -> set[Keys]:
    """Returns the way to every table, list item and value of what tomllib read."""
    found: set[Keys] = {so_far} if so_far else set()
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        pairs = list(data.items())
    elif isinstance(data, list):
        pairs = list(enumerate(data))
    return found.union(*(paths_of(value, (*so_far, key)) for key, value in pairs))


def value_at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data


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
def test_every_key_and_value_of_any_text_has_a_place(text: str) -> None:
    data = tomllib.loads(text)
    assert set(find_places(text)) == paths_of(data)


@given(readable)
def test_what_stands_at_the_place_of_a_string_is_that_string(text: str) -> None:
    data = tomllib.loads(text)
    for keys, place in find_places(text).items():
        value = value_at(data, keys)
        if isinstance(value, str):
            string = read_string(text, place.value)
            assert string.value == value
            assert len(string.offsets) == len(value) + 1
            for character, offset in zip(value, string.offsets, strict=False):
                assert text[offset] in {character, "\\"}
            assert tomllib.loads(f"s = {text[place.value : string.end]}") == {"s": value}


def test_the_key_stands_where_its_name_begins() -> None:
    text = "[pace]\n  forward = 3\n"
    places = find_places(text)
    assert line_column(text, places["pace", "forward"].key) == (2, 3)
    assert line_column(text, places["pace", "forward"].value) == (2, 13)
    assert line_column(text, places["pace",].key) == (1, 1)


def test_lines_and_columns_count_from_one() -> None:
    assert [line_column("a\nbc", offset) for offset in range(5)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        (2, 3),
    ]
