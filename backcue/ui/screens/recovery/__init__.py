"""A workout that was interrupted: what is to become of it."""
