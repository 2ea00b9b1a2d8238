"""A student's code in a process of its own: the wire, the zygote, the seal, the worker, the pool and the doctor.

This room knows nothing of exercises.  What a worker answers is an answer, never a verdict.
"""

from autograder.sandbox.inside.gradients import Gradients, gradients
from autograder.sandbox.inside.operators import BINARY, OPERATORS, UNARY, in_place
from autograder.sandbox.inside.server import MAX_DRAWN
from autograder.sandbox.inside.work_folder import put, take
from autograder.sandbox.outside.control import SandboxUnavailable
from autograder.sandbox.outside.patience import Budget
from autograder.sandbox.outside.worker import (
    MAX_PUT,
    MAX_TAKEN,
    Limits,
    StudentRaised,
    StudentTimeout,
    WireViolation,
    Worker,
    WorkerDied,
    WorkerError,
    plain_name,
)
from autograder.sandbox.outside.zygote import Zygote, shared_zygote
from autograder.sandbox.seal.profiles import ONE_THREAD, PROFILES, THREADS, Profile
from autograder.sandbox.seal.tiers import TIERS, UNSEALED
from autograder.sandbox.wire import Handle, Refusing, TooLarge, contents, same_things, travels, type_name

__all__ = [
    "BINARY",
    "MAX_DRAWN",
    "MAX_PUT",
    "MAX_TAKEN",
    "ONE_THREAD",
    "OPERATORS",
    "PROFILES",
    "THREADS",
    "TIERS",
    "UNARY",
    "UNSEALED",
    "Budget",
    "Gradients",
    "Handle",
    "Limits",
    "Profile",
    "Refusing",
    "SandboxUnavailable",
    "StudentRaised",
    "StudentTimeout",
    "TooLarge",
    "WireViolation",
    "Worker",
    "WorkerDied",
    "WorkerError",
    "Zygote",
    "contents",
    "gradients",
    "in_place",
    "plain_name",
    "put",
    "same_things",
    "shared_zygote",
    "take",
    "travels",
    "type_name",
]
