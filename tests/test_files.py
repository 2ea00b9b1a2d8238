"""Files are written whole or not at all, for whom they are meant."""

import os
from collections.abc import Iterator

import pytest

from autograder.errors import UserError
from autograder.files import PUBLIC, write_whole


@pytest.fixture
def umask() -> Iterator[int]:
    before = os.umask(0o027)
    yield 0o027
    os.umask(before)


@pytest.mark.parametrize(("mode", "expected"), [((), 0o600), ((PUBLIC,), 0o640)])
def test_a_file_is_for_its_owner_or_for_whom_the_umask_lets(tmp_path, umask, mode, expected):
    for content in (b"first", b"second"):
        write_whole(tmp_path / "file", content, *mode)
        assert (tmp_path / "file").read_bytes() == content
        assert (tmp_path / "file").stat().st_mode & 0o777 == expected
    assert os.listdir(tmp_path) == ["file"]


def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path):
    (tmp_path / "file").mkdir()
    for path in (tmp_path / "file", tmp_path / "nowhere" / "file"):
        with pytest.raises(UserError, match="写不了"):
            write_whole(path, b"x")
    assert os.listdir(tmp_path) == ["file"]
