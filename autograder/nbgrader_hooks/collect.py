"""Collecting from the exchange by ``nbgrader collect``: its inbound folder is written by students."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

from autograder.classroom.coursedir import speak
from autograder.classroom.handed_in import TIMESTAMP, is_time, is_usable_name, link_on_the_way
from autograder.errors import UserError
from autograder.grading.intake import Unreadable, read_in_folder
from autograder.language import _

# An exchange folder may hold more than the notebook, within reason.
MAX_FILES = 500
MAX_DEPTH = 8


class Collect(ExchangeCollect):
    """Collects plain files only.

    The inbound folder is written by students.  nbgrader's own copy follows links (to the answer key, to
    /dev/zero), waits at named pipes, and gives up on everybody when one name or time cannot be read.
    """

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        name = os.path.basename(path)
        parts = name.rsplit("+", 3)
        if len(parts) < 3 or not is_usable_name(parts[0]) or not is_time(parts[2]) or os.path.islink(path):
            return {"username": "", "filename": name, "timestamp": parse_utc("1970-01-01 00:00:00")}
        return {"username": parts[0], "filename": name, "timestamp": parse_utc(parts[2])}

    def init_src(self) -> None:
        """As nbgrader, without entries that have no student or no time in their name or would go where a link leads."""
        try:
            speak(self)
        except UserError as error:
            self.fail(str(error))
        super().init_src()
        if any(not record["username"] for record in self.src_records):
            self.log.error(_("收件目录里有名称不合规的提交（应为 学生+作业+时间），没有收取。"))
        self.src_records = [
            record
            for record in self.src_records
            if record["username"] and not self._is_led_astray(record["username"])
        ]

    def _is_led_astray(self, student: str) -> bool:
        """Whether what this student hands in would replace what somebody else handed in."""
        coursedir = self.coursedir
        folder = coursedir.format_path(coursedir.submitted_directory, student, coursedir.assignment_id)
        link = link_on_the_way(coursedir, folder)
        if link is not None:
            self.log.error(_("%s 是一个链接，没有收取 %s 的提交。请换成真的文件夹。"), link, student)
        return link is not None

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the plain files of one submission, within the course's limit on its size."""
        skipped = _copy_plain_files(
            Path(src), Path(dest), self.coursedir.ignore, 1000 * self.coursedir.max_dir_size
        )
        # The time in the folder's name is the one that submissions are compared by.
        Path(dest, TIMESTAMP).write_text(os.path.basename(src).rsplit("+", 3)[2])
        if skipped:
            self.log.warning(_("%s：有 %d 个文件是链接、特殊文件或者超过上限，没有收取。"), dest, skipped)


def _copy_plain_files(source: Path, target: Path, ignore: list[str], limit: int) -> int:
    """Copy plain files, no more than ``limit`` bytes together; gives the number of those left out."""
    skipped = copied = 0
    target.mkdir(parents=True)
    for folder, folders, files, descriptor in os.fwalk(source):
        inside = Path(folder).relative_to(source)
        if len(inside.parts) == MAX_DEPTH:
            folders.clear()
        folders[:] = [name for name in folders if not _is_ignored(name, ignore)]
        for name in files:
            if _is_ignored(name, ignore):
                continue
            try:
                data = read_in_folder(descriptor, name, limit) if copied < MAX_FILES else None
            except (Unreadable, OSError):
                data = None
            if data is None:
                skipped += 1
                continue
            copied += 1
            limit -= len(data)
            (target / inside).mkdir(parents=True, exist_ok=True)
            (target / inside / name).write_bytes(data)
    return skipped


def _is_ignored(name: str, patterns: list[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
