"""Measuring the sound's delay."""
