"""Other programs' files: sessions and workouts, out and in."""
