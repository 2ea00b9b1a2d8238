"""The hidden graders, one folder an assignment."""
