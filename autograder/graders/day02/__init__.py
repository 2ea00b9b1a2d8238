"""Hidden graders of day02: a straight line by gradient descent and by least squares."""
