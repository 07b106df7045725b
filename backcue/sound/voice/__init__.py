"""Voices: speech engines, and packs of phrases made by them."""
