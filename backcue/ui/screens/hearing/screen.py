"""The page on what is heard: each sound at a key, before the first workout."""

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcue.app_context import AppContext
from backcue.keys.actions_and_keys import BY_ID, Scope
from backcue.sound.score.cue import FINISH, HOLD, STEP_LEFT, STEP_RIGHT, VOICE
from backcue.system.terminal import sign_of_a_screen_reader
from backcue.ui.keys import name
from backcue.ui.screens.base import KeyedScreen, breakpoints
from backcue.ui.screens.help.texts import WITHOUT_A_SCREEN
from backcue.ui.widgets.lines import BigText

if TYPE_CHECKING:
    from backcue.sound.outputs.player import Player

_AHEAD: Final = 0.12
"""Seconds from the key to the sound: a stream's buffer holds as much."""


class Heard(NamedTuple):
    """A sound, and what it tells."""

    sound: str
    tone: str
    sign: str
    told: str


HEARD: Final = {
    "forward": Heard("forward", "forward", "▲", "two notes, rising"),
    "backward": Heard("backward", "backward", "▼", "three notes, falling"),
    "hold": Heard(HOLD, "hold", "●", "one tone for as long as you balance"),
    "turn": Heard("turn", "turn", "↻", "quick pulses: stop, or turn round"),
    "finish": Heard(FINISH, "rest", "■", "you are done"),
    "step-left": Heard(STEP_LEFT, "rest", "L", "a tick: each step has its beat"),
    "step-right": Heard(STEP_RIGHT, "rest", "R", "another tick: sides are told apart"),
    "voice": Heard(
        f"{VOICE}five steps forward", "rest", "“", "says what comes: five steps forward"
    ),
}
"""By what stands behind `hearing-` in the id of the action."""


class HearingScreen(KeyedScreen[bool], scope=Scope.HEARING):
    """Plays each sound at a key; gives whether the person goes on to the next page."""

    CSS_PATH = "hearing.tcss"
    VERTICAL_BREAKPOINTS = breakpoints(low=0, high=22, tall=36)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._note = Static(id="note", markup=False)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BigText(id="word", text="WHAT YOU HEAR")
        with VerticalScroll(id="sounds", can_focus=False):
            for own in HEARD:
                yield Sound(own, self.keymap.first(f"hearing-{own}"))
        yield self._note
        yield self.footer()

    def on_mount(self) -> None:
        """Say how it is done, and open the output: a sleeping one takes its time."""
        self._tell(None)
        self.call_after_refresh(self._player)

    def on_unmount(self) -> None:
        """Fall silent."""
        if (player := self._player()) is not None:
            player.hush()

    def _player(self) -> "Player | None":
        try:
            return self.context.player()
        except ValueError as error:
            self._tell(str(error))
            return None

    def _tell(self, problem: str | None) -> None:
        how = "Press a key to hear its sound. You can follow with your back to the screen."
        if sign_of_a_screen_reader():
            how += f"\n{WITHOUT_A_SCREEN}"
        self._note.update(problem or how)
        self._note.set_class(problem is not None, "wrong")

    @work(exclusive=True)
    async def action_play(self, own: str) -> None:
        """Play a sound, and light its row meanwhile; the one before falls silent."""
        from backcue.sound.audition import Unheard, audition  # noqa: PLC0415 - at a key

        player, sound, context = self._player(), HEARD[own].sound, self.context
        if player is None:
            return
        self._light(own)
        player.hush()
        player.set_volume(context.volume)
        lasts, ahead = context.bank.seconds(sound) or 0.0, _AHEAD + context.offset_ms / 1000
        try:
            await audition(player, sound, lasts, clock=context.now, ahead=ahead)
        except Unheard as problem:
            self._tell(str(problem))
        else:
            self._tell("The output none plays nothing." if player.name == "none" else None)
        self._light()

    def _light(self, own: str = "") -> None:
        """Light this row alone, or none."""
        for row in self.query(Sound):
            row.set_class(row.id == own, "lit")

    def action_next(self) -> None:
        """Go on."""
        self.dismiss(result=True)

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(result=False)


class Sound(Static):
    """The row of a sound: its key, its sign, what it is called and how it sounds."""

    def __init__(self, own: str, key: str) -> None:
        action, heard = BY_ID[f"hearing-{own}"], HEARD[own]
        told = Text.assemble(
            (f" {key:<4}", "bold"), f"{heard.sign}  ", (f"{action.label:<12}", "bold"), heard.told
        )
        super().__init__(told, id=own, classes=heard.tone, markup=False)
        self._does = name(action)

    async def on_click(self) -> None:
        """Play it."""
        await self.run_action(f"screen.{self._does}")
