"""What to do: workouts, their words and their unrolling. Pure; no clock, no screen."""
