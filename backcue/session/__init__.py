"""When: a workout walked in time, on a clock that is handed in."""
