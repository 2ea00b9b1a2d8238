"""Hidden graders of day07: attention and the Transformer."""
