"""Keep the catalogues of autograder/locale in step with the texts in the code; ``make words`` runs this.

New texts come into each .po file untranslated, those that are gone leave it, and the .mo files, which the programs read, are
made of what is translated.  tests/project/test_language.py fails until everything is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from autograder.authoring.catalogue import as_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "autograder" / "locale"
# How a text is marked, and which arguments of the call are texts; see autograder/language.py.
PYTHON = {"_": None, "said": None, "N_": None, "_n": (1, 1), "Refused": None}
TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}


def texts() -> Catalog:
    """All texts of ours as they stand in the code, in a catalogue without translations."""
    found = Catalog(fuzzy=False)
    package = ROOT / "autograder"
    for path in sorted([*package.rglob("*.py"), ROOT / "tools" / "prerequisites.py"]):
        if package / "graders" not in path.parents:
            _add(found, path, extract("python", io.BytesIO(path.read_bytes()), keywords=PYTHON))
    options = {"trimmed": "true"}
    for path in sorted((package / "reports" / "templates").glob("*.j2")):
        texts = extract("jinja2", io.BytesIO(path.read_bytes()), keywords=TEMPLATES, options=options)
        _add(found, path, texts)
    for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines():
        if words := re.match(r"[a-z-]+:.*## (.*)", line) or re.search(r"\$\(SAY\) '(.*?)'", line):
            found.add(words[1])
    return found


def _add(found: Catalog, path: Path, texts: Iterator) -> None:
    for _line, text, _comments, _context in texts:
        braces = path.suffix == ".py" and "{" in "".join(text)
        found.add(text, flags={"python-brace-format"} if braces else ())


def update(path: Path, found: Catalog) -> Catalog:
    """Write a .po file that has exactly these texts, with the translations that it had, and the .mo file beside it."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.parts[-3])
    catalog = Catalog(locale=path.parts[-3], domain=path.stem, header_comment="", fuzzy=False)
    for message in found:
        if message.id:
            old = known.get(message.id)
            catalog.add(message.id, old.string if old else None, flags=message.flags - {"fuzzy"})
    path.write_bytes(as_po(catalog, in_order=False))
    with path.open("rb") as file:
        path.with_suffix(".mo").write_bytes(as_mo(read_po(file, locale=path.parts[-3])))
    return catalog


def as_mo(catalog: Catalog) -> bytes:
    """The bytes of a .mo file, the same for the same .po file."""
    file = io.BytesIO()
    catalog.creation_date = catalog.revision_date = datetime.fromtimestamp(0, UTC)
    write_mo(file, catalog)
    return file.getvalue()


def main() -> None:
    """Update every catalogue and say what it lacks."""
    found = texts()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        catalog = update(path, found)
        lacking = [message.id for message in catalog if message.id and not _said(message)]
        print(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(lacking)} without a translation")
        for text in lacking:
            print(f"  {text}")


def _said(message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


if __name__ == "__main__":
    main()
