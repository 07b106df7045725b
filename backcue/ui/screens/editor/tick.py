"""A box to tick, told by its sign and not by a colour alone."""

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class Tick(Widget, can_focus=True):
    """`[x] floor`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "tick", show=False)]
    DEFAULT_CSS = """
    Tick { width: auto; height: 1; }
    """

    value: reactive[bool] = reactive(default=False)
    """Whether it is ticked."""

    class Changed(Message):
        """It was ticked, or not any more."""

    def __init__(self, label: str, *, value: bool, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._label = label
        self.set_reactive(Tick.value, value)

    def get_content_width(self, *_: object) -> int:
        """Returns the room it needs."""
        return len(self._label) + 4

    def render_line(self, y: int) -> Strip:
        """Draw it, on the first row."""
        mark = "x" if self.value else " "
        text = "" if y else f"[{mark}] {self._label}"
        strip = Strip([Segment(text, self.rich_style)])
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self) -> None:
        """Tick it."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick it, or not any more."""
        self.value = not self.value
        self.post_message(self.Changed())
