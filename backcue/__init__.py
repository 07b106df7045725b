"""backcue: a coach for walking and running backward, led by ear."""

__version__ = "0.1.0"
