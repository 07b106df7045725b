"""What every sound output can do."""

from typing import Final, Protocol

from backcue.sound.score.cue import Cue

TOO_LATE: Final = 0.250
"""Seconds after which a cue is left out rather than played late."""


class Player(Protocol):
    """Plays cues at their times. Never raises into the session: failing is a state it shows.

    All times are seconds of the same monotonic clock as the session's (`time.monotonic`).
    """

    @property
    def name(self) -> str:
        """Which output this is: `miniaudio`, `simpleaudio`, `bell` or `none`."""
        ...

    @property
    def error(self) -> str | None:
        """Why nothing is heard now, in a few words for the screen; None while all is well."""
        ...

    def open(self) -> None:
        """Begin: the stream runs, silent, so that the first cue is not swallowed."""
        ...

    def schedule(self, cue: Cue) -> None:
        """Play this cue at `cue.at`; one that is over 250 ms too late is left out."""
        ...

    def cancel(self) -> float:
        """Forget every cue that has not begun; give the time from which new ones can be heard.

        What has begun goes on. A cue before the returned time was already played or is
        on its way to the ear: do not schedule it again.
        """
        ...

    def hush(self) -> None:
        """Forget every cue and fade out what sounds now, within a few milliseconds."""
        ...

    def stop_speaking(self) -> None:
        """Forget every phrase and fade out the one that is being said; all else goes on."""
        ...

    def set_volume(self, volume: float) -> None:
        """Set the loudness: 0 (silent) to 1, without a click."""
        ...

    def close(self) -> None:
        """End, letting go of the device."""
        ...
