"""Lists of options, of which pages can be turned at any time, in terminals of any size."""

from textual.geometry import Size
from textual.widgets import OptionList


class Paged(OptionList):
    """Textual's list, which raises where it is paged before it has any line to be seen.

    That is so right after it was opened; where its frame leaves no column for a letter it raises
    as soon as it is drawn.
    """

    def action_page_up(self) -> None:
        """Move a page up."""
        if self._lines:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Move a page down."""
        if self._lines:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the rows that it would fill."""
        if not self._has_room(width):
            return 0
        return super().get_content_height(container, viewport, width)

    def _update_lines(self) -> None:
        if self._has_room(self.scrollable_content_region.width):
            super()._update_lines()

    def _has_room(self, width: int) -> bool:
        padding = self.get_component_styles("option-list--option").padding
        return width > padding.width + self._get_left_gutter_width()
