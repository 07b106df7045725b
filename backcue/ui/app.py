"""The app: which screen follows which."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from backcue.actions import keymap
from backcue.endings import ending
from backcue.ui import palette
from backcue.ui.contract import MakeCoach, Plan, Presets
from backcue.ui.keys import textual_keymap
from backcue.ui.menu import MenuScreen
from backcue.ui.summary import SummaryScreen
from backcue.ui.workout import WorkoutScreen
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backcue.coach import Kept

INTERRUPTED = 130
"""Exit status after ctrl+c."""
FAILED = 1
"""Exit status where a session could not go on."""


class BackcueApp(App["Kept | None"]):
    """Menu, workout, summary.

    With `start` it goes straight into that workout and ends after its summary. The
    result of `run` is what the last session came to, None where there was none;
    `return_code` is the exit status.
    """

    TITLE = "backcue"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave(0)", "Leave", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
        Binding("ctrl+c", f"leave({INTERRUPTED})", "Leave", show=False, priority=True),
    ]

    def __init__(
        self,
        library: Presets,
        keys: "Mapping[str, Sequence[str]]",
        make_coach: MakeCoach,
        plan: Plan,
        *,
        start: Preset | None = None,
    ) -> None:
        super().__init__()
        self._library = library
        self._make_coach = make_coach
        self._plan = plan
        self._start = start
        self._kept: Kept | None = None
        self._leaving: int | None = None
        self._keys = keymap(keys)
        self._endings = ExitStack()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the style sheets use the colours of the directions."""
        return palette.variables()

    def on_mount(self) -> None:
        """Open the first screen."""
        self._endings.enter_context(ending(self.action_leave, interrupt=False))
        self.set_keymap(textual_keymap(self._keys))
        for problem in self._keys.problems:
            self.notify(problem, severity="warning", markup=False)
        if self._start is not None:
            self.push_screen(self._workout(self._start))
        else:
            self.push_screen(MenuScreen(self._library, self._plan, self._keys))

    def on_unmount(self) -> None:
        """Leave the system's signals as they were."""
        self._endings.close()

    def handle_bindings_clash(self, *_: Any) -> None:  # noqa: ANN401
        """Say nothing: clashes are told once, at the start."""

    def _workout(self, preset: Preset) -> WorkoutScreen:
        return WorkoutScreen(self._make_coach(preset), self._keys)

    def on_menu_screen_chosen(self, message: MenuScreen.Chosen) -> None:
        """Begin what was chosen."""
        self.push_screen(self._workout(message.preset))

    def on_workout_screen_finished(self, message: WorkoutScreen.Finished) -> None:
        """Show what the session came to."""
        self._kept = message.kept
        if self._leaving is not None:
            self.exit(self._kept, self._leaving)
            return
        while self.screen is not message.screen:
            self.pop_screen()
        course = message.screen.coach.course
        self.switch_screen(SummaryScreen(message.kept, course, self._keys))

    def on_workout_screen_failed(self, message: WorkoutScreen.Failed) -> None:
        """End: the session could not go on."""
        self.exit(self._kept, FAILED, f"backcue: {message.error}")

    def on_summary_screen_done(self) -> None:
        """Go back to the menu, or end where there was none."""
        if self._start is not None:
            self.exit(self._kept)
        else:
            self.pop_screen()

    def on_summary_screen_again(self, message: SummaryScreen.Again) -> None:
        """Walk the same workout again."""
        self.switch_screen(self._workout(message.preset))

    def action_leave(self, status: int) -> None:
        """End the app; a session that is under way ends first and is kept."""
        self._leaving = status
        for screen in self.screen_stack:
            if isinstance(screen, WorkoutScreen):
                screen.coach.stop()
                return
        self.exit(self._kept, status)
