"""What nbgrader's commands do differently in this course; named in nbgrader_config.py."""
