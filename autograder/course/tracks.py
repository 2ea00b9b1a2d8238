"""The course as a whole: ``source/course.toml`` names its tracks, and in each the assignments in their order."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from autograder.errors import UserError
from autograder.language import _, listed

COURSE_FILE = "course.toml"


class TrackWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an overview says of a track: its title, and one sentence."""

    title: str
    about: str


class Track(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way through the course."""

    key: str
    title: str
    about: str
    en: TrackWords
    assignments: tuple[str, ...]

    def words(self, language: str) -> TrackWords:
        """The words of this language, ``zh`` or ``en``."""
        return self.en if language == "en" else TrackWords(self.title, self.about)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    track: tuple[Track, ...] = ()


def read_tracks(path: Path) -> tuple[Track, ...]:
    """The tracks that a course.toml names, in order.

    Raises UserError if the file is missing or damaged, or names an assignment or a track twice.
    """
    try:
        tracks = msgspec.toml.decode(path.read_bytes(), type=_File).track
    except FileNotFoundError:
        raise UserError(
            _("缺少 {path}：它写明课程有哪几条线，每条线里有哪些作业。写法见 CONTRIBUTING.md。", path=path)
        ) from None
    except OSError as error:
        raise UserError(_("打不开 {path}：{reason}。", path=path, reason=error.strerror)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise UserError(_("{path} 写得不对：{error}。", path=path, error=error)) from error
    for what, names in (
        (_("作业"), [name for track in tracks for name in track.assignments]),
        (_("线（key）"), [track.key for track in tracks]),
    ):
        if twice := [name for name, times in Counter(names).items() if times > 1]:
            raise UserError(
                _(
                    "{path} 里，{what} {names} 写了不止一次。请只留一处。",
                    path=path,
                    what=what,
                    names=listed(twice),
                )
            )
    return tracks
