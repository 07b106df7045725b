"""The app: which screen follows which."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider

from backcue.display import colours as palette
from backcue.keys.keymap import keymap
from backcue.presets.own import OwnPresets
from backcue.presets.recent import RecentWords
from backcue.sound.score.speech_slots import Lengths
from backcue.system import paths
from backcue.system.signals import ended_by_signal
from backcue.ui.commands import ActionProvider
from backcue.ui.contract import (
    AcceptSafety,
    Caution,
    KeepPace,
    MakeCoach,
    Plan,
    Presets,
    SoundDelay,
    no_caution,
)
from backcue.ui.keys import bindings_anywhere, textual_keymap
from backcue.ui.screens.menu.screen import MenuScreen
from backcue.ui.screens.question import ConfirmScreen
from backcue.ui.screens.safety.screen import SafetyScreen
from backcue.ui.screens.summary.screen import SummaryScreen
from backcue.ui.screens.workout.screen import WorkoutScreen
from backcue.ui.workshop import Workshop
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backcue.coach import SessionResult

INTERRUPTED = 130
"""Exit status after ctrl+c."""
FAILED = 1
"""Exit status where a session could not go on."""


class BackcueApp(App["SessionResult | None"]):
    """Menu, workout, summary.

    With `start` it goes straight into that workout and ends after its summary. The
    result of `run` is what the last session came to, None where there was none;
    `return_code` is the exit status.
    """

    TITLE = "backcue"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {ActionProvider}
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_anywhere(
            {"palette": "command_palette", "leave": "leave(0)", "suspend": "suspend_process"}
        ),
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
        bottom_row: bool = False,
        caution: Caution = no_caution,
        accept_safety: AcceptSafety | None = None,
        keep_pace: KeepPace | None = None,
        delay: SoundDelay | None = None,
        own: OwnPresets | None = None,
        recent: RecentWords | None = None,
        lengths: Lengths | None = None,
        forget_pace: "Callable[[str], None] | None" = None,
    ) -> None:
        """Take what the screens need; `accept_safety` is None where that was done already.

        `own` and `recent` are those in the person's folders unless given.
        """
        super().__init__()
        self._workshop = Workshop(
            library,
            plan,
            own or OwnPresets(paths.presets_dir()),
            recent or RecentWords(paths.recent_file()),
            lengths,
            forget_pace,
        )
        self._make_coach = make_coach
        self._start = start
        self._caution = caution
        self._accept_safety = accept_safety
        self._keep_pace = keep_pace
        self._delay = delay
        self._warned: set[Preset] = set()
        self._kept: SessionResult | None = None
        self._leaving: int | None = None
        self._keys = keymap(keys, bottom_row=bottom_row)
        self._signals = ExitStack()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the style sheets use the colours of the directions."""
        return palette.variables()

    def on_mount(self) -> None:
        """Open the first screen."""
        self._signals.enter_context(ended_by_signal(self.leave, interrupt=False))
        self.set_keymap(textual_keymap(self._keys))
        for problem in self._keys.problems:
            self.notify(problem, severity="warning", markup=False)
        if self._start is not None:
            self._begin(self._start)
        else:
            self.push_screen(MenuScreen(self._workshop, self._keys, self._caution))

    def on_unmount(self) -> None:
        """Leave the system's signals as they were."""
        self._signals.close()

    def handle_bindings_clash(self, *_: Any) -> None:  # noqa: ANN401
        """Say nothing: clashes are told once, at the start."""

    def _workout(self, preset: Preset) -> WorkoutScreen:
        return WorkoutScreen(self._make_coach(preset), self._keys)

    def on_menu_screen_chosen(self, message: MenuScreen.Chosen) -> None:
        """Begin what was chosen."""
        self._begin(message.preset)

    def _begin(self, preset: Preset) -> None:
        """Begin a workout, once the person knows what is to be known before it."""

        def read(accepted: bool | None) -> None:  # noqa: FBT001
            if not accepted or self._accept_safety is None:
                self._stay()
                return
            problem = self._accept_safety()
            self._accept_safety = None
            if problem:
                self.notify(problem, severity="warning", markup=False)
            self._begin(preset)

        def answered(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self._warned.add(preset)
                self.push_screen(self._workout(preset))
            else:
                self._stay()

        caution = None if preset in self._warned else self._caution(preset)
        if self._accept_safety is not None:
            self.push_screen(SafetyScreen(self._keys), read)
        elif caution:
            self.push_screen(ConfirmScreen(f"{caution} Start it?", self._keys), answered)
        else:
            self.push_screen(self._workout(preset))

    def _stay(self) -> None:
        """Go back to the menu, or end where there was none."""
        if self._start is not None:
            self.exit(None)

    def action_calibrate(self) -> None:
        """Measure the delay of the sound."""
        from backcue.ui.screens.calibration.screen import CalibrateScreen  # noqa: PLC0415  rarely wanted

        def measured(offset_ms: int | None) -> None:
            if offset_ms is not None:
                self.notify(f"sound delay set: {offset_ms} ms", markup=False)

        if self._delay is not None:
            try:
                screen = CalibrateScreen(self._delay, self._keys)
            except ValueError as error:
                self.notify(str(error), severity="error", markup=False)
                return
            self.push_screen(screen, measured)

    def on_workout_screen_finished(self, message: WorkoutScreen.Finished) -> None:
        """Show what the session came to."""
        self._kept = message.kept
        if self._leaving is not None:
            self.exit(self._kept, self._leaving)
            return
        while self.screen is not message.screen:
            self.pop_screen()
        course = message.screen.coach.course
        self.switch_screen(SummaryScreen(message.kept, course, self._keys, self._keep_pace))

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
        """End the app; where something is written and not saved, ask first, once."""
        unsaved = any(getattr(screen, "unsaved", False) for screen in self.screen_stack)
        if not unsaved or isinstance(self.screen, ConfirmScreen):
            self.leave(status)
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.leave(status)

        question = ConfirmScreen("Leave backcue? What you wrote is not saved.", self._keys)
        self.push_screen(question, answered)

    def leave(self, status: int) -> None:
        """End the app; a session that is under way ends first and is kept."""
        self._leaving = status
        for screen in self.screen_stack:
            if isinstance(screen, WorkoutScreen):
                screen.coach.stop()
                return
        self.exit(self._kept, status)
