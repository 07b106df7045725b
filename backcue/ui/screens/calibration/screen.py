"""How late the sound is heard: press with the beep, and it is measured and set."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center
from textual.screen import Screen
from textual.widgets import Static

from backcue.keys.actions import Scope
from backcue.keys.keymap import Keymap
from backcue.sound.calibration import BEAT, NEEDED, Delay, delay_of
from backcue.sound.score.cue import Cue
from backcue.ui.contract import SoundDelay
from backcue.ui.keys import bindings, footer
from backcue.ui.widgets.lines import BigText, KeyLine, Line

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
_HEIGHTS = [(0, "-low"), (16, "-high"), (36, "-tall")]
"""Classes for the style sheet, by the least number of rows."""


class CalibrateScreen(Screen[int | None]):
    """Beeps once a second and counts presses; what it gives is the delay that was set."""

    CSS_PATH = "calibration.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CALIBRATION)
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, delay: SoundDelay, keymap: Keymap) -> None:
        super().__init__()
        self._delay = delay
        self._keymap = keymap
        self._player = delay.player()
        self._first = delay.now() + LEAD_IN
        self._handed_over = 0
        self._presses: list[float] = []

    def compose(self) -> ComposeResult:
        """Lay it out."""
        top = Line(id="top")
        top.left, top.right = "sound delay", f"set: {self._delay.offset_ms:g} ms"
        yield top
        figure = BigText(id="figure")
        figure.room_for = "0000 MS"
        yield figure
        yield Static(id="say", markup=False)
        with Center():
            yield Static(_HOW, id="how", markup=False)
        line = KeyLine(id="keys")
        line.keys = footer(self._keymap, Scope.CALIBRATION)
        yield line

    def on_mount(self) -> None:
        """Begin to beep."""
        self._player.set_volume(self._delay.volume)
        self._show()
        self._look()
        self.set_interval(LOOK, self._look)

    def on_unmount(self) -> None:
        """Fall silent."""
        self._player.hush()

    def _look(self) -> None:
        """Hand over the beeps that are to be sent soon, and say what the output says."""
        now = self._delay.now()
        while (sent := self._first + self._handed_over * BEAT) <= now + AHEAD:
            if sent >= now:
                # The player sends it earlier than planned by the offset in force.
                self._player.schedule(Cue(sent + self._delay.offset_ms / 1000, BEEP, 0))
            self._handed_over += 1
        self._show()

    @property
    def _measured(self) -> Delay | None:
        return delay_of(self._presses, self._first)

    def _show(self) -> None:
        measured = self._measured
        figure, say = self.query_one("#figure", BigText), self.query_one("#say", Static)
        if self._player.name in DEAF:
            figure.text = "-"
            say.update(f"The output {self._player.name} has no delay to measure: choose another.")
        elif self._player.error is not None:
            figure.text = "-"
            say.update(self._player.error)
        elif measured is None or not measured.ready:
            figure.text = f"{measured.counted if measured else 0}/{NEEDED}"
            say.update(self._asking(measured))
        else:
            figure.text = f"{measured.offset_ms} MS"
            say.update(self._telling(measured))

    def _asking(self, measured: Delay | None) -> str:
        press = self._keymap.first("calibration-press")
        if measured is None or measured.steady:
            return f"Press {press} with each beep."
        return f"There is no beat in it yet: listen for a while, then press {press} with each beep."

    def _telling(self, measured: Delay) -> str:
        save = self._keymap.first("calibration-save")
        if measured.offset_ms:
            late = "late" if measured.offset_ms > 0 else "early"
            off = round(measured.spread * 1000)
            much = f"You hear it {abs(measured.offset_ms)} ms {late}, give or take {off}."
        else:
            much = "You hear it at once; a little early is how people press."
        return f"{much}\nMore presses make it surer; {save} sets it."

    def action_press(self) -> None:
        """Count a press."""
        if self._player.error is None and self._player.name not in DEAF:
            self._presses.append(self._delay.now())
            self._show()

    def action_again(self) -> None:
        """Forget the presses."""
        self._presses.clear()
        self._show()

    def action_save(self) -> None:
        """Set what was measured, and leave."""
        measured = self._measured
        if measured is None or not measured.ready:
            more = f"{NEEDED} steady presses are needed first"
            self.notify(more, severity="warning", markup=False)
            return
        try:
            self._delay.keep_offset(measured.offset_ms)
        except (OSError, ValueError) as error:
            self.notify(f"not set: {error}", severity="error", markup=False)
            return
        self.dismiss(measured.offset_ms)

    def action_leave(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)
