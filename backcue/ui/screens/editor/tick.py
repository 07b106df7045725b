"""A box to tick."""

from textual.widgets import Checkbox


class Tick(Checkbox):
    """`[x] floor`: told by its sign and not by a colour alone."""

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802 - Textual's name
        """The sign in the box."""
        return "x" if self.value else " "
