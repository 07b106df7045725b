"""Where each key and value of a TOML text stands, which tomllib does not tell.

The text must be one that tomllib has read without error, each line end one character.
Places are offsets in characters from 0; lines and columns count from 1.
"""

from dataclasses import dataclass

Keys = tuple[str | int, ...]
"""The way to a value: names of keys and indexes into lists."""

_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_HEX = {"x": 2, "u": 4, "U": 8}


@dataclass(frozen=True, slots=True)
class Location:
    """Where a key and its value begin; for a table, both are its header."""

    key: int
    value: int


@dataclass(frozen=True, slots=True)
class String:
    """A string of a TOML text: what it says, where each character of that stands, where it ends.

    `offsets` has one entry more than `value`: the place behind the last character.
    """

    value: str
    offsets: tuple[int, ...]
    end: int


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Returns line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def read_string(text: str, at: int) -> String:
    """Read the string whose opening quote is at `at`."""
    quote = text[at]
    fence = quote * 3 if text.startswith(quote * 3, at) else quote
    position = at + len(fence)
    if len(fence) > 1 and text[position] == "\n":
        position += 1
    value: list[str] = []
    offsets: list[int] = []
    while not text.startswith(fence, position):
        if text[position] == "\\" and quote == '"':
            character, following = _escape(text, position)
        else:
            character, following = text[position], position + 1
        if character:
            value.append(character)
            offsets.append(position)
        position = following
    # Up to two quotes may stand right before the closing three.
    while len(fence) > 1 and text.startswith(quote, position + 3):
        value.append(quote)
        offsets.append(position)
        position += 1
    return String("".join(value), (*offsets, position), position + len(fence))


def _escape(text: str, at: int) -> tuple[str, int]:
    """Returns what the escape at `at` stands for, "" for a joined line, and its end."""
    letter = text[at + 1]
    if letter in " \t\n":
        end = at + 1
        while text[end] in " \t\n":
            end += 1
        return "", end
    if letter in _HEX:
        end = at + 2 + _HEX[letter]
        return chr(int(text[at + 2 : end], 16)), end
    return _ESCAPES.get(letter, letter), at + 2


def find_places(text: str) -> dict[Keys, Location]:
    """Returns the place of every key, table and list item of the text."""
    scan = _Scan(text)
    scan.document()
    return scan.places


class _Scan:
    """One reading of a text, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Keys, Location] = {}
        self.last_index: dict[Keys, int] = {}

    def document(self) -> None:
        table: Keys = ()
        self.blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.blank()

    def blank(self) -> None:
        """Go past white space, line ends and comments."""
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text[self.at] in " \t\n":
                self.at += 1
            else:
                return

    def header(self) -> Keys:
        start = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        names = self.names()
        self.at += 2 if many else 1
        path: Keys = ()
        for depth, (name, _) in enumerate(names):
            path += (name,)
            self.places.setdefault(path, Location(start, start))
            if many and depth == len(names) - 1:
                self.last_index[path] = self.last_index.get(path, -1) + 1
            if path in self.last_index:
                path += (self.last_index[path],)
                self.places.setdefault(path, Location(start, start))
        return path

    def names(self) -> list[tuple[str, int]]:
        """Read the parts of a key, each with its place, up to the = or ] behind them."""
        parts: list[tuple[str, int]] = []
        while True:
            self.blank()
            start = self.at
            if self.text[start] in "\"'":
                string = read_string(self.text, start)
                parts.append((string.value, start))
                self.at = string.end
            else:
                while self.text[self.at] not in " \t.=]":
                    self.at += 1
                parts.append((self.text[start : self.at], start))
            self.blank()
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def pair(self, table: Keys) -> None:
        path = table
        names = self.names()
        self.at += 1
        self.blank()
        for name, start in names:
            path += (name,)
            self.places.setdefault(path, Location(start, self.at))
        self.value(path)

    def value(self, path: Keys) -> None:
        """Go past the value that begins here, noting the places of what it holds."""
        opening = self.text[self.at]
        if opening in "\"'":
            self.at = read_string(self.text, self.at).end
        elif opening in "[{":
            self.at += 1
            self.inside(path, "]" if opening == "[" else "}")
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}\n#":
                self.at += 1

    def inside(self, path: Keys, closing: str) -> None:
        """Go past the items of a list or inline table, and past its end."""
        index = 0
        while True:
            self.blank()
            if self.text[self.at] == closing:
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
            elif closing == "]":
                self.places[(*path, index)] = Location(self.at, self.at)
                self.value((*path, index))
                index += 1
            else:
                self.pair(path)
