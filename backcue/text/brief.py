"""Words of somebody else's, no longer than a person reads."""

LONGEST = 200
"""Characters that are told."""


def brief(words: object) -> str:
    """Returns what it says, in one line that is not too long."""
    line = " ".join(str(words).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
