"""Screens that close nothing but themselves."""

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class ClosesItself(Screen[ScreenResultType]):
    """A screen that is closed once: Textual's `dismiss` closes whichever is on top.

    What was on its way to it may come when it is closed already, or before it stands. As a base it
    stands last, for Textual takes the style sheets of the first one.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it, with a result; nothing where it is closed already."""
        if self.app.screen_stack[-1:] != [self]:
            return AwaitComplete.nothing()  # type: ignore[no-any-return, no-untyped-call]
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key acts: one that is quicker than the screen can only leave."""
        return (self.is_mounted or action == "leave") and super().check_action(action, parameters)
