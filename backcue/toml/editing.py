"""Change keys of a TOML text and keep its comments, its order and everything else."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value = str | float | bool | list[str] | None
"""What a key is set to; None: it is taken out."""


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
        if dot:
            _put(document, table, key, value)
        elif value is None:
            document.pop(name, None)
        elif name in document:
            document[name] = tomlkit.value(_literal(value))
        else:
            line = f"{tomlkit.key(name).as_string()} = {_literal(value)}\n"
            before = order[: order.index(name)] if name in order else ()
            document = tomlkit.parse(_with_line(document, line, before))
    return document.as_string()


def _put(document: "TOMLDocument", name: str, key: str, value: Value) -> None:
    """Set one key of one table, or take it out, and an empty table with it."""
    import tomlkit  # noqa: PLC0415

    table = document.get(name)
    if value is not None:
        if not isinstance(table, dict):
            document[name] = tomlkit.table()
        document[name][key] = value
    elif isinstance(table, dict) and key in table:
        del table[key]
        if not table and "#" not in tomlkit.dumps(table):
            document.remove(name)


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
