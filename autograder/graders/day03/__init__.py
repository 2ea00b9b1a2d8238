"""Hidden graders of day03: one neuron by hand, then with PyTorch."""
