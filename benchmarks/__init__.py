"""Measurements that `make bench` repeats; see README.md in this folder."""
