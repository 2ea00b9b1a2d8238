"""A class graded on a cluster: a real scheduler, and workers that are hosts of their own, each in a network namespace."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from toy import DAY, hand_in, hidden_tests, make_course, solved
from verbs import autograder

from autograder.classroom.classroom import Classroom
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.report import Report
from autograder.grading.store import course_secret

pytest.importorskip("distributed")
from autograder.grading.cluster import cluster

pytestmark = pytest.mark.slow

BRIDGE, NETWORK = "agtest0", "10.213.77"
HOSTS = ("agtest-a", "agtest-b", "agtest-c")
SLOW = "import time\ndef double(x):\n    if x.size == 5:\n        time.sleep(0.3)\n    return 2 * x\n"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def network() -> Iterator[None]:
    """Three hosts on a bridge; gone at the end."""
    if not shutil.which("ip"):
        pytest.skip("needs iproute2")

    def remove() -> None:
        for host in HOSTS:
            subprocess.run(["ip", "netns", "delete", host], capture_output=True)
        subprocess.run(["ip", "link", "delete", BRIDGE], capture_output=True)

    remove()
    try:
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("address", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for number, host in enumerate(HOSTS, start=2):
            ip("netns", "add", host)
            ip("link", "add", host, "type", "veth", "peer", "name", "eth0", "netns", host)
            ip("link", "set", host, "master", BRIDGE, "up")
            ip("-n", host, "address", "add", f"{NETWORK}.{number}/24", "dev", "eth0")
            ip("-n", host, "link", "set", "eth0", "up")
            ip("-n", host, "link", "set", "lo", "up")
    except subprocess.CalledProcessError as error:
        remove()
        pytest.skip(f"this machine lets nobody make network namespaces: {error.stderr.decode().strip()}")
    yield
    remove()


@dataclass
class Machines:
    """A scheduler and its workers, each with all its processes in a group of its own."""

    root: Path
    address: str = ""
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *words: str, within: str = "", cwd: Path | None = None) -> None:
        command = [sys.executable, "-m", *words]
        if within:
            command = ["ip", "netns", "exec", within, *command]
        log = (self.root / f"{name}.log").open("wb")
        self.running[name] = subprocess.Popen(
            command, cwd=cwd or self.root, stdout=log, stderr=log, start_new_session=True
        )

    def scheduler(self) -> None:
        with socket.create_server((f"{NETWORK}.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"tcp://{NETWORK}.1:{port}"
        words = (
            "distributed.cli.dask_scheduler",
            "--host",
            f"{NETWORK}.1",
            "--port",
            str(port),
            "--no-dashboard",
        )
        self.start("scheduler", *words)
        until(lambda: answers(f"{NETWORK}.1", port))

    def worker(self, host: str) -> None:
        words = (
            "distributed.cli.dask_worker",
            self.address,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
        )
        self.start(host, *words, within=host)

    def kill(self, name: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running.pop(name).wait()

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)


def answers(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def until(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of nine: right, wrong, slow, damaged."""
    root = make_course(tmp_path_factory.mktemp("cluster"))
    for number in range(6):
        text = SLOW.replace("0.3", f"0.3{number}")
        hand_in(root, f"slow{number}", solved(root, {"double-solution": text}))
    hand_in(root, "right", solved(root))
    hand_in(root, "wrong", solved(root, {"double-solution": "def double(x):\n    return x + 2\n"}))
    hand_in(root, "damaged", b"{")
    course_secret(Course(root))  # all copies draw the same inputs
    return root


@pytest.fixture
def own(course: Path, tmp_path: Path) -> Path:
    """A copy of the course in which nothing is graded."""
    return Path(shutil.copytree(course, tmp_path / "course", symlinks=True))


@pytest.fixture
def machines(network: None, own: Path) -> Iterator[Machines]:
    machines = Machines(own)
    machines.scheduler()
    for host in HOSTS:
        machines.worker(host)
    yield machines
    machines.stop()


def plain(reports: list[Report]) -> list[Report]:
    """Without what differs from one run to the next."""
    return sorted(
        (replace(report, seconds=0, memory=0) for report in reports), key=lambda report: report.student
    )


def class_reports(root: Path, executor=None, then=None) -> list[Report]:
    with Classroom(Course(root), DAY, root) as classroom:
        found = []
        for report in classroom.grade(executor=executor):
            found.append(report)
            if then is not None:
                then(len(found))
        return found


def test_a_cluster_gives_the_reports_that_this_machine_gives(machines: Machines, own: Path, tmp_path: Path):
    here = Path(shutil.copytree(own, tmp_path / "here", symlinks=True))
    with cluster(machines.address, Course(own), DAY) as executor:
        there = class_reports(own, executor)
    assert plain(there) == plain(class_reports(here))
    assert len({report.isolation for report in there}) == 1


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(machines: Machines, own: Path):
    def then(done: int) -> None:
        if done == 1:
            machines.kill(HOSTS[0])

    with cluster(machines.address, Course(own), DAY) as executor:
        found = class_reports(own, executor, then)
    assert len(found) == 9
    assert len({report.student for report in found}) == 9
    assert {report.student: report.score for report in found}["slow0"] == 100


def test_a_scheduler_that_is_killed_is_told_and_what_was_graded_stays(machines: Machines, own: Path):
    found: list[int] = []

    def then(done: int) -> None:
        found.append(done)
        if done == 2:
            machines.kill("scheduler")

    with (
        pytest.raises(UserError, match="再运行一次"),
        cluster(machines.address, Course(own), DAY) as executor,
    ):
        class_reports(own, executor, then)
    with Classroom(Course(own), DAY, own) as classroom:
        assert len(classroom.pending) == 9 - len(found)
    assert len(class_reports(own)) == 9 - len(found)


def test_a_command_that_is_killed_goes_on_where_it_stopped(machines: Machines, own: Path):
    words = ("autograder.cli", "grade", DAY, "--cluster", machines.address)
    machines.start("command", *words)
    until(lambda: any((own / "autograded").glob("*/toy/report.json")))
    machines.kill("command")
    done = len(list((own / "autograded").glob("*/toy/report.json")))
    assert 0 < done < 9
    again = autograder("grade", DAY, "--cluster", machines.address, cwd=own)
    assert again.returncode == 0, again.stderr
    assert "9 人" in again.stdout
    assert len(list((own / "autograded").glob("*/toy/report.json"))) == 9


def test_a_worker_grades_by_the_course_as_it_is_now(machines: Machines, own: Path):
    """It lives longer than a command; the course may have changed or been mended meanwhile."""

    def graded() -> dict[str, float]:
        done = autograder("grade", DAY, "--cluster", machines.address, "--json", "-", cwd=own)
        assert done.returncode == 0, done.stderr
        return {report["student"]: report["score"] for report in json.loads(done.stdout)}

    assert graded()["wrong"] == 60
    path = hidden_tests(own, "double")
    strict = path.read_text(encoding="utf-8")
    path.write_text(
        strict.replace("kit.close(student.double(x), expected)", "student.double(x)"), encoding="utf-8"
    )
    # Now `double` is right, so that `total` rests on it, and is wrong.
    assert graded()["wrong"] == 40
    path.write_text(strict, encoding="utf-8")
    assert graded()["wrong"] == 60


def test_a_worker_with_another_course_is_refused_before_anything_is_graded(
    network: None, own: Path, tmp_path: Path
):
    """The workers have their copy at the same path; after they have started, the course is changed here."""
    machines = Machines(own)
    machines.scheduler()
    try:
        elsewhere = Path(shutil.copytree(own, tmp_path / "theirs", symlinks=True))
        path = hidden_tests(own, "double")
        # Another disk at the same place, as a mount that only this host has.
        script = f'mount --bind {elsewhere} {own} && cd {own} && exec "$0" "$@"'
        command = [sys.executable, "-m", "distributed.cli.dask_worker", machines.address]
        command += ["--nthreads", "1", "--no-dashboard", "--no-nanny"]
        machines.running["other"] = subprocess.Popen(
            ["unshare", "--mount", "ip", "netns", "exec", HOSTS[0], "bash", "-c", script, *command],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        path.write_text(path.read_text(encoding="utf-8").replace("2 * x", "3 * x"), encoding="utf-8")
        done = autograder("grade", DAY, "--cluster", machines.address, cwd=own)
        assert (done.returncode, done.stdout) == (2, "")
        assert "double" in done.stderr
        assert "什么也没有评" in done.stderr
        assert f"{NETWORK}.2" in done.stderr
        assert not (own / "autograded").exists()
    finally:
        machines.stop()


def test_a_worker_that_cannot_seal_refuses_work(network: None, own: Path):
    machines = Machines(own)
    machines.scheduler()
    try:
        # No seal without Landlock and the filter of system calls.
        container = Path(__file__).parents[1] / "sandbox" / "container.py"
        command = [
            sys.executable,
            container,
            "landlock_create_ruleset",
            "seccomp",
            "--",
            sys.executable,
            "-m",
        ]
        command += [
            "distributed.cli.dask_worker",
            machines.address,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
        ]
        machines.running["unsealed"] = subprocess.Popen(
            list(map(str, command)), cwd=own, start_new_session=True, stdout=subprocess.DEVNULL
        )
        done = autograder("grade", DAY, "--cluster", machines.address, cwd=own)
        assert (done.returncode, done.stdout) == (2, "")
        assert "什么也没有评" in done.stderr
        assert not (own / "autograded").exists()
    finally:
        machines.stop()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_an_address_where_nobody_answers_is_a_sentence(own: Path, address: str):
    done = autograder("grade", DAY, "--cluster", address, cwd=own)
    assert (done.returncode, done.stdout) == (2, "")
    assert "调度器" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_scheduler_without_workers_is_a_sentence(network: None, own: Path):
    machines = Machines(own)
    machines.scheduler()
    try:
        done = autograder("grade", DAY, "--cluster", machines.address, cwd=own)
    finally:
        machines.stop()
    assert (done.returncode, done.stdout) == (2, "")
    assert "dask worker" in done.stderr
