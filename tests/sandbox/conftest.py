from collections.abc import Iterator

import pytest

from autograder.sandbox import Limits, Worker, Zygote


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote(limits=Limits(call_seconds=5, cell_seconds=5)) as zygote:
        yield zygote


@pytest.fixture(scope="session")
def unsealed() -> Iterator[Zygote]:
    with Zygote(limits=Limits(call_seconds=5, cell_seconds=5), unsafe=True) as zygote:
        yield zygote


@pytest.fixture
def worker(zygote: Zygote) -> Iterator[Worker]:
    with zygote.worker() as worker:
        yield worker
