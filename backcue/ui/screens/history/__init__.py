"""The history: the sessions that are kept, one of them, and what they come to in charts."""
