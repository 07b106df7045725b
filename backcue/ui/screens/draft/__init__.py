"""What was typed and not saved when a program ended: what is to become of it."""
