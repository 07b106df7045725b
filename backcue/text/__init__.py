"""Text for people: words that were meant, and characters that are safe to show."""
