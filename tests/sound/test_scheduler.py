"""The scheduler hands the score over, a little ahead of time, and each cue once."""
