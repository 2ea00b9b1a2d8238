"""Hidden graders of day01: NumPy arrays."""
