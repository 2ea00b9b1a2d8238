"""The commands of ``autograder``."""
