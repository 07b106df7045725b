"""Keys: what each does, how it is called, and what a terminal sends for it."""
