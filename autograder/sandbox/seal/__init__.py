"""The seal: what a forked child does to itself before it reads the first byte of a student's text."""
