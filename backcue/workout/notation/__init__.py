"""The words of a workout: read, written and coloured.

`5 forward, hold 2s, 4 backward, hold 3s` becomes a `Workout` and back again:
`parse_formatted(format_workout(w)) == w`. Whatever the text, reading it raises nothing but
`NotationError`, which says where the text is wrong and what would fit there.
"""

from backcue.workout.notation.colours import tokens
from backcue.workout.notation.errors import NotationError
from backcue.workout.notation.every_error import every_error
from backcue.workout.notation.formatting import (
    format_amount,
    format_duration,
    format_item,
    format_repeat,
    format_workout,
)
from backcue.workout.notation.limits import MAX_DEPTH, MAX_FORMATTED, MAX_TEXT
from backcue.workout.notation.parser import (
    parse,
    parse_duration,
    parse_formatted,
    parse_repeat,
    repeated,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_FORMATTED",
    "MAX_TEXT",
    "NotationError",
    "every_error",
    "format_amount",
    "format_duration",
    "format_item",
    "format_repeat",
    "format_workout",
    "parse",
    "parse_duration",
    "parse_formatted",
    "parse_repeat",
    "repeated",
    "tokens",
]
