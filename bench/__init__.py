"""The measurements, each one command."""
