from collections.abc import Iterator

import pytest

from autograder.sandbox import Limits, Worker, Zygote

# Enough for honest code on a busy machine; a test of the limits names its own.
LIMITS = Limits(call_seconds=60, cell_seconds=60)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote(limits=LIMITS) as zygote:
        yield zygote


@pytest.fixture(scope="session")
def unsealed() -> Iterator[Zygote]:
    with Zygote(limits=LIMITS, unsafe=True) as zygote:
        yield zygote


@pytest.fixture
def worker(zygote: Zygote) -> Iterator[Worker]:
    with zygote.worker() as worker:
        yield worker
