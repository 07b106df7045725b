"""How late the sound is heard: press with the beep, and it is measured and set."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Center
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import Scope
from backcue.sound.calibration import BEAT, NEEDED, Delay, delay_of
from backcue.sound.score.cue import Cue
from backcue.ui.screens.base import KeyedScreen, breakpoints
from backcue.ui.widgets.lines import BigText, Line

BEEP: Final = "accent-1"
"""The sound of it: short, and its beginning is its loudest."""
LEAD_IN: Final = 1.5
"""Seconds before the first beep."""
AHEAD: Final = 1.5
"""Seconds that beeps are handed over before they are sent."""
LOOK: Final = 0.25
"""Seconds between two looks at what is to be sent, and at the output."""
DEAF: Final = ("bell", "none")
"""Outputs without a delay to measure."""

_HOW = (
    "Close your eyes and find into the beat, as with a foot that taps along; then press "
    "with each beep, not after it. What is now early and now late evens out. Wireless "
    "headphones are often 100 to 300 ms late."
)


class CalibrateScreen(KeyedScreen[int | None], scope=Scope.CALIBRATION):
    """Beeps once a second and counts presses; what it gives is the delay that was set."""

    CSS_PATH = "calibration.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(low=0, high=16, tall=36)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._player = context.player()
        self._first = context.now() + LEAD_IN
        self._handed_over = 0
        self._presses: list[float] = []

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Line(id="top", left="sound delay", right=f"set: {self.context.offset_ms:g} ms")
        yield BigText(id="figure", room_for="0000 MS")
        yield Static(id="say", markup=False)
        with Center():
            yield Static(_HOW, id="how", markup=False)
        yield self.footer()

    def on_mount(self) -> None:
        """Begin to beep."""
        self._player.set_volume(self.context.volume)
        self._show()
        self._look()
        self.set_interval(LOOK, self._look)

    def on_unmount(self) -> None:
        """Fall silent."""
        self._player.hush()

    def _look(self) -> None:
        """Hand over the beeps that are to be sent soon, and say what the output says."""
        now = self.context.now()
        while (sent := self._first + self._handed_over * BEAT) <= now + AHEAD:
            if sent >= now:
                # The player sends it earlier than planned by the offset in force.
                self._player.schedule(Cue(sent + self.context.offset_ms / 1000, BEEP, 0))
            self._handed_over += 1
        self._show()

    @property
    def _measured(self) -> Delay | None:
        return delay_of(self._presses, self._first)

    def _show(self) -> None:
        figure, said = self._figure_and_words()
        self.query_one("#figure", BigText).text = figure
        self.query_one("#say", Static).update(said)

    def _figure_and_words(self) -> tuple[str, str]:
        measured = self._measured
        if (deaf := self._deaf) is not None:
            return "-", deaf
        if measured is not None and measured.ready:
            return f"{measured.offset_ms} MS", self._telling(measured)
        return f"{measured.counted if measured else 0}/{NEEDED}", self._asking(measured)

    @property
    def _deaf(self) -> str | None:
        """Why nothing can be measured, and what to do; None where it can."""
        player = self._player
        if player.name in DEAF:
            return f"The output {player.name} has no delay to measure: choose another."
        if player.error is not None:
            return f"{player.error}. Connect a device, or choose another output in the settings."
        return None

    def _asking(self, measured: Delay | None) -> str:
        press = self.keymap.first("calibration-press")
        if measured is None or measured.steady:
            return f"Press {press} with each beep."
        return f"There is no beat in it yet: listen for a while, then press {press} with each beep."

    def _telling(self, measured: Delay) -> str:
        save = self.keymap.first("calibration-save")
        if measured.offset_ms:
            late = "late" if measured.offset_ms > 0 else "early"
            off = round(measured.spread * 1000)
            much = f"You hear it {abs(measured.offset_ms)} ms {late}, give or take {off}."
        else:
            much = "You hear it at once; a little early is how people press."
        return f"{much}\nMore presses make it surer; {save} sets it."

    def action_press(self) -> None:
        """Count a press."""
        if self._deaf is None:
            self._presses.append(self.context.now())
            self._show()

    def action_again(self) -> None:
        """Forget the presses."""
        self._presses.clear()
        self._show()

    def action_save(self) -> None:
        """Set what was measured, and leave."""
        measured = self._measured
        if (deaf := self._deaf) is not None:
            self.warn(deaf)
            return
        if measured is None or not measured.ready:
            self.warn(f"{NEEDED} steady presses are needed first")
            return
        try:
            self.context.keep_offset(measured.offset_ms)
        except (OSError, ValueError) as error:
            self.warn("not set", error, severe=True)
            return
        self.dismiss(measured.offset_ms)

    def action_leave(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)
