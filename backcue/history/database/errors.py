"""What can be wrong with the history, said in a few words for the screen."""


class HistoryError(Exception):
    """The history cannot be used."""


class DamagedError(HistoryError):
    """The file is damaged, or no history at all."""


class NewerError(HistoryError):
    """A newer backcue wrote it; it is left alone."""


class TakenError(HistoryError):
    """Another program has gone on with an interrupted session, or closed it."""

    def __init__(self) -> None:
        super().__init__("another backcue has gone on with it, or put it away")


class WrongLogError(HistoryError):
    """The log of one session is damaged; all else can be used."""
