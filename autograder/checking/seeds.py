"""Global generators of random numbers start anew before an exercise is tested.

What draws from them then sees the same numbers whatever ran before, or a mistake in it could not be known again.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

_HERE = """
__import__("random").seed(0)
__import__("numpy").random.seed(0)
if "torch" in __import__("sys").modules:
    # Not torch.manual_seed: it seeds graphics cards as well, and takes down the whole stack for each.
    __import__("torch").default_generator.manual_seed(0)
if "keras" in __import__("sys").modules:
    # Its own generator of unnamed draws is made when it is first asked, with a seed that `random` draws.
    __import__("keras").src.backend.common.global_state.set_global_attribute("global_seed_generator", None)
"""
# Only in a worker: nobody could put back what was there before.
_TENSORFLOW = """
if "tensorflow" in __import__("sys").modules:
    __import__("tensorflow").random.set_seed(0)
"""

# A cell of ours, which leaves no name behind.
SEED = ("seed", _HERE + _TENSORFLOW)


@contextmanager
def seeded_here() -> Iterator[None]:
    """The same in this process, for as long as this lasts: afterwards all goes on as if nothing had been drawn."""
    before, numpy_before = random.getstate(), np.random.get_state()
    torch, keras = (sys.modules.get(name) for name in ("torch", "keras"))
    torch_before = torch.default_generator.get_state() if torch else None
    keras_state = keras.src.backend.common.global_state if keras else None
    keras_before = keras_state.get_global_attribute("global_seed_generator") if keras_state else None
    start_anew()
    try:
        yield
    finally:
        random.setstate(before)
        np.random.set_state(numpy_before)
        if torch:
            torch.default_generator.set_state(torch_before)
        if keras_state:
            keras_state.set_global_attribute("global_seed_generator", keras_before)


def start_anew() -> None:
    """Seed the generators of this process, as a worker's are."""
    exec(_HERE, {})
