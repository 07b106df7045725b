"""The trash: workouts that were deleted, brought back or deleted for good."""
