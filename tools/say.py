"""Say what the Makefile says in the reader's language; on any Python, before anything is installed.

``say.py TEXT`` prints a text, ``say.py --targets MAKEFILE`` what each target does.
"""

import re
import sys
from pathlib import Path


def said(text, **values):
    """A text in the reader's language; as it stands where this Python is too old for our own code."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    try:
        from autograder.language import _
    except (ImportError, SyntaxError):
        return text.format(**values)
    finally:
        del sys.path[0]
    return _(text, **values)


def targets(makefile):
    """Each target with what it does."""
    for line in Path(makefile).read_text(encoding="utf-8").splitlines():
        target = re.match(r"([a-z-]+):.*## (.*)", line)
        if target:
            yield f"{target[1]:<16}{said(target[2])}"


if __name__ == "__main__":
    if sys.argv[1] == "--targets":
        print(*targets(sys.argv[2]), sep="\n")
    else:
        print(said(sys.argv[1]))
