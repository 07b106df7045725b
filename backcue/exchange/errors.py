"""What is said where something does not go into a file, or a file is not what it should be."""


class ExchangeError(ValueError):
    """A file that cannot be read, or what cannot be written; the message says what and where."""
