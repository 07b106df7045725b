"""Lists of options, of which pages can be turned at any time."""

from textual.widgets import OptionList


class Paged(OptionList):
    """Textual's list, which raises where it is paged before it has any line to be seen.

    That is so right after it was opened, and in a terminal too small for it.
    """

    def action_page_up(self) -> None:
        """Move a page up."""
        if self._lines:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Move a page down."""
        if self._lines:
            super().action_page_down()  # type: ignore[no-untyped-call]
