"""A session of the history, played again on the workout screen."""
