"""``python -m autograder.cli``: the same as ``autograder``."""

from autograder.cli.main import main

main()
