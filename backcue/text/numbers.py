"""Numbers as people write them."""

import re

_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_LONGEST = 30
"""Characters; no figure of a workout needs more, and Python refuses thousands of digits."""


def is_plain(text: str) -> bool:
    """Whether this is a number in plain decimal digits: not `nan`, `1e3`, `0x10` or `1_000`."""
    return len(text) <= _LONGEST and _PLAIN.fullmatch(text) is not None
