"""The process that imports the heavy libraries once and forks the workers."""
