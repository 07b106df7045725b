"""The output that plays nothing."""

import time

from backcue.sound.score.cue import Cue


class SilentPlayer:
    """Takes every cue and plays none."""

    @property
    def name(self) -> str:
        """`none`."""
        return "none"

    @property
    def error(self) -> str | None:
        """None: silence is what was asked for."""
        return None

    def open(self) -> None:
        """Do nothing."""

    def schedule(self, cue: Cue) -> None:
        """Do nothing."""

    def cancel(self) -> float:
        """Returns the time now."""
        return time.monotonic()

    def hush(self) -> None:
        """Do nothing."""

    def stop_speaking(self) -> None:
        """Do nothing."""

    def set_volume(self, volume: float) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
