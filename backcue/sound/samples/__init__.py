"""The sounds themselves: files, levels, numbers."""
