"""Hidden graders of day06: recurrent networks by hand."""
