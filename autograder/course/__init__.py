"""What an assignment is; this room knows no grading."""
