"""The probes show an open connector where there is one, and find none that a tier promises to close."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from verbs import autograder

from autograder.sandbox import PROFILES, THREADS, TIERS, Profile, SandboxUnavailable, Zygote
from autograder.sandbox.doctor.examine import CLOSED, OPEN, UNCLEAR, Finding, examine, limits
from autograder.sandbox.doctor.probes import PROBES, Probe

CONTAINER = Path(__file__).with_name("container.py")

# Closed in an unsealed worker too: by its limits, its clean environment and its dummy package, by what it lacks (a terminal,
# a folder, a socket kind, a kernel with modules), or by being no program at all.
NEVER_OPEN = {
    *("memory", "loop", "big-file", "descriptors", "raise-limits"),
    *("descriptors-left", "environment", "grader-modules", "import-grader"),
    *(
        "list-ssh",
        "tty",
        "console",
        "tiocsti",
        "crypto-socket",
        "vsock",
        "other-numbers",
        "device",
        "cgroup",
        "xattr",
    ),
    *("kexec", "module", "module-file", "module-removal", "bpf", "perf", "userfaultfd", "io-uring", "quota"),
    *("read-memory", "file-handle", "pidfd", "proc-memory", "proc-environ", "kcmp", "ptrace"),
}
# Open to root only.
FOR_ROOT = {
    *(
        "read-shadow",
        "write-library",
        "mknod",
        "sysctl",
        "mount",
        "chroot",
        "pivot-root",
        "privileges",
        "packet",
    ),
    *(
        "mount-namespace",
        "fsopen",
        "open-tree",
        "reboot",
        "swap",
        "hostname",
        "kernel-log",
        "fanotify",
        "clock",
    ),
}


def found(**how: object) -> dict[str, Finding]:
    with Zygote(limits=limits(), **how) as zygote:  # type: ignore[arg-type]
        return {finding.probe.name: finding for finding in examine(zygote)}


def test_there_are_probes_of_every_kind() -> None:
    assert len(PROBES) >= 100
    assert len({probe.name for probe in PROBES}) == len(PROBES)
    assert min(Counter(probe.group for probe in PROBES).values()) >= 4
    assert all(set(probe.tiers) <= set(TIERS) and "A" in probe.tiers for probe in PROBES)


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_best_tier_of_this_machine_keeps_its_promises(profile: Profile) -> None:
    try:
        findings = found(profile=profile)
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    assert [name for name, finding in findings.items() if not finding.sound] == []
    assert len(findings) == len(PROBES)


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_tier_keeps_its_promises(tier: str, profile: Profile) -> None:
    try:
        findings = found(tiers=(tier,), profile=profile)
    except SandboxUnavailable as error:
        pytest.skip(str(error).splitlines()[1])
    assert [name for name, finding in findings.items() if not finding.sound] == []
    assert (findings["thread"].state == OPEN) == (profile == THREADS)
    if tier == "C":
        assert findings["stat"].state == OPEN


@pytest.mark.slow
def test_the_probes_find_the_open_doors_of_an_unsealed_worker() -> None:
    with Zygote() as zygote:
        if zygote.tier == "C":
            pytest.skip("a container closes some of them itself")
    findings = found(unsafe=True)
    assert [name for name, finding in findings.items() if finding.state == UNCLEAR] == []
    closed = {name for name, finding in findings.items() if finding.state == CLOSED}
    expected = NEVER_OPEN | (set() if os.geteuid() == 0 else FOR_ROOT)
    assert closed - expected == set()
    assert len(findings) - len(closed) >= (90 if os.geteuid() == 0 else 70)


def test_a_probe_that_is_broken_is_not_a_closed_door(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    probes = [
        Probe("x", "typo", "", "def probe(t): return oepn('x')"),
        Probe("x", "syntax", "", "def probe(t) return 1"),
        Probe("x", "dies", "", "def probe(t): os._exit(0)"),
        Probe("x", "open", "", "def probe(t): return 1"),
        Probe("x", "closed", "", "def probe(t): raise PermissionError"),
    ]
    monkeypatch.setattr("autograder.sandbox.doctor.examine.PROBES", probes)
    states = [(finding.state, finding.sound) for finding in examine(zygote)]
    assert states == [(UNCLEAR, False)] * 3 + [(OPEN, False), (CLOSED, True)]


def doctor(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "160"},
    )


@pytest.mark.slow
def test_it_works_in_a_container() -> None:
    done = doctor(CONTAINER, "--", sys.executable, "-m", "autograder.cli", "doctor")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("一般的作业：C 级")
    assert "没有 A 级，因为：unshare" in done.stdout
    assert "没有 B 级" in done.stdout
    assert "· 开着，没有承诺" in done.stdout
    assert "一般的作业：123 条路，关着 119 条；承诺过却没有关好的 0 条" in done.stdout
    # No user namespace can be made there, and without one nothing limits threads.
    assert "JAX、TensorFlow 这类库的作业，在这台机器上评不了" in done.stdout
    assert "要线程的作业：" not in done.stdout


@pytest.mark.slow
def test_an_open_door_is_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = [Probe("x", "open", "y", "def probe(t): return 1")]
    for module in ("examine", "probes"):
        monkeypatch.setattr(f"autograder.sandbox.doctor.{module}.PROBES", probes)
    done = autograder("doctor")
    assert done.returncode == 1, done.stderr
    assert "✗ 开着！" in done.stdout
    assert "一般的作业：1 条路，关着 0 条" in done.stdout
    assert "没有关好的 1 条" in done.stdout


@pytest.mark.slow
def test_a_machine_without_any_tier_is_a_sentence() -> None:
    done = doctor(
        CONTAINER, "landlock_create_ruleset", "--", sys.executable, "-m", "autograder.cli", "doctor"
    )
    assert done.returncode == 2
    assert "隔离不了" in done.stderr
    assert "Traceback" not in done.stderr
