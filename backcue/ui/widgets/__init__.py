"""Widgets: plain values in, pictures out; no clocks, no files."""
