"""Choose the exact version of everything that is installed, and write them to constraints.txt.

Run ``python tools/constraints.py`` after a change of the requirements in pyproject.toml; it needs uv (``pip install uv``) and an
index of packages.  Each Python that is claimed is asked for in its first patch release, so that a distribution's older Python can
install too.  A version that is in constraints.txt stays unless it cannot; what follows on the command line goes to uv, such as
``--upgrade`` or ``--upgrade-package torch``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from versions import PYTHONS

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
HEADING = f"""\
# Made by tools/constraints.py: uv chose versions that the first patch release of Python {", ".join(PYTHONS)} can install.
# Exact versions of everything installed. The committed notebooks are compared byte for byte with what
# these versions of jupytext, nbformat and nbgrader write; a newer one may format a notebook differently.
# What CUDA brings is needed only where PyTorch's default build is installed.
"""


def resolve(python: str, fixed: list[str], options: list[str]) -> list[str]:
    """What one Python installs: the ``fixed`` versions, else those in use, else the newest that fit."""
    with tempfile.TemporaryDirectory() as folder:
        constraints, chosen = Path(folder, "fixed.txt"), Path(folder, "chosen.txt")
        constraints.write_text("\n".join(fixed))
        # uv prefers the versions that it finds where it is to write.
        chosen.write_bytes(CONSTRAINTS.read_bytes())
        subprocess.run(
            [
                *("uv", "pip", "compile", "pyproject.toml", "--all-extras", "--quiet"),
                *("--python-version", f"{python}.0", "--python-platform", "linux"),
                *("--no-header", "--no-annotate", "--constraints", constraints, "--output-file", chosen),
                *options,
            ],
            cwd=ROOT,
            check=True,
        )
        return [line for line in chosen.read_text().splitlines() if not line.startswith("#")]


def main() -> None:
    """The lowest Python chooses first, since it can install the least; the others add what only they need."""
    pins: list[str] = []
    for python in PYTHONS:
        pins = sorted({*pins, *resolve(python, pins, sys.argv[1:])})
    CONSTRAINTS.write_text(HEADING + "".join(f"{pin}\n" for pin in pins))


if __name__ == "__main__":
    main()
