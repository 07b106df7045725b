"""Help: the same text over a screen, or beside one that goes on."""
