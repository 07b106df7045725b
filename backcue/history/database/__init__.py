"""The file of the history, and what is done so that nothing in it is lost."""
