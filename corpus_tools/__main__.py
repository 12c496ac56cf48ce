"""The command line: `python -m corpus_tools pages|tables|parse`."""

import contextlib
import gc
import json
import os
import re
import sys
import traceback
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus_tools.files import shown
from corpus_tools.output import sweep
from corpus_tools.publishing.options import PROGRAM, parser
from corpus_tools.publishing.terminal import Progress, tell, tell_skipped
from corpus_tools.reading.reasons import in_both
from corpus_tools.store import VARIABLE, opened, using
from corpus_tools.structure.unlike import UNLIKE

NAME = PROGRAM.split()[-1]
NAMED = 20  # skipped files of a corpus of any size
BY_NAME = "for a name that begins with a dot or tells about the folder"
WITHIN = "goals are followed within a body, only words and figures are held against it"
PROGRESS = Progress()
READING = partial(PROGRESS.each, "读文件 reading")
LIES = """{out}/tables.xlsx           all {n} tables, a sheet each 全部 {n} 张表，每张一页
{out}/*.csv, *.jsonl        each table by itself 每张表各一个文件
{out}/data_dictionary.csv   what every column means 每一列的意思
{out}/manifest.json         the checksums of all files 各文件的校验值"""
LIE_APART = """{out}/*/*.parquet           all {n} tables, a folder each 全部 {n} 张表，每张一个文件夹
{out}/data_dictionary/      what every column means 每一列的意思
{out}/manifest.json         the rows and checksums of all files 各文件的行数和校验值"""


def main(words: list[str] | None = None) -> int:
    """Run the command given as `words` (None: those of the command line); return the exit code."""
    with contextlib.suppress(AttributeError):  # a terminal that cannot show Chinese gets the English all the same
        sys.stdout.reconfigure(errors="backslashreplace")
    asked = parser({"pages": pages, "tables": tables, "parse": parse}).parse_args(words)
    try:
        with remembering(asked):
            return asked.command(asked)
    except KeyboardInterrupt:
        return 130
    except MemoryError:
        said("not enough memory; close other programs, or give fewer files")
        return 1
    except Exception as error:  # every failure is one line here; --debug shows where it came from
        if asked.debug:
            traceback.print_exc()
        kind = "" if isinstance(error, ValueError | OSError | RuntimeError) else f"{type(error).__name__}: "
        hint = " (--debug shows where)" if kind and not asked.debug else ""
        said(f"{kind}{shown(error)}{hint}")
        return 1


def said(message: str) -> None:
    """Say what is wrong, under the name the user called."""
    print(f"{NAME}: {in_both(message)}", file=sys.stderr)


@contextlib.contextmanager
def remembering(asked) -> Iterator[None]:
    """Let this command and the kernels it starts use the cache that is asked for, and no other afterwards.

    What is worked out of a report notebooks and tables ask for again: without a cache they have one while they run.
    """
    asked_for = str(Path(asked.cache).absolute()) if asked.cache else os.environ.get(VARIABLE, "")
    with using("off" if asked.no_cache else asked_for), contextlib.ExitStack() as own:
        if asked.command in (pages, tables) and opened() is None:
            own.enter_context(using(own.enter_context(TemporaryDirectory(prefix="work-reports-"))))
        yield


def refused(told: str) -> SystemExit:
    """The end of a command that was used wrongly; says why."""
    said(told)
    return SystemExit(2)


def corpus_of(asked, **how):
    """Read the reports the user named; name each skipped file on stderr. ValueError if there is no report."""
    from corpus_tools.corpus import read_corpus

    _check_paths(asked)
    corpus = read_corpus(asked.input, watch=READING, **how)
    _tell_skipped(corpus)
    if not corpus.reports:
        raise ValueError("no report could be read; give files of text, HTML, Word or PDF, or a folder of them")
    return corpus


def _check_paths(asked) -> None:
    """Stop before any work is done if an input does not exist or the output folder cannot be used."""
    given = [*asked.input, *vars(asked).get("baseline", ())]
    missing = [path for path in given if not path or not Path(path).exists()]
    if missing:
        raise refused(f"no such file or folder: {shown(missing[0])}; check the path")
    out = asked.out.resolve()
    inside = [path for path in given if Path(path).is_dir() and out.is_relative_to(Path(path).resolve())]
    if inside:
        why = "what is written there would be read as a report next time; choose another folder with --out"
        raise refused(f"{shown(asked.out)} lies in {shown(inside[0])}; {why}")
    _check_writable(asked.out)
    sweep(asked.out)


def baseline_of(asked, reports):
    """Read the earlier reports of --baseline; none if it is not given. ValueError if no file there can be read.

    Warns if they are all of other bodies than `reports`, or are among the `reports` themselves.
    """
    from corpus_tools.comparing.bodies import body
    from corpus_tools.corpus import read_corpus

    if not asked.baseline:
        return ()
    corpus = read_corpus(asked.baseline, watch=READING)
    _tell_skipped(corpus)
    if not corpus.reports:
        raise ValueError(f"--baseline {shown(asked.baseline[0])}: no report could be read there; give earlier reports")
    if {body(report) for report in reports}.isdisjoint(body(report) for report in corpus.reports):
        tell(f"--baseline {shown(asked.baseline[0])}: of other bodies than INPUT; {WITHIN}")
    given = {Path(report.path).resolve() for report in reports}
    if twice := [report.path for report in corpus.reports if Path(report.path).resolve() in given]:
        tell(f"{shown(twice[0])}: read as INPUT and as --baseline ({len(twice)} such); what it says is not new")
    return corpus.reports


def _tell_skipped(corpus) -> None:
    for path, reason in corpus.skipped:
        tell_skipped(path, reason)
    for path in dict.fromkeys(report.path for report in corpus.reports if UNLIKE in report.notes):
        print(f"{shown(path)}: {in_both(UNLIKE)}", file=sys.stderr)
    # nobody takes a readme for a report, unless there is nothing else
    hidden = [path for path in corpus.hidden if Path(path).name.startswith(".") or not corpus.reports]
    if hidden:
        first = ", ".join(map(shown, hidden[:3])) + ", …" * (len(hidden) > 3)
        tell(f"passed over: {len(hidden)}, {BY_NAME}: {first}; rename them to have them read")


def _check_writable(out: Path) -> None:
    """ValueError if nothing can be written to a folder, or to the one it would be made in."""
    there = next(place for place in (out.absolute(), *out.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        why = "cannot be written to" if there.is_dir() else "is a file"
        raise ValueError(f"{shown(there)} {why}; choose another folder with --out")


def parse(asked) -> int:
    """Write one JSON file for each report. Duplicates are kept: the user asked for each file by name."""
    from corpus_tools.publishing.report_file import write_report

    corpus, written, failed = corpus_of(asked, keep_doubles=True), [], []
    for report in corpus.reports:
        try:
            written.append(write_report(report, asked.out))
        except (ValueError, ArithmeticError, LookupError) as error:  # one report must not take the others along
            if asked.debug:
                raise
            failed.append((report.path, f"{error} (--debug shows where)"))
            tell_skipped(*failed[-1])
    told(written, [*corpus.skipped, *failed], asked)
    return 1 if not written else 3 if corpus.skipped or failed else 0


def tables(asked) -> int:
    """Write the data files."""
    from corpus_tools.publishing.data_files import write_tables

    if asked.parquet or asked.scheduler:
        return parquet(asked)
    corpus = corpus_of(asked)
    written = write_tables(corpus, asked.out, baseline_of(asked, corpus.reports), PROGRESS.each)
    told(written, corpus.skipped, asked, LIES.format(out=shown(asked.out), n=sum(p.suffix == ".csv" for p in written)))
    return 3 if corpus.skipped else 0


def parquet(asked) -> int:
    """Write the tables of a corpus of any size as Parquet; name the first `NAMED` skipped files."""
    from corpus_tools.scaling.engine import Where
    from corpus_tools.scaling.parquet import MANIFEST, read_tables
    from corpus_tools.scaling.run import Run

    if len(asked.input) > 1:
        raise refused(f"--parquet takes one folder, here are {len(asked.input)}; put them into one")
    if asked.baseline:
        raise refused("--parquet knows no --baseline; leave one of them out")
    if asked.cores < 0:
        raise refused(f"--cores {asked.cores} is no number of cores; 0 takes all")
    if asked.scheduler and not re.fullmatch(r"\w+://.{1,200}:\d{1,5}/?", asked.scheduler):
        raise refused(f"--scheduler {shown(asked.scheduler)} is no address; give one like tcp://host:8786")
    if "://" not in asked.input[0]:
        _check_paths(asked)
    manifest = Run(asked.input[0], asked.out, Where(asked.cores, asked.scheduler), PROGRESS.each).write()
    first = read_tables(asked.out)["skipped"].head(NAMED).to_pylist()
    skipped = [(row["file"], row["reason"]) for row in first]
    for path, reason in skipped:
        tell_skipped(path, reason)
    if (more := manifest["skipped"] - len(skipped)) > 0:
        tell(f"skipped: {more} more, see the table skipped")
    if same := manifest["repeated"]:
        tell(f"repeated: {same} have the words of another; all count; see the column wording of the table reports")
    told([asked.out / MANIFEST], skipped, asked, LIE_APART.format(out=shown(asked.out), n=len(manifest["tables"])))
    return 3 if manifest["skipped"] else 0


def told(written, skipped, asked, text: str = "") -> None:
    """Say what was written (`text` instead of every name), and with --json what was skipped, on the standard output."""
    if asked.json:
        left_out = [{"path": str(path), "reason": str(reason)} for path, reason in skipped]
        print(json.dumps({"written": list(map(str, written)), "skipped": left_out}, ensure_ascii=False, indent=1))
    else:
        print(text or "\n".join(map(shown, written)))


def pages(asked) -> int:
    """Make the pages."""
    from corpus_tools.publishing.kernels import Kernels

    with Kernels() as kernels:  # they import what they need while we do
        from corpus_tools.pages import make_pages, notebooks

        try:
            notebooks(asked.only)
        except ValueError as error:
            raise refused(str(error)) from None
        corpus = corpus_of(asked)
        return make_pages(corpus, asked, kernels, baseline_of(asked, corpus.reports), PROGRESS)


if __name__ == "__main__":
    gc.set_threshold(20_000)  # what a command leaves behind it seldom are rings of objects: look for them seldom
    code = main()
    gc.freeze()  # and not at the end, 0.2 s long: all goes with the process
    sys.exit(code)
