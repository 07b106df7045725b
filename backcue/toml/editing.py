"""Change keys of a TOML text and keep its comments, its order and everything else."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value = str | float | bool | list[str] | None
"""What a key is set to; None: it is taken out."""
_GONE = "backcue: only the comment stays"
"""Stands for a value that is gone, until its line is."""


def edited(text: str, values: Mapping[str, Value], order: Sequence[str] = ()) -> str:
    """Returns a TOML text with keys set, each named as `key` or `table.key`.

    A new key outside all tables is put behind the nearest one that stands before it in `order`.
    """
    # Imported here: 20 ms that only writing needs.
    import tomlkit  # noqa: PLC0415

    # Line ends that a transfer made twice as long are read here as elsewhere, but not by tomlkit.
    text = re.sub(r"\r+\n", "\r\n", text)
    # A key put behind a last line without an end would join it.
    document = tomlkit.parse(text if not text or text.endswith("\n") else f"{text}\n")
    for name, value in values.items():
        table, dot, key = name.partition(".")
        if value is None:
            document = _without(document, table, key) if dot else _taken_out(document, name)
        elif dot:
            if not isinstance(document.get(table), dict):
                document[table] = tomlkit.table()
            document[table][key] = value
        elif name in document:
            document[name] = tomlkit.value(_literal(value))
        else:
            line = f"{tomlkit.key(name).as_string()} = {_literal(value)}\n"
            before = order[: order.index(name)] if name in order else ()
            document = tomlkit.parse(_with_line(document, line, before))
    return document.as_string()


def _without(document: "TOMLDocument", name: str, key: str) -> "TOMLDocument":
    """Returns a document without one key of one table, and without a table that has nothing."""
    import tomlkit  # noqa: PLC0415

    if isinstance(document.get(name), dict):
        document = _taken_out(document, key, within=name)
    table = document.get(name)
    if isinstance(table, dict) and not table and "#" not in tomlkit.dumps(table):
        document = _taken_out(document, name)
    return document


def _taken_out(document: "TOMLDocument", key: str, within: str = "") -> "TOMLDocument":
    """Returns a document without a key; a comment behind its value stays where it was."""
    import tomlkit  # noqa: PLC0415

    # In a copy, for only its text tells whether a comment stands behind the value.
    marked = tomlkit.parse(document.as_string())
    whole, there = ((each[within] if within else each) for each in (document, marked))
    if key not in whole:
        return document
    there[key] = _GONE
    text, found = re.subn(rf'(?m)^.*"{_GONE}"[ \t]*(#.*)$', r"\1", marked.as_string())
    if found:
        return tomlkit.parse(text)
    del whole[key]
    return document


def _with_line(document: "TOMLDocument", line: str, before: Sequence[str]) -> str:
    """Returns a text with a new line behind the last of the keys `before` that it has."""
    from tomlkit.items import Array, String  # noqa: PLC0415

    for key in reversed(before):
        item = document.item(key) if key in document else None
        if isinstance(item, String | Array):
            item.trivia.trail = (item.trivia.trail or "\n") + line
            return document.as_string()
    text = document.as_string()
    return line + text if document else text + line


def _literal(value: Value) -> str:
    """Returns a value as TOML; a text of several lines with each on a line of its own."""
    import tomlkit  # noqa: PLC0415

    if not isinstance(value, str) or "\n" not in value:
        return tomlkit.item(value).as_string()
    lines = (tomlkit.string(line).as_string()[1:-1] for line in value.split("\n"))
    return '"""\n' + "\n".join(lines) + '\n"""'
