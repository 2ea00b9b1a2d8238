"""Hidden graders of day04: fully connected networks by hand."""
