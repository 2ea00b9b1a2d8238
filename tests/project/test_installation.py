"""What is installed is the same on every machine, and what a machine lacks is said in a sentence, before anything is downloaded."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from toy import DAY, hand_in, make_course, solved

from autograder import __version__
from autograder.course.assignment import Course

ROOT = Course.find(Path(__file__).parent).root
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PREREQUISITES = ROOT / "tools" / "prerequisites.py"
# What only PyTorch's default build brings.
CUDA = ("cuda-", "nvidia-", "triton")
# What only the extra `frameworks` brings, which is not for everybody.
FRAMEWORKS = {
    *(
        "astunparse",
        "flatbuffers",
        "gast",
        "google-pasta",
        "grpcio",
        "jax",
        "jaxlib",
        "libclang",
        "opt-einsum",
    ),
    *("protobuf", "scipy", "tensorflow-cpu", "termcolor", "wheel", "wrapt"),
}
# What only the extra `ml` brings.
ML = {"cloudpickle", "joblib", "narwhals", "pandas", "scikit-learn", "scipy", "threadpoolctl"}


def pins() -> dict[str, str]:
    """Exact versions, by name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if not line.startswith("#")]
    return {
        canonicalize_name(requirement.name): str(requirement.specifier).removeprefix("==")
        for requirement in requirements
    }


def needed(name: str, extras: frozenset[str], seen: dict[str, frozenset[str]]) -> set[str]:
    """A distribution's requirements, and theirs, as far as they are for this Python and machine."""
    if extras <= seen.get(name, frozenset()) and name in seen:
        return set()
    seen[name] = extras | seen.get(name, frozenset())
    found = set()
    for text in importlib.metadata.requires(name) or []:
        requirement = Requirement(text)
        wanted = [
            requirement.marker is None or requirement.marker.evaluate({"extra": one}) for one in ("", *extras)
        ]
        if any(wanted):
            other = canonicalize_name(requirement.name)
            found |= {other} | needed(other, frozenset(requirement.extras), seen)
    return found


def test_the_first_patch_release_of_every_python_that_is_claimed_can_install_every_version() -> None:
    claimed = [
        f"{found[1]}.0"
        for classifier in PROJECT["classifiers"]
        if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", classifier))
    ]
    assert len(claimed) >= 3
    assert SpecifierSet(PROJECT["requires-python"]).contains(min(claimed, key=Version))
    unknown, other, refused = [], [], []
    for name, version in pins().items():
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            unknown.append(name)
            continue
        if Version(metadata["Version"]).public != version:
            other.append(f"{name} {metadata['Version']}, not {version}")
            continue
        pythons = SpecifierSet(metadata.get("Requires-Python", ""))
        refused += [f"{name} {version} on {python}" for python in claimed if not pythons.contains(python)]
    assert refused == []
    assert other == []
    # A newer Python may need less than the lowest.
    read_all = f"{sys.version_info[0]}.{sys.version_info[1]}.0" == min(claimed, key=Version)
    optional = {name for name in unknown if name in FRAMEWORKS | ML or name.startswith(CUDA)}
    assert [name for name in unknown if read_all and name not in optional] == []


def test_everything_that_is_installed_has_its_version_written_down() -> None:
    # What single assignments need is no part of an ordinary environment.
    extras = frozenset(PROJECT["optional-dependencies"]) - {"frameworks", "ml"}
    everything = needed(PROJECT["name"], extras, {})
    assert len(everything) > 100
    assert sorted(everything - {*pins()}) == []


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert citation["license"] == PROJECT["license"]


def test_the_first_line_says_how_the_versions_were_chosen() -> None:
    first = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()[0]
    (tool,) = re.findall(r"tools/\w+\.py", first)
    assert (ROOT / tool).is_file()
    assert re.findall(r"3\.\d+", first) == ["3.11", "3.12", "3.13"]


def python(*words: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


# What a make above hands down to its commands, these tests among them.
FROM_ABOVE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "TORCH_INDEX", "DAY", "ALL", "PYTHON")


def make(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in FROM_ABOVE}
    return subprocess.run(["make", *words], cwd=cwd, env=kept | environment, capture_output=True, text=True)


def test_nothing_is_missing_on_a_machine_that_can_run_this() -> None:
    done = python(PREREQUISITES)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("module", "sentence"),
    [("ensurepip", "python3-venv"), ("venv", "python3-venv"), ("sqlite3", "libsqlite3-dev")],
)
def test_a_python_that_is_not_whole_is_told_at_once(tmp_path: Path, module: str, sentence: str) -> None:
    (tmp_path / f"{module}.py").write_text("raise ImportError")
    done = python(PREREQUISITES, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_everything_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "ctypes.py").write_text("def CDLL(name): raise OSError(name)")
    (tmp_path / "venv.py").write_text("raise ImportError")
    done = python(PREREQUISITES, PYTHONPATH=str(tmp_path), PATH=str(tmp_path))
    assert done.returncode == 1
    assert [word for word in ("python3-venv", "git", "libseccomp2") if word in done.stderr] == [
        "python3-venv",
        "git",
        "libseccomp2",
    ]


def test_make_stops_before_it_has_made_anything(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "ensurepip.py").write_text("raise ImportError")
    for target in ("demo", "test", "lab", "docs"):
        broken = str(tmp_path / "broken")
        done = make(target, f"PYTHON={sys.executable}", cwd=tmp_path, PYTHONPATH=broken)
        assert done.returncode == 2
        assert "apt install python3-venv" in done.stderr
        assert not (tmp_path / ".venv").exists()


def test_every_target_installs_pytorch_from_the_index_that_is_named() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", text, re.MULTILINE)
    for target in {*targets} - {"help", "clean"}:
        named, plain = (
            make("--dry-run", "--always-make", target, *more).stdout
            for more in (["TORCH_INDEX=https://example.org/cpu"], [])
        )
        installed = [line for line in named.splitlines() if "pip install" in line]
        assert "--index-url 'https://example.org/cpu'" in installed[0]
        assert installed[0].split(" || ")[0].endswith(" torch")
        assert all("-c constraints.txt" in line and "--quiet" not in line for line in installed)
        assert "--index-url" not in plain


@pytest.mark.slow
@pytest.mark.parametrize("there", [True, False])
def test_pytorch_comes_from_there_or_make_says_that_it_does_not(tmp_path: Path, there: bool) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    mirror, version = tmp_path / "mirror", f"{pins()['torch']}+cpu"
    mirror.mkdir()
    if there:
        with zipfile.ZipFile(mirror / f"torch-{version}-py3-none-any.whl", "w") as wheel:
            described = f"torch-{version}.dist-info"
            wheel.writestr(
                f"{described}/METADATA", f"Metadata-Version: 2.1\nName: torch\nVersion: {version}\n"
            )
            wheel.writestr(
                f"{described}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{described}/RECORD", "")
    words = (".venv/installed", f"PYTHON={sys.executable}", f"TORCH_INDEX={mirror}")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    done = make(*words, cwd=tmp_path, **offline)
    # Without a network nothing else can be installed.
    assert done.returncode == 2
    assert (f"Successfully installed torch-{version}" in done.stdout) == there
    assert ("检查地址" in done.stderr) != there
    assert not (tmp_path / ".venv" / "installed").exists()


@pytest.mark.parametrize(
    ("words", "command"),
    [([], "demo"), (["ASSIGNMENT=day07"], "demo day07"), (["ALL=1"], "demo --all")],
)
def test_make_demo_shows_the_days_that_are_asked_for(words: list[str], command: str) -> None:
    done = make("--dry-run", "demo", *words)
    assert " ".join(done.stdout.splitlines()[-1].split()) == f".venv/bin/autograder {command}"


@pytest.mark.parametrize(
    ("words", "installs"),
    [(["ASSIGNMENT=guide05_frameworks"], 1), (["ASSIGNMENT=day07"], 0), (["ALL=1"], 0), ([], 0)],
)
def test_make_demo_installs_the_frameworks_for_what_needs_them_alone(words: list[str], installs: int) -> None:
    lines = make("--dry-run", "--assume-new=pyproject.toml", "demo", *words).stdout.splitlines()
    assert (
        len([line for line in lines if ".[frameworks]" in line and "-c constraints.txt" in line]) == installs
    )
    assert len([line for line in lines if "tools/say.py" in line and "TensorFlow" in line]) == installs
    # Before the demo, not after it.
    assert "autograder demo" in lines[-1]


NO_SHARED_MEMORY = {
    "read-only": "mount -t tmpfs -o ro tmpfs /dev/shm",
    "missing": "mkdir -p dev && mount --rbind /dev dev && mount -t tmpfs tmpfs /dev && for name in null zero random urandom; do "
    "touch /dev/$name && mount --bind dev/$name /dev/$name || exit; done",
}


@pytest.mark.slow
@pytest.mark.parametrize("state", NO_SHARED_MEMORY)
def test_no_shared_memory_is_a_sentence(tmp_path: Path, state: str) -> None:
    root = make_course(tmp_path)
    hand_in(root, "ann", solved(root))
    away = [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        f'{NO_SHARED_MEMORY[state]} && exec "$@"',
        "-",
    ]
    if subprocess.run([*away, "true"], cwd=root, capture_output=True).returncode:
        pytest.skip("no namespaces")
    done = subprocess.run(
        [*away, sys.executable, "-m", "autograder.cli", "grade", DAY],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "/dev/shm" in done.stderr
    assert "Traceback" not in done.stderr


BUILD = """
import sys
from setuptools import build_meta
print(getattr(build_meta, f"build_{sys.argv[1]}")(sys.argv[2]))
"""


def packed(kind: str, folder: Path, course: Path) -> dict[str, bytes]:
    """The files of a wheel or source distribution built from the course's folder, as pip does, but without a network."""
    done = python("-c", BUILD, kind, folder, cwd=course)
    assert done.returncode == 0, done.stderr
    path = folder / done.stdout.splitlines()[-1]
    if kind == "wheel":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(path) as archive:
        return {
            name.split("/", 1)[1]: file.read()
            for name in archive.getnames()
            if (file := archive.extractfile(name)) is not None
        }


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that a build may see."""
    folder = tmp_path_factory.mktemp("packed") / "course"
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for room in ("autograder", "release", "solutions", "source"):
        shutil.copytree(ROOT / room, folder / room, ignore=ignored)
    for path in ROOT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_nothing_of_the_answers_is_in_a_package(tmp_path: Path, course: Path, kind: str) -> None:
    # What an older build left: it held everything.
    stale = course / "build" / "lib" / "autograder" / "graders" / "day01"
    shutil.copytree(course / "autograder" / "graders" / "day01", stale, dirs_exist_ok=True)
    files = packed(kind, tmp_path, course)
    needed = {"cli/main.py", "reports/templates/feedback.html.j2", "locale/en/LC_MESSAGES/autograder.mo"}
    assert {f"autograder/{name}" for name in needed} <= {*files}
    names = Course(course).names()
    secret = [
        path
        for room in ("autograder/graders", "source", "solutions")
        for name in names
        for path in (course / room / name).rglob("*")
        if path.is_file()
    ]
    assert len(secret) > 30
    contents = {*files.values()}
    assert [path for path in secret if path.read_bytes() in contents and path.stat().st_size] == []
    assert [file for file in files if set(names) & set(Path(file).parts)] == []


@pytest.mark.slow
def test_what_is_installed_from_a_package_works(tmp_path: Path, course: Path) -> None:
    """Beside a notebook, and with a course's folder, which has the hidden tests."""
    packed("wheel", tmp_path, course)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        archive.extractall(tmp_path / "installed")
    root = make_course(tmp_path)
    hand_in(root, "ann", solved(root))
    for path in {*root.glob("autograder/*")} - {root / "autograder" / "graders"}:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    installed = str(tmp_path / "installed")
    for words, expected in (
        (("-c", "import autograder; print(autograder.__file__)"), installed),
        (("-m", "autograder.cli", "grade", DAY), "100"),
        (("-m", "autograder.cli", "check", f"submitted/ann/{DAY}/{DAY}.ipynb"), "✓ total"),
    ):
        # The current folder is no place to import from.
        done = python("-P", *words, cwd=root, PYTHONPATH=installed)
        assert done.returncode == 0, done.stdout + done.stderr
        assert expected in done.stdout
