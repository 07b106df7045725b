"""Characters that are safe to show on a terminal."""


def printable(text: str) -> str:
    """Returns the text with a stand-in for every character that would harm a terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )
