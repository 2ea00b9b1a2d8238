"""What a worker may do besides computing in one thread: chosen for each assignment, by the libraries that it needs.

A profile is fixed when the zygote starts.  The seal of the ordinary one does not depend on there being another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Profile:
    """``tasks``: how many threads a worker may have, its first included; 0 if it may start none.

    ``own_proc``: what it may read of itself in /proc besides what all may; ``environment``: what it is told besides.
    """

    name: str
    tasks: int = 0
    own_proc: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


ONE_THREAD = Profile("one-thread")
# JAX starts 16 to 20 threads, whatever it is told.  TensorFlow aborts where it cannot read its command line.
THREADS = Profile(
    "threads",
    tasks=64,
    own_proc=("cmdline",),
    environment={
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
        # XLA's library for larger products of matrices does not work in a sealed process; what it has besides does.
        "XLA_FLAGS": "--xla_cpu_experimental_ynn_fusion_type=",
    },
)
PROFILES = {profile.name: profile for profile in (ONE_THREAD, THREADS)}
