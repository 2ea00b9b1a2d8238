"""What an author runs: build, prove, simulate."""
