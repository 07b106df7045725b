"""The page of the second screen."""
