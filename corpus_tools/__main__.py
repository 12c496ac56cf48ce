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
NAMED = 20  # skipped files that --parquet names, of however many
BY_NAME = "because their names start with a dot or describe the folder"
WITHIN = "goals are compared only within one body, words and figures also with others"
PROGRESS = Progress()
READING = partial(PROGRESS.each, "读文件 reading")
WRITTEN = """{out}/tables.xlsx           all {n} tables, a sheet each 全部 {n} 张表，每张一页
{out}/*.csv, *.jsonl        each table by itself 每张表各一个文件
{out}/data_dictionary.csv   what every column means 每一列的意思
{out}/manifest.json         the checksums of all files 各文件的校验值"""
WRITTEN_PARQUET = """{out}/*/*.parquet           all {n} tables, a folder each 全部 {n} 张表，每张一个文件夹
{out}/data_dictionary/      what every column means 每一列的意思
{out}/manifest.json         the rows and checksums of all files 各文件的行数和校验值"""


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv` (None: that of this process); return the exit code."""
    with contextlib.suppress(AttributeError):  # a terminal that cannot show Chinese gets the English all the same
        sys.stdout.reconfigure(errors="backslashreplace")
    args = parser({"pages": pages, "tables": tables, "parse": parse}).parse_args(argv)
    try:
        with chosen_cache(args):
            return args.command(args)
    except KeyboardInterrupt:
        return 130
    except MemoryError:
        complain("not enough memory; close other programs, or give fewer files")
        return 1
    except Exception as error:  # every failure is one line here; --debug shows where it came from
        if args.debug:
            traceback.print_exc()
        kind = "" if isinstance(error, ValueError | OSError | RuntimeError) else f"{type(error).__name__}: "
        hint = " (--debug shows where)" if kind and not args.debug else ""
        complain(f"{kind}{shown(error)}{hint}")
        return 1


def complain(message: str) -> None:
    """Print an error in both languages, prefixed with the name of the program as the user called it."""
    print(f"{NAME}: {in_both(message)}", file=sys.stderr)


@contextlib.contextmanager
def chosen_cache(args) -> Iterator[None]:
    """Let a command and the kernels it starts use the cache it names.

    Notebooks and tables ask for the same results again and again: without a cache they get a temporary one.
    """
    folder = str(Path(args.cache).absolute()) if args.cache else os.environ.get(VARIABLE, "")
    with using("off" if args.no_cache else folder), contextlib.ExitStack() as own:
        if args.command in (pages, tables) and opened() is None:
            own.enter_context(using(own.enter_context(TemporaryDirectory(prefix="work-reports-"))))
        yield


def usage_error(message: str) -> SystemExit:
    """Complain of wrong use; return the exception that ends the program with exit code 2."""
    complain(message)
    return SystemExit(2)


def read_input(args, **how):
    """Read the reports the user named; name each skipped file on stderr. ValueError if there is no report."""
    from corpus_tools.corpus import read_corpus

    _check_paths(args)
    corpus = read_corpus(args.input, watch=READING, **how)
    _tell_skipped(corpus)
    if not corpus.reports:
        raise ValueError("no report could be read; give files of text, HTML, Word or PDF, or a folder of them")
    return corpus


def _check_paths(args) -> None:
    """Stop before any work is done if an input does not exist or the output folder cannot be used."""
    given = [*args.input, *vars(args).get("baseline", ())]
    missing = [path for path in given if not path or not Path(path).exists()]
    if missing:
        raise usage_error(f"no such file or folder: {shown(missing[0])}; check the path")
    out = args.out.resolve()
    inside = [path for path in given if Path(path).is_dir() and out.is_relative_to(Path(path).resolve())]
    if inside:
        why = "the output would be read as reports next time; choose another folder with --out"
        raise usage_error(f"{shown(args.out)} lies in {shown(inside[0])}; {why}")
    _check_writable(args.out)
    sweep(args.out)


def read_baseline(args, reports):
    """Read the earlier reports of --baseline; none if it is not given. ValueError if no file there can be read.

    Warns if they are all of other bodies than `reports`, or are among the `reports` themselves.
    """
    from corpus_tools.comparing.bodies import body
    from corpus_tools.corpus import read_corpus

    if not args.baseline:
        return ()
    corpus = read_corpus(args.baseline, watch=READING)
    _tell_skipped(corpus)
    if not corpus.reports:
        raise ValueError(f"--baseline {shown(args.baseline[0])}: no report could be read there; give earlier reports")
    if {body(report) for report in reports}.isdisjoint(body(report) for report in corpus.reports):
        tell(f"--baseline {shown(args.baseline[0])}: of other bodies than INPUT; {WITHIN}")
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
        tell(f"not read: {len(hidden)}, {BY_NAME}: {first}; rename them to have them read")


def _check_writable(out: Path) -> None:
    """ValueError if nothing can be written to a folder, or to the one it would be made in."""
    there = next(place for place in (out.absolute(), *out.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        why = "cannot be written to" if there.is_dir() else "is a file"
        raise ValueError(f"{shown(there)} {why}; choose another folder with --out")


def parse(args) -> int:
    """Write one JSON file for each report. Duplicates are kept: the user args for each file by name."""
    from corpus_tools.publishing.report_file import write_report

    corpus, written, failed = read_input(args, keep_doubles=True), [], []
    for report in corpus.reports:
        try:
            written.append(write_report(report, args.out))
        except (ValueError, ArithmeticError, LookupError) as error:  # one report must not take the others along
            if args.debug:
                raise
            failed.append((report.path, f"{error} (--debug shows where)"))
            tell_skipped(*failed[-1])
    print_result(written, [*corpus.skipped, *failed], args)
    return 1 if not written else 3 if corpus.skipped or failed else 0


def tables(args) -> int:
    """Write the data files."""
    from corpus_tools.publishing.data_files import write_tables

    if args.parquet or args.scheduler:
        return parquet(args)
    if args.cores:
        raise usage_error("--cores needs --parquet; add it, or omit --cores")
    corpus = read_input(args)
    written = write_tables(corpus, args.out, read_baseline(args, corpus.reports), PROGRESS.each)
    n = sum(path.suffix == ".csv" for path in written)
    print_result(written, corpus.skipped, args, WRITTEN.format(out=shown(args.out), n=n))
    return 3 if corpus.skipped else 0


def parquet(args) -> int:
    """Write the tables of a corpus of any size as Parquet; name the first `NAMED` skipped files."""
    from corpus_tools.scaling.engine import Where
    from corpus_tools.scaling.parquet import MANIFEST, read_tables
    from corpus_tools.scaling.run import Run

    if len(args.input) > 1:
        raise usage_error(f"--parquet takes one folder, here are {len(args.input)}; put them into one")
    if args.baseline:
        raise usage_error("--parquet does not support --baseline; omit one of them")
    if args.cores < 0:
        raise usage_error(f"--cores {args.cores} is not a number of cores; 0 uses all")
    if args.scheduler and not re.fullmatch(r"\w+://.{1,200}:\d{1,5}/?", args.scheduler):
        raise usage_error(f"--scheduler {shown(args.scheduler)} is not an address; give one like tcp://host:8786")
    if "://" not in args.input[0]:
        _check_paths(args)
    manifest = Run(args.input[0], args.out, Where(args.cores, args.scheduler), PROGRESS.each).write()
    first = read_tables(args.out)["skipped"].head(NAMED).to_pylist()
    skipped = [(row["file"], row["reason"]) for row in first]
    for path, reason in skipped:
        tell_skipped(path, reason)
    if (more := manifest["skipped"] - len(skipped)) > 0:
        tell(f"skipped: {more} more, see the table skipped")
    if same := manifest["repeated"]:
        tell(f"repeated: {same} have the words of another; all count; see the column wording of the table reports")
    told = WRITTEN_PARQUET.format(out=shown(args.out), n=len(manifest["tables"]))
    print_result([args.out / MANIFEST], skipped, args, told)
    return 3 if manifest["skipped"] else 0


def print_result(written, skipped, args, text: str = "") -> None:
    """Print the names of the files written, or `text`; with --json what was written and what was skipped."""
    if args.json:
        left_out = [{"path": str(path), "reason": str(reason)} for path, reason in skipped]
        print(json.dumps({"written": list(map(str, written)), "skipped": left_out}, ensure_ascii=False, indent=1))
    else:
        print(text or "\n".join(map(shown, written)))


def pages(args) -> int:
    """Make the pages."""
    from corpus_tools.publishing.kernels import Kernels

    with Kernels() as kernels:  # they import their libraries while we read
        from corpus_tools.pages import make_pages, notebooks

        try:
            notebooks(args.only)
        except ValueError as error:
            raise usage_error(str(error)) from None
        corpus = read_input(args)
        return make_pages(corpus, args, kernels, read_baseline(args, corpus.reports), PROGRESS)


if __name__ == "__main__":
    gc.set_threshold(20_000)  # few objects are in reference cycles here: collect rarely
    code = main()
    gc.freeze()  # skip the last collection (0.2 s): the process ends anyway
    sys.exit(code)
