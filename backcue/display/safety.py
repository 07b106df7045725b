"""What is to be known before the first workout, in plain words."""

RULES = (
    "Clip on the safety key, and hold the rails.",
    "Start level and slowly: half your forward pace, or 0.5 to 1 mph.",
    "backcue never controls your belt. Pausing backcue does not stop the belt.",
    "Never turn round on a moving belt: stop it, or step onto the side rails.",
    "Some safety lists say never to walk backward on a treadmill; some manuals too: read yours.",
    "On the floor, clear the way behind you. On stairs, hold the handrail.",
    "This is not medical advice. If in doubt, ask a doctor first.",
)
"""One line each, the ones for a treadmill first."""

SHORT = (
    "Safety: on a treadmill clip on the safety key, hold the rails, start level and at half "
    "your forward pace. backcue never controls your belt: pausing it does not stop the belt. "
    "Some treadmill manuals forbid walking backward. This is not medical advice."
)
"""The same in one line, where there is no screen."""
