"""The workout screen."""
