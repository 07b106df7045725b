"""Letters, figures and signs as large as the room allows."""
