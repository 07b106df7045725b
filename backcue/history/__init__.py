"""SessionResult: what a person has done, on disk."""
