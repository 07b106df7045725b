"""Heard: the score of a workout, its sounds, and the ways to play them."""
