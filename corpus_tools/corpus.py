"""Paths → a Corpus of reports, sorted, without doubles, and what was skipped."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from corpus_tools import files
from corpus_tools.packing import packed, unpacked
from corpus_tools.parse import parse
from corpus_tools.report import Report
from corpus_tools.store import Store, code_version, digest, opened
from corpus_tools.structure.doubles import doubles
from corpus_tools.structure.places import listed


class Skipped(NamedTuple):
    """A file that was not read, and why."""

    path: str
    reason: str


class Corpus(NamedTuple):
    """The reports that were read, the files that were not, and those passed over for their names."""

    reports: tuple[Report, ...]
    skipped: tuple[Skipped, ...]
    hidden: tuple[str, ...] = ()

    def left_out(self) -> list[Skipped]:
        """What was skipped, the files named from the folder on that all files are in."""
        paths = [*(report.path for report in self.reports), *(path for path, _ in self.skipped)]
        common = os.path.commonprefix(paths)  # noqa: RUF071 - cut back to a folder
        folder = common[: common.rfind(os.sep, 1) + 1]
        return [Skipped(path.removeprefix(folder), why.replace(folder, "")) for path, why in self.skipped]


def read_report(path: str | Path) -> Report:
    """The report in a file. ValueError, naming file and remedy, if there is no text in it."""
    return parse(files.read(path), str(path))


def read_corpus(
    source: str | Path | Iterable[str | Path],
    *,
    keep_doubles: bool = False,
    watch: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Corpus:
    """Read the reports in a folder, a file, or a list of either, in the order of official statistics, then by year.

    A file that cannot be read is listed in `skipped` with the reason and the remedy; so is a duplicate of another
    report, unless `keep_doubles` is set. The result does not depend on the order of the files. Reports are kept in the
    user's cache (`store`): a file with the same bytes and name is not read again by the same version. `watch` is called
    with the list of paths and yields them back as they are read; it serves to show progress.
    """
    paths, skipped, hidden = _paths(source)
    reports: list[Report] = []
    store = opened()
    for path in watch(paths):
        try:
            found = _read(path, store)
            reports += found.reports
            skipped += found.skipped
        except Exception as error:  # one damaged file must not take the others along
            skipped.append(Skipped(str(path), why(error, path)))
    reports.sort(key=_key)
    twins = {} if keep_doubles else doubles(reports)
    for i, j in sorted(twins.items()):
        skipped.append(Skipped(_place(reports[i]), f"the same report as {_place(reports[j])}, which is kept"))
    return Corpus(tuple(_named([r for i, r in enumerate(reports) if i not in twins])), tuple(skipped), tuple(hidden))


def _read(path: Path, store: Store | None) -> Corpus:
    """The reports in a file, from the store if this version has read the same bytes under the same name before."""
    data = files.raw(path)
    key = digest("reports", code_version(), path.name, data) if store else ""
    if store and (kept := store.get(key)):
        with suppress(ValueError):  # not what was put there: read the file
            return Corpus(tuple(replace(report, path=str(path)) for report in unpacked(kept, list[Report])), ())
    found = reports_in(str(path), data)
    if store and not found.skipped:  # what is missing today (a password, a program) may be there tomorrow
        store.put(key, packed(found.reports))
    return found


def reports_in(path: str, data: bytes, named: Callable[[str, bool], str] = lambda name, alone: name) -> Corpus:
    """The reports in the bytes of a file, and the parts of it that could not be read.

    `named` turns the name of a text, and whether it is the only one in the file, into the name of its report.
    ValueError, naming file and remedy, if the file holds no text.
    """
    found = files.contents(path, data)
    alone, reports = len(found.texts) == 1, []
    skipped = [Skipped(f"{path}/{part}", reason) for part, reason in found.skipped]
    for name, text in found.texts:
        try:
            reports.append(parse(text, path, named(name, alone)))
        except ValueError as error:
            skipped.append(Skipped(path if alone else f"{path}/{name}", why(error, path)))
    return Corpus(tuple(reports), tuple(skipped))


def why(error: Exception, path: str | Path) -> str:
    """The message of an error without the path it begins with: what is wrong and the remedy."""
    kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
    return kind + str(error).rpartition(f"{files.shown(path)}: ")[2].removeprefix(f"{path}: ")


def _place(report: Report) -> str:
    """The path of a report; with its name if the file holds several reports."""
    alone = report.name.endswith(Path(report.path).stem)
    return report.path if alone else f"{report.path} ({report.name})"


def _paths(source: str | Path | Iterable[str | Path]) -> tuple[list[Path], list[Skipped], list[str]]:
    """The files to read, each once: those named and those in the folders named, links last; those skipped; hidden."""
    found, skipped, hidden = [], [], []
    for path in map(_path, [source] if isinstance(source, str | Path) else source):
        inside = files.folder(path) if path.is_dir() else files.Folder([path], [], [])
        skipped += [Skipped(*left) for left in inside.skipped]
        hidden += map(str, inside.hidden)
        found += inside.paths
    first: dict[str, Path] = {}
    for file in sorted(found, key=lambda file: (file.is_symlink(), file)):
        first.setdefault(os.path.realpath(file), file)  # not resolve(): a link to itself is an error there
    return list(first.values()), skipped, hidden


def _path(name: str | Path) -> Path:
    """A path as it was given; an empty one would be the folder one is in."""
    if name == "":
        raise ValueError("an empty path; name a file or folder, . for this folder")
    return Path(name)


def official(report: Report) -> tuple:
    """A key that sorts reports by place, as official statistics list them (those without one last), then by organ."""
    return not report.place, listed(report.place), report.organ or ""


def _key(report: Report) -> tuple:
    year = 9999 if report.year is None else report.year
    return *official(report), year, report.name, report.title or "", report.path


def named_apart(reports: Sequence[Report], others: Iterable[Report]) -> tuple[Report, ...]:
    """The reports, renamed where one of another corpus has the same name: no address may stand for two places."""
    return tuple(_named(reports, {other.name for other in others}))


def _named(reports: Sequence[Report], known: Iterable[str] = ()) -> list[Report]:
    """The reports, each under a unique name that is not `known`: prefixed with its folder, else numbered."""
    taken, found = set(known), []
    counts = Counter([*(report.name for report in reports), *taken])
    for report in reports:
        name = report.name
        if counts[name] > 1:
            name = f"{Path(report.path).parent.name}-{name}".lstrip("-")
        number = 2
        while name in taken or (name != report.name and name in counts):
            name, number = f"{report.name}-{number}", number + 1
        taken.add(name)
        found.append(report if name == report.name else _renamed(report, name))
    return found


def _renamed(report: Report, name: str) -> Report:
    """A report under another name, which its sections, paragraphs and sentences carry too."""
    sections = []
    for section in report.sections:
        sentences = [tuple(s._replace(report=name) for s in p.sentences) for p in section.paragraphs]
        named = zip(section.paragraphs, sentences, strict=True)
        sections.append(section._replace(paragraphs=tuple(p._replace(report=name, sentences=s) for p, s in named)))
    return replace(report, name=name, sections=tuple(sections))
