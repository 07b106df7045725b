"""A workout without a screen: one line per event, and keys where there is a keyboard."""
