"""A workout as one line and a code, to share it."""
