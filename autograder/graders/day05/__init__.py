"""Hidden graders of day05: convolution and pooling by hand, a small CNN in PyTorch."""
