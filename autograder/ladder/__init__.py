"""The gradient ladder: check a backward pass link by link, name the first link that is wrong, draw them all."""

from autograder.ladder.climb import Rung, climb, first_wrong
from autograder.ladder.drawn import drawn, require, show, table
from autograder.ladder.network import numerical_gradient

__all__ = ["Rung", "climb", "drawn", "first_wrong", "numerical_gradient", "require", "show", "table"]
