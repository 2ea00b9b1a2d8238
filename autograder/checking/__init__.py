"""Tests on a student's functions, wherever those live."""
