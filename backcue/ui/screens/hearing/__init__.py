"""The page on what is heard."""
