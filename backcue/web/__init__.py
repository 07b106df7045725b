"""The second screen: a page for a phone, a tablet or a TV, served by the running session."""
