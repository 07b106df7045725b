"""Workouts on disk: those that come with backcue, the person's own, and what is kept about them."""
