"""What a sealed worker can still do, what it cannot, and what happens on a machine that cannot seal."""

import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox import (
    ONE_THREAD,
    TIERS,
    UNSEALED,
    Limits,
    SandboxUnavailable,
    StudentRaised,
    Worker,
    WorkerDied,
    Zygote,
)
from autograder.sandbox.seal import landlock, seccomp
from autograder.sandbox.seal import tiers as seal

CONTAINER = Path(__file__).with_name("container.py")

HONEST = """
import collections, csv, dataclasses, datetime, functools, itertools, json, math, os, pathlib, platform, random, re
import concurrent.futures, asyncio, gzip, logging, multiprocessing, pickle, shutil, sqlite3, statistics, subprocess
import sys, tempfile, threading, time, timeit, unittest, uuid, zipfile, zoneinfo
import numpy as np, numpy.linalg, numpy.ma, numpy.polynomial, numpy.testing

def files():
    with open('x.txt', 'w') as file:
        file.write('hi')
    np.save('a.npy', np.arange(3))
    os.makedirs('d/e')
    shutil.copy('x.txt', 'd/e/y.txt')
    os.rename('d/e/y.txt', 'd/z.txt')
    text = pathlib.Path('d/z.txt').read_text()
    shutil.rmtree('d')
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file:
        file.write(b'x')
    return text, np.load('a.npy').sum(), sorted(os.listdir())

def ordinary():
    print('a line', flush=True)
    sys.stdout.isatty(), os.cpu_count(), platform.platform(), uuid.uuid4(), os.path.expanduser('~')
    datetime.datetime.now(zoneinfo.ZoneInfo('UTC')), time.sleep(0.001), time.process_time(), time.localtime()
    np.linalg.svd(np.random.default_rng().normal(size=(40, 40))), np.fft.fft(np.ones(8)), random.random()
    return timeit.timeit('1', number=10) >= 0
"""

TORCH = """
import torch, torch.nn as nn, torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

def train():
    torch.set_num_threads(4)
    model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 36, 10))
    optimizer = torch.optim.Adam(model.parameters())
    data = TensorDataset(torch.randn(16, 1, 8, 8), torch.arange(16) % 10)
    for x, y in DataLoader(data, batch_size=8, shuffle=True):
        optimizer.zero_grad()
        F.cross_entropy(model(x), y).backward()
        optimizer.step()
    torch.save(model.state_dict(), 'model.pt')
    model.load_state_dict(torch.load('model.pt'))
    attention = nn.MultiheadAttention(8, 2)
    attention(*[torch.randn(3, 2, 8)] * 3)
    nn.LSTM(3, 4)(torch.randn(5, 2, 3))
    torch.linalg.svd(torch.randn(30, 30)), torch.randn(2_000_000).exp().sum()
    return float((torch.ones(300, 300) @ torch.ones(300, 300))[0, 0])
"""


@pytest.fixture(scope="module", params=TIERS)
def sealed(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    try:
        zygote = Zygote(
            limits=Limits(disk_bytes=8 << 20, call_seconds=60, cell_seconds=60), tiers=(request.param,)
        )
    except SandboxUnavailable as error:
        pytest.skip(str(error).splitlines()[1])
    with zygote:
        yield zygote


def raised(worker: Worker, name: str, *arguments: object) -> str:
    with pytest.raises(StudentRaised) as caught:
        worker.call(name, arguments)
    return caught.value.exception


def test_the_best_tier_is_taken_and_said(zygote: Zygote) -> None:
    assert zygote.tier in TIERS
    assert list(zygote.refused) == list(TIERS[: TIERS.index(zygote.tier)])


def test_an_unsealed_zygote_says_so(unsealed: Zygote) -> None:
    assert unsealed.tier == UNSEALED


def test_honest_code_works(sealed: Zygote) -> None:
    with sealed.worker() as worker:
        worker.run_cell("a", HONEST)
        assert worker.call("files") == ("hi", 3, ["a.npy", "x.txt"])
        assert worker.call("ordinary") is True


@pytest.mark.slow
def test_honest_torch_works(sealed: Zygote) -> None:
    with (
        Zygote(("torch", "torch.optim", "torch.utils.data"), tiers=(sealed.tier,)) as zygote,
        zygote.worker() as worker,
    ):
        worker.run_cell("a", TORCH, seconds=60)
        assert worker.call("train", seconds=60) == 300


@pytest.mark.slow
def test_libraries_that_were_not_imported_before_can_be(sealed: Zygote) -> None:
    with sealed.worker() as worker:
        worker.run_cell(
            "a",
            "import matplotlib.pyplot as plt\ndef f():\n    plt.plot([1, 2])\n    plt.savefig('a.png')\n    return True",
            seconds=60,
        )
        assert worker.call("f", seconds=60)


def test_a_thread_is_refused_politely(sealed: Zygote) -> None:
    with sealed.worker() as worker:
        worker.run_cell("a", "import threading\ndef f(): threading.Thread(target=int).start()")
        assert raised(worker, "f") == "RuntimeError"
        assert worker.alive


def test_neighbours_do_not_see_each_others_files(sealed: Zygote) -> None:
    look = (
        "import os\ndef write():\n    open('secret', 'w').write('x')\n    return os.path.abspath('secret')\n"
        "def read(path): return open(path).read()\ndef around(): return os.listdir('..')"
    )
    with sealed.worker() as first, sealed.worker() as second:
        first.run_cell("a", look)
        second.run_cell("a", look)
        path = first.call("write")
        assert first.call("read", [path]) == "x"
        assert raised(second, "read", path) in ("PermissionError", "FileNotFoundError")
        assert raised(second, "around") == "PermissionError"


def test_the_work_folder_is_gone_afterwards(sealed: Zygote) -> None:
    with sealed.worker() as worker:
        worker.run_cell("a", "import os\ndef f():\n    open('x', 'w').write('x')\n    return os.getcwd()")
        folder = Path(worker.call("f"))
        # With namespaces it lies in memory and was never there.
        assert folder.exists() == (sealed.tier == "C")
    assert not folder.exists()
    with sealed.worker() as worker:
        worker.run_cell("a", "import os\ndef f(): return os.listdir()")
        assert worker.call("f") == []


def test_a_full_work_folder_is_an_ordinary_error(sealed: Zygote) -> None:
    if sealed.tier == "C":
        pytest.skip("not promised")
    with sealed.worker() as worker:
        worker.run_cell(
            "a", "def f():\n    with open('x', 'wb') as file:\n        file.write(bytes(16 << 20))"
        )
        assert raised(worker, "f") == "OSError"


def test_how_a_sealed_process_ended_is_still_known(sealed: Zygote) -> None:
    for source, reason in (
        ("import ctypes\ndef f(): ctypes.string_at(0)", "crashed"),
        ("import os\ndef f(): os.abort()", "crashed"),
        ("import os\ndef f(): os._exit(3)", "exited"),
    ):
        with sealed.worker() as worker:
            worker.run_cell("a", source)
            with pytest.raises(WorkerDied) as caught:
                worker.call("f")
            assert caught.value.reason == reason


@pytest.mark.slow
def test_used_up_processor_time_is_still_known(sealed: Zygote) -> None:
    with Zygote(limits=Limits(cpu_seconds=1), tiers=(sealed.tier,)) as zygote, zygote.worker() as worker:
        worker.run_cell("a", "def f():\n    while True: pass")
        with pytest.raises(WorkerDied) as caught:
            worker.call("f", seconds=60)
        assert caught.value.reason == "cpu"


def test_a_worker_that_cannot_be_sealed_is_nobodys_fault() -> None:
    with (
        Zygote(limits=Limits(open_files=-5)) as zygote,
        pytest.raises(SandboxUnavailable, match="could not be sealed"),
    ):
        zygote.worker()


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(seccomp, "_LIBRARY", "libnothing.so")
    with pytest.raises(OSError, match="libnothing"):
        seal.make("C", ONE_THREAD, tmp_path)


def test_a_seal_that_does_not_hold_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(landlock, "restrict", lambda *_: None)
    with pytest.raises(OSError, match="没有照做"):
        seal.make("C", ONE_THREAD, tmp_path)


def test_the_hidden_tests_are_not_readable_among_the_libraries(tmp_path: Path) -> None:
    hidden = tmp_path / "lib" / "site-packages" / "autograder"
    for folder in (
        hidden / "graders",
        tmp_path / "lib" / "site-packages" / "numpy",
        tmp_path / "lib" / "json",
    ):
        folder.mkdir(parents=True)
    kept = seal.without([str(tmp_path / "lib"), "/usr/lib"], hidden)
    assert {Path(path).name for path in kept} == {"json", "numpy", "lib"}
    assert kept[-1] == "/usr/lib"
    assert not any(hidden.is_relative_to(path) for path in kept)


def test_the_hidden_tests_are_not_even_there_among_the_libraries(tmp_path: Path) -> None:
    (tmp_path / "lib" / "autograder" / "graders").mkdir(parents=True)
    (tmp_path / "lib" / "numpy").mkdir()
    world = Path(tempfile.mkdtemp())
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom autograder.sandbox.seal import namespaces\n"
        "lib = Path(sys.argv[1])\nnamespaces.isolate(Path(sys.argv[2]), [str(lib)], lib / 'autograder')\n"
        "os.write(1, repr([sorted(os.listdir(lib)), os.listdir(lib / 'autograder'), os.listdir('/')]).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "lib", world],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    world.rmdir()
    if "unshare: Operation not permitted" in done.stderr:
        pytest.skip("no namespaces")
    libraries, package, root = ast.literal_eval(done.stdout)
    assert (libraries, package) == (["autograder", "numpy"], [])
    assert set(root) == {"proc", *(path.parts[1] for path in (tmp_path, world))}


def in_container(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, CONTAINER, *words], capture_output=True, text=True, env=os.environ)


@pytest.mark.slow
def test_without_any_tier_it_refuses_with_a_sentence() -> None:
    code = "from autograder.sandbox import Zygote\nZygote()"
    done = in_container("landlock_create_ruleset", "--", sys.executable, "-c", code)
    assert done.returncode == 1
    for word in ("SandboxUnavailable", "A 级：unshare", "B 级：", "C 级：Landlock", "libseccomp", "--unsafe"):
        assert word in done.stderr


@pytest.mark.slow
def test_without_any_tier_unsafe_still_runs() -> None:
    code = (
        "from autograder.sandbox import Zygote\nwith Zygote(unsafe=True) as z, z.worker() as w:\n"
        "    w.run_cell('a', 'def f(): return 5')\n    print(z.tier, w.call('f'))"
    )
    done = in_container("landlock_create_ruleset", "--", sys.executable, "-c", code)
    assert done.stdout == "none 5\n", done.stderr
