"""The settings: found by a word, changed at once."""
