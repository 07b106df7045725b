"""What is told large when a key was pressed."""

from backcue.coach import Coach
from backcue.display import notices
from backcue.display.view import Message
from backcue.session.events import TempoChanged
from backcue.session.tap_tempo import ENOUGH
from backcue.workout.model import Gait


def came_of(action: str, coach: Coach, tempo: TempoChanged | None) -> Message | None:
    """Say what came of an action, by its id; `tempo` is the change that it made, if any.

    None where the screen itself shows it.
    """
    match action:
        case "louder" | "quieter" | "mute":
            return notices.volume(coach.volume, muted=coach.muted)
        case "voice":
            return notices.voice(speaks=coach.voice)
        case "faster" | "slower" | "tap":
            taps = coach.taps if action == "tap" else 0
            if tempo is not None:
                run = " run" if tempo.gait is Gait.RUN else ""
                return notices.cadence(tempo.cadence, f"{tempo.direction}{run}", taps)
            return notices.tap(taps, ENOUGH) if taps else notices.same_cadence()
        case "feet":
            return notices.other_foot()
        case _:
            return None
