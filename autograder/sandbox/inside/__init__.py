"""The student's side: what runs in a worker, beside code that may rewrite it."""
