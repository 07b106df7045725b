"""What any surface shows of a workout: words, colours, forms; no surface by itself."""
