"""The machine: folders, files, signals, keyboard, sleep; where platforms differ."""
