"""The page on safety."""
