"""Grade what Gradescope has put into submission/, and write results/results.json.

``python grade_one.py FOLDER``, the folder with ``source``, ``submission`` and ``results``.  What a student did wrong is written into
the results; where the grader itself cannot work there are none, and the exit code is not 0: Gradescope tells the instructor.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STUDENT = "student"


def main() -> int:
    """Grade one submission."""
    root = Path(sys.argv[1])
    settings = json.loads((root / "source" / "assignment.json").read_text(encoding="utf-8"))
    name, results = settings["name"], root / "results" / "results.json"
    found = sorted(
        path for path in (root / "submission").rglob("*.ipynb") if path.is_file() and not path.is_symlink()
    )
    named = [path for path in found if path.name == f"{name}.ipynb"]
    chosen = named or found
    results.parent.mkdir(exist_ok=True)
    if len(chosen) != 1:
        nothing = {
            "score": 0,
            "output": settings["not_one"],
            "output_format": "text",
            "visibility": "visible",
        }
        results.write_text(json.dumps(nothing, ensure_ascii=False), encoding="utf-8")
        return 0
    course = root / "source" / "course"
    # Where students' code could not be sealed nothing is graded, and the command says so.
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "submitted", STUDENT, name, f"{name}.ipynb")
        place.parent.mkdir(parents=True)
        shutil.copyfile(chosen[0], place)
        out = Path(folder, "out")
        for words in (["grade", name], ["export", name, "--to", "gradescope", "--out", str(out)]):
            command = [sys.executable, "-m", "autograder.cli", *words, "--class", folder]
            done = subprocess.run(command, cwd=course)
            if done.returncode:
                return done.returncode
        shutil.copyfile(out / STUDENT / "results.json", results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
