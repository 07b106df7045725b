"""The ways to play: miniaudio, simpleaudio, the bell, nothing."""
