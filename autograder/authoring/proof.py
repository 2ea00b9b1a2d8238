"""Prove graders: wrong solutions are caught and named, right ones of any style pass.

What a lesson warns of is among the wrong ones, and a reader's own check shows it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from autograder.authoring.common_mistakes import CommonMistake, common_mistakes
from autograder.authoring.empty_answers import empty_answers
from autograder.authoring.new import MARK
from autograder.authoring.text import read_text
from autograder.checking import diagnosis
from autograder.checking.diagnosis import can_be_named
from autograder.checking.suite import Outcome, Suite
from autograder.course.assignment import Assignment, Course, Exercise
from autograder.course.packages import how_to_install
from autograder.course.variants import Graders, Variant, read_graders
from autograder.errors import UserError, meant
from autograder.files import write_whole
from autograder.grading.grader import Grader, score
from autograder.grading.parallel import available_cores, connector, processes
from autograder.grading.store import FOLDER
from autograder.grading.versions import digest, exercise_versions
from autograder.language import _, _n, listed

MIN_MISCONCEPTIONS = 6
MIN_ALTERNATIVES = 2


@dataclass(frozen=True)
class ExerciseProof:
    """What was tried on the tests of one exercise; ``faults`` is empty if the graders hold.

    ``named`` counts the misconceptions that are told apart; those that only raise an exception or return a wrong dtype are
    caught, and nothing is named.
    """

    exercise: str
    tests: int
    core: int
    alternatives: int
    caught: int
    named: int
    misconceptions: int
    faults: tuple[str, ...]


def chosen(assignment: Assignment, names: Sequence[str]) -> tuple[Exercise, ...]:
    """The exercises of these names, in the order of the notebook; all of them for none.  UserError for an unknown name."""
    known = [exercise.name for exercise in assignment.exercises]
    for name in names:
        if name not in known:
            hint = meant(name, known, _("它的练习"))
            raise UserError(
                _(
                    "{assignment} 里没有练习 {name!r}。{hint}",
                    assignment=assignment.name,
                    name=name,
                    hint=hint,
                )
            )
    return tuple(exercise for exercise in assignment.exercises if not names or exercise.name in names)


def prove(
    course: Course,
    assignment: Assignment,
    exercises: Sequence[Exercise],
    *,
    unsafe: bool = False,
    force: bool = False,
) -> Iterator[ExerciseProof]:
    """Try everything known on the graders of these exercises, several at a time; yields the proofs in order.

    First come those that cannot be tried here, for want of a library: they are not proven.  A proof without a fault holds
    until something changes that it rests on, and is not made again before unless ``force`` says so.
    """
    read_graders(assignment)  # a fault of the files is told before anything starts
    for exercise in exercises:
        if package := assignment.missing.get(exercise.name):
            fault = _(
                "没有检验：这里没有装 {package}，请先运行 {command}",
                package=package,
                command=how_to_install(package),
            )
            yield ExerciseProof(exercise.name, 0, 0, 0, 0, 0, 0, (fault,))
    kept = _Kept(course, assignment, unsafe=unsafe)
    proofs = {
        exercise.name: None if force else kept.proof(exercise.name)
        for exercise in exercises
        if exercise.name not in assignment.missing
    }
    unproven = [name for name, proof in proofs.items() if proof is None]
    if not unproven:
        yield from filter(None, proofs.values())
        return
    with processes(min(available_cores(), len(unproven)), assignment, unsafe=unsafe) as executor:
        futures = {
            name: executor.submit(prove_one, str(course.root), assignment.name, name, unsafe)
            for name in unproven
        }
        try:
            for name, known in proofs.items():
                proof = known or futures[name].result()
                kept.keep(proof)
                yield proof
        except BrokenProcessPool:
            raise UserError(
                _(
                    "一个检验进程被系统结束了，多半是内存不够。请一个练习一个练习地检验："
                    "autograder graders {name} 练习名。",
                    name=assignment.name,
                )
            ) from None
        finally:
            for future in futures.values():
                future.cancel()


class _Kept:
    """The proofs without a fault that lie in a course, each under a version of all that it rests on."""

    def __init__(self, course: Course, assignment: Assignment, *, unsafe: bool) -> None:
        self._folder = course.root / FOLDER / assignment.name
        # As the proofs themselves: with no secret, their inputs are the same in every course.
        versions = exercise_versions(assignment, b"", unsafe=unsafe)
        own = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
        ground = [
            *own,
            Path(diagnosis.__file__).read_bytes(),
            assignment.text.read_bytes(),
            assignment.text.with_name(f"test_{assignment.name}.py").read_bytes(),
        ]
        self._versions = {
            name: digest([version.encode(), *ground, *_files(assignment.graders, name)])[:16]
            for name, version in versions.items()
        }

    def proof(self, exercise: str) -> ExerciseProof | None:
        """The proof that still holds, if there is one."""
        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(self._path(exercise).read_bytes(), type=ExerciseProof)
        return None

    def keep(self, proof: ExerciseProof) -> None:
        """Keep a proof that found no fault, in place of older ones."""
        path = self._path(proof.exercise)
        if proof.faults or path.exists():
            return
        for outdated in self._folder.glob(f"{proof.exercise}-*.proof"):
            outdated.unlink(missing_ok=True)
        with suppress(UserError, OSError):  # where nothing can be kept, it is made again
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, msgspec.json.encode(proof))

    def _path(self, exercise: str) -> Path:
        return self._folder / f"{exercise}-{self._versions[exercise]}.proof"


def _files(graders: Path, exercise: str) -> list[bytes]:
    """What the hidden graders of an exercise are written in, words included."""
    names = ("common.py", f"{exercise}.py", f"{exercise}.variants.py")
    return [path.read_bytes() for name in names if (path := graders / name).is_file()]


def prove_one(root: str, name: str, exercise: str, unsafe: bool) -> ExerciseProof:
    """Try everything known on the graders of one exercise, in whatever process this is called."""
    assignment = _assignment(root, name)
    hidden = {exercise: read_graders(assignment)[exercise]}
    public = Suite(assignment.text.with_name(f"test_{name}.py"))
    warnings = common_mistakes(read_text(assignment.text))
    with Grader(assignment, hidden, unsafe=unsafe, connector=connector()) as grader:
        proof = prove_exercise(grader, assignment.exercise(exercise))
        faults = check_warnings(grader, assignment.exercise(exercise), warnings, public)
    return replace(proof, faults=(*proof.faults, *faults, *unfilled(hidden[exercise])))


def unfilled(hidden: Graders) -> list[str]:
    """What of the skeleton of an exercise's graders still waits to be filled."""
    counts = {
        path.name: path.read_text(encoding="utf-8").count(MARK) for path in (hidden.tests, hidden.variants)
    }
    return [
        _("{name} 里还有 {count} 处“{mark}”", name=name, count=count, mark=MARK)
        for name, count in counts.items()
        if count
    ]


@functools.lru_cache(maxsize=1)
def _assignment(root: str, name: str) -> Assignment:
    return Course(Path(root)).assignment(name)


def _failed(outcomes: Sequence[Outcome]) -> str:
    return listed([outcome.test.name for outcome in outcomes if not outcome.passed])


def prove_exercise(grader: Grader, exercise: Exercise) -> ExerciseProof:
    """Try everything known on the tests of one exercise."""
    name = exercise.name
    faults: list[str] = []
    reference = grader.outcomes(name, exercise.reference)
    if not reference:
        faults.append(_("没有一个隐藏测试"))
    if score(exercise, reference) != exercise.points:
        faults.append(_("答案没有得满分：{failed}", failed=_failed(reference)))
    if not any(outcome.test.core for outcome in reference):
        faults.append(_("没有 core 测试"))
    for label, source in empty_answers(exercise).items():
        if earned := score(exercise, grader.outcomes(name, source)):
            faults.append(_("什么也没做（{label}）却得了 {earned} 分", label=label, earned=earned))

    alternatives = grader.graders[name].alternatives
    for variant in alternatives:
        outcomes = grader.outcomes(name, variant.source)
        if score(exercise, outcomes) != exercise.points:
            failed = _failed(outcomes)
            faults.append(_("另一种正确写法 {name} 没有得满分：{failed}", name=variant.name, failed=failed))

    misconceptions = grader.graders[name].misconceptions
    tried = [(variant, grader.outcomes(name, variant.source, scored=False)) for variant in misconceptions]
    grader.know(name, tried)
    caught = named = 0
    for variant, outcomes in tried:
        if score(exercise, outcomes) == exercise.points:
            faults.append(_("误解 {name} 没有被发现", name=variant.name))
            continue
        caught += 1
        diagnosed = [match.variant.name for match in grader.diagnose(name, outcomes, variant.source)]
        if diagnosed == [variant.name]:
            named += 1
        elif diagnosed or can_be_named(variant, outcomes):
            faults.append(
                _("误解 {name} 被诊断为 {names}", name=variant.name, names=listed(diagnosed) or _("（无）"))
            )

    if len(misconceptions) < MIN_MISCONCEPTIONS:
        faults.append(
            _n("误解只有 {number} 个，至少要 {least} 个", len(misconceptions), least=MIN_MISCONCEPTIONS)
        )
    if len(alternatives) < MIN_ALTERNATIVES:
        faults.append(
            _n("另一种正确写法只有 {number} 个，至少要 {least} 个", len(alternatives), least=MIN_ALTERNATIVES)
        )
    return ExerciseProof(
        exercise=name,
        tests=len(reference),
        core=sum(outcome.test.core for outcome in reference),
        alternatives=len(alternatives),
        caught=caught,
        named=named,
        misconceptions=len(misconceptions),
        faults=tuple(faults),
    )


def check_warnings(
    grader: Grader, exercise: Exercise, warnings: Sequence[CommonMistake], public: Suite
) -> list[str]:
    """What is wrong with the mistakes that the lesson warns of: each is a misconception, and a public test shows it.

    Where the lesson says that only grading sees it, no public test has to.
    """
    variants = {variant.name: variant for variant in grader.graders[exercise.name].misconceptions}
    faults = []
    for warning in warnings:
        if warning.exercise != exercise.name:
            continue
        short = warning.text.split("\n")[0][:40]
        unknown = [name for name in warning.misconceptions if name not in variants]
        if unknown or not warning.misconceptions:
            missing = listed(unknown) or _("没有写明是哪一个（<!-- wrong: 名字 -->）")
            faults.append(_("常见错误“{short}”没有对应的误解：{missing}", short=short, missing=missing))
        elif warning.shown:
            faults += [
                _(
                    "常见错误“{short}”（{name}）通过了全部公开测试；改公开测试，或在文中说明评分时才看得出",
                    short=short,
                    name=name,
                )
                for name in warning.misconceptions
                if not _shows(grader, exercise, variants[name], public)
            ]
    return faults


def _shows(grader: Grader, exercise: Exercise, variant: Variant, public: Suite) -> bool:
    """Whether a public test fails under a misconception."""
    return not all(outcome.passed for outcome in grader.outcomes(exercise.name, variant.source, public))
