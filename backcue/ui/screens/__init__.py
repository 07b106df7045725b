"""A folder or file for each screen, its style sheet beside it."""
