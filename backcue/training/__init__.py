"""What to do next: rungs of a way, the rules that lead along it, and what energy it takes."""
