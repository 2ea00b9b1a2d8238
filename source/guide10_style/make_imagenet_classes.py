"""Make ``source/guide10_style/imagenet_classes.txt``: the names of the 1000 classes of ImageNet, one a line, in their order.

Run ``python source/guide10_style/make_imagenet_classes.py _meta.py``.  The input is ``torchvision/models/_meta.py`` in the PyPI
package ``torchvision``.
"""

from __future__ import annotations

import argparse
import ast
from pathlib import Path

OUTPUT = Path(__file__).with_name("imagenet_classes.txt")
VARIABLE = "_IMAGENET_CATEGORIES"


def make(source: Path, output: Path) -> None:
    """Read the list of names in the program at ``source`` and write it to ``output``."""
    statements = ast.parse(source.read_text(encoding="utf-8")).body
    names = next(
        ast.literal_eval(statement.value)
        for statement in statements
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == VARIABLE
    )
    output.write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line and write the names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="torchvision/models/_meta.py of the package")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
