"""Seen: the screens."""
