"""What a learner runs beside a lesson."""
