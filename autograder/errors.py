"""The one error type that is a message to a person."""


class UserError(Exception):
    """Something the caller can mend.  The text says what was wrong, where, and what to do.

    The command line prints the text and exits with code 2; it never shows a traceback for it.
    """
