"""The question where one walks."""
