"""Hostile submissions, each a notebook that a student could hand in, and what must not come of them."""
