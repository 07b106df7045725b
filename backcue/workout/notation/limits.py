"""How much text is still a workout."""

MAX_TEXT = 100_000
"""Longest text that is read, in characters."""
MAX_FORMATTED = 10 * MAX_TEXT
"""The same of words in their long form, to which those that are read grow less than fivefold."""
MAX_DEPTH = 50
"""Most parentheses inside one another."""
MAX_NUMBER = 20
"""Longest number that is read, in characters; far above any amount that is allowed."""
