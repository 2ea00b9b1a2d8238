"""Helpers of the tests: a toy course and notebooks that no student should hand in but some do."""
