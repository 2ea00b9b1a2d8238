"""What nbgrader's commands do differently in this course; see nbgrader_config.py.

nbgrader's own flow stays: it walks over the submissions, sanitizes, autogrades.  Only six things are ours.
``autograde.IntakeExporter`` reads a submission (never trusting it) in place of nbformat, ``autograde.Grade`` takes the
place of executing the notebook, ``autograde.Record`` writes the rows of SaveAutoGrades and AssignLatePenalties in
one transaction, ``collect.Collect`` copies plain files only, ``feedback.FeedbackExporter`` writes the page that a
student gets back, ``checked.CheckedExporter`` stops a command whose configuration has a mistake in it.
"""
