"""What is told large for two seconds after a key, or when something happened by itself."""

from msgspec import Struct

from backcue.display.view import Message

SECONDS = 2.0
"""How long a notice stands."""
LONG = 5.0
"""How long one stands that nobody waited for, seconds."""


class Notice(Struct, frozen=True):
    """A message until a time of the session's clock."""

    message: Message
    until: float

    def left(self, now: float) -> float:
        """Returns the seconds for which it still stands; 0 once it is over."""
        return max(0.0, self.until - now)


def volume(share: float, *, muted: bool) -> Message:
    """Tell the loudness, 0 to 1."""
    return Message("muted" if muted else f"volume {share * 100:.0f} %")


def voice(*, speaks: bool) -> Message:
    """Tell whether a voice speaks."""
    return Message("voice on" if speaks else "voice off")


def cadence(spm: float, way: str = "", taps: int = 0) -> Message:
    """Tell the cadence that is aimed at, steps per minute, and for what: `backward run`."""
    of = f"steps/min, {way}" if way else "steps/min"
    return Message(f"cadence {spm:.0f}", f"{of}, from {taps} taps" if taps else of)


def same_cadence() -> Message:
    """Tell that a key for the cadence changed nothing."""
    return Message("same cadence", "there is no other here")


def tap(count: int, enough: int) -> Message:
    """Tell a tap that sets no cadence: too few yet, or too uneven."""
    missing = enough - count
    return Message(f"tap {count}", f"{missing} more to go" if missing > 0 else "no even beat yet")


def locked(lock: str, *, half_open: bool = False) -> Message:
    """Tell that keys are locked, and with which key they are not; `half_open`: pressed once."""
    if half_open:
        return Message(f"press {lock} again", "to unlock")
    return Message(f"locked press {lock} {lock}")


def locked_buttons(*, half_open: bool = False) -> Message:
    """Tell the same to whoever has the buttons of a remote."""
    if half_open:
        return Message("press UNLOCK again")
    return Message("locked", "UNLOCK: twice")


def unlocked() -> Message:
    """Tell that all keys work again."""
    return Message("unlocked")


def other_foot() -> Message:
    """Tell that the feet were swapped."""
    return Message("other foot")


def sound(error: str | None, *, muted: bool, speaks: bool) -> str:
    """Say what there is to know of the sound; nothing where all is heard."""
    if error:
        return error
    return "muted" if muted else "" if speaks else "no voice"


def no_sound(why: str) -> Message:
    """Tell why nothing is heard, in the words of the output: `no sound: no audio device`."""
    return Message("no sound", why.removeprefix("no sound: "))


def sound_is_back() -> Message:
    """Tell that sound is heard again."""
    return Message("sound is back")


def paused(why: str) -> Message:
    """Tell why the session paused by itself: the machine slept, or one has to turn round first."""
    return Message("paused", why)
