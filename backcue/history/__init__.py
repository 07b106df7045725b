"""What a person has done: sessions kept as their logs, and what is read from these."""
