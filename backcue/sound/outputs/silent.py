"""The output that plays nothing."""

from backcue.sound.outputs.player import Player


class SilentPlayer(Player):
    """Takes every cue and plays none, as any player that is told no more."""
