"""Say what this machine lacks, all of it, before anything is downloaded; exit code 1 if something is missing.

``make`` runs it with the Python that is to make the environment, so it imports nothing that is not always there and is written
for Pythons that are too old, too.
"""

import ctypes
import importlib
import shutil
import sys

from say import said


def missing():
    """A sentence for each thing that is not there."""
    if sys.version_info < (3, 11):  # noqa: UP036
        yield said(
            "需要 Python 3.11 或更新的版本，{program} 是 {version}。装一个新的，再用 PYTHON=python3.12 指明。",
            program=sys.executable,
            version=".".join(map(str, sys.version_info[:2])),
        )
    try:
        importlib.import_module("venv")
        importlib.import_module("ensurepip")
    except ImportError:
        yield said("没有 venv，建不了环境。Debian、Ubuntu：apt install python3-venv。")
    for module, package in (("ssl", "libssl-dev"), ("sqlite3", "libsqlite3-dev")):
        try:
            importlib.import_module(module)
        except ImportError:
            yield said(
                "这个 Python 没有 {module} 模块，多半是自己编译时缺了 {package}：装上，重新编译 Python。",
                module=module,
                package=package,
            )
    if not shutil.which("git"):
        yield said("没有 git。Debian、Ubuntu：apt install git。")
    try:
        ctypes.CDLL("libseccomp.so.2")
    except OSError:
        yield said(
            "没有 libseccomp，评分时隔离不了学生的代码。"
            "Debian、Ubuntu：apt install libseccomp2；Fedora：dnf install libseccomp。"
        )


if __name__ == "__main__":
    sentences = list(missing())
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    sys.exit(bool(sentences))
