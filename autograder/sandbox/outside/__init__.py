"""The grader's side of the sandbox: ask the zygote for workers, talk with them, wait for them."""
