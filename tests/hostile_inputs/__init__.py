"""Inputs that nobody would write, for tests and measurements."""
