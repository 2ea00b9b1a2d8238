"""A class, where nbgrader keeps it."""
