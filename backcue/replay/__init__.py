"""A session once more, from its log: what was told of it, and what was heard."""
