"""The command line: `python -m corpus_tools pages|tables|parse`."""

import argparse
import contextlib
import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus_tools.files import shown
from corpus_tools.publishing.output import sweep
from corpus_tools.store import VARIABLE, opened, using

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
PROGRAM = os.environ.get("PROGRAM_AS_TYPED") or "python -m corpus_tools"  # run.py says how it was called
NAME = PROGRAM.split()[-1]
NAMED = 20  # skipped files of a corpus of any size
EXAMPLES = f"""examples 例子
  {PROGRAM} pages 报告/                         pages of all reports in a folder, into pages/ 一个文件夹的报告
  {PROGRAM} pages 2023.docx 2024.pdf --out 两年  pages of two files, into a folder of your choice 两个文件
  {PROGRAM} pages 报告/ --only 02_keywords      one notebook alone 只做一页
  {PROGRAM} pages 2024/ --baseline 2023/        what is new in 2024 against 2023 同往年相比新在哪里
  {PROGRAM} tables 报告/ --out 数据             CSV, XLSX and JSON lines 数据表
  {PROGRAM} tables 报告/ --parquet --out 数据    very many reports: partitioned Parquet, all cores 海量报告
  {PROGRAM} parse 报告.txt --out 结构           what was read, as JSON 读到的结构

exit codes 退出码: 0 every file was read 全部读出, 3 some were skipped (named on stderr) 有文件跳过,
                   2 wrong use 用法不对, 1 nothing could be made, or a page failed 没有做成"""


def main(words: list[str] | None = None) -> int:
    """Do what the words ask; the exit code."""
    asked = parser().parse_args(words)
    try:
        with remembering(asked):
            return asked.command(asked)
    except KeyboardInterrupt:
        return 130
    except MemoryError:
        print(f"{NAME}: not enough memory; close other programs, or give fewer files（内存不够）", file=sys.stderr)
        return 1
    except Exception as error:  # every failure is one line here; --debug shows where it came from
        if asked.debug:
            traceback.print_exc()
        kind = "" if isinstance(error, ValueError | OSError | RuntimeError) else f"{type(error).__name__}: "
        hint = " (--debug shows where)" if kind and not asked.debug else ""
        print(f"{NAME}: {kind}{shown(error)}{hint}", file=sys.stderr)
        return 1


@contextlib.contextmanager
def remembering(asked) -> Iterator[None]:
    """Let this command and the kernels it starts use the cache that is asked for, and no other afterwards.

    Notebooks share what they work out of each report: without a cache they have one for as long as they run.
    """
    asked_for = str(Path(asked.cache).absolute()) if asked.cache else os.environ.get(VARIABLE, "")
    with using("off" if asked.no_cache else asked_for), contextlib.ExitStack() as own:
        if asked.command is pages and opened() is None:
            own.enter_context(using(own.enter_context(TemporaryDirectory(prefix="work-reports-"))))
        yield


def parser() -> argparse.ArgumentParser:
    """The words that are understood."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Chinese public work reports → pages, tables, JSON. 把工作报告变成网页和数据。",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, pages, "pages", "run the notebooks, write one HTML page each and index.html 生成网页")
    _command(commands, tables, "tables", "write what was read and found as CSV, XLSX and JSON lines 生成数据表")
    _command(commands, parse, "parsed", "write what was read of each report as JSON 写出读到的结构")
    return top


def _command(commands, command, out: str, what: str) -> None:
    """Add a command: its INPUT, its options, and where it writes when nothing is said."""
    seeds = {"nargs": "*", "default": [str(SEEDS)]} if command is pages else {"nargs": "+"}
    form = argparse.RawDescriptionHelpFormatter
    sub = commands.add_parser(command.__name__, help=what, description=what, epilog=EXAMPLES, formatter_class=form)
    sub.add_argument("input", metavar="INPUT", help="files or folders of reports", **seeds)
    sub.add_argument("--out", default=Path(out), metavar="DIR", type=Path, help=f"where to write (default: {out}/)")
    sub.add_argument("--json", action="store_true", help="a summary for programs on the standard output")
    kept = sub.add_mutually_exclusive_group()
    kept.add_argument("--cache", metavar="DIR", help="where to keep what was read (default: this user's cache folder)")
    kept.add_argument("--no-cache", action="store_true", help="read every file anew and keep nothing")
    sub.add_argument("--debug", action="store_true", help="stack traces of errors")
    if command is not parse:
        earlier = "earlier reports: what is new in INPUT and what came of their goals; may be given again"
        sub.add_argument("--baseline", action="append", default=[], metavar="DIR", help=earlier)
    if command is tables:
        many = (
            "partitioned Parquet, for more reports than fit into memory: INPUT is one folder, or its address (s3://…)"
        )
        sub.add_argument("--parquet", action="store_true", help=f"{many}; stopped, the same command goes on 海量报告")
        sub.add_argument(
            "--cores", type=int, default=0, metavar="N", help="processes for --parquet (default: a core each)"
        )
        workers = "a Dask scheduler whose workers do it (implies --parquet); they all must see INPUT and DIR 多台机器"
        sub.add_argument("--scheduler", metavar="tcp://…", default="", help=workers)
    if command is pages:
        sub.add_argument("--only", action="append", metavar="NOTEBOOK", help="02_keywords; may be given again")
        sub.add_argument("--title", help="title of the start page")
    sub.set_defaults(command=command)


def refused(told: str) -> SystemExit:
    """The end of a command that was used wrongly; says why."""
    print(f"{NAME}: {told}", file=sys.stderr)
    return SystemExit(2)


def corpus_of(asked, **how):
    """The corpus that is asked for; each file that was skipped is named on stderr."""
    from corpus_tools.corpus import read_corpus

    _check_paths(asked)
    corpus = read_corpus(asked.input, **how)
    _tell_skipped(corpus)
    if not corpus.reports:
        raise ValueError(
            "no report could be read; give files of text, HTML, Word or PDF, or a folder of them（没有读到报告）"
        )
    return corpus


def _check_paths(asked) -> None:
    """End here, before any work is done, if something that is named is not there or nothing can be written."""
    given = [*asked.input, *vars(asked).get("baseline", ())]
    missing = [path for path in given if not Path(path).exists()]
    if missing:
        raise refused(f"no such file or folder: {shown(missing[0])}; check the path（没有这个文件或文件夹）")
    out = asked.out.resolve()
    inside = [path for path in given if Path(path).is_dir() and out.is_relative_to(Path(path).resolve())]
    if inside:
        why = "what is written there would be read as a report next time; choose another folder with --out"
        raise refused(f"{shown(asked.out)} lies in {shown(inside[0])}: {why}（输出不能放在报告的文件夹里）")
    _check_writable(asked.out)
    sweep(asked.out)


def baseline_of(asked):
    """The earlier reports of --baseline; none if it is not asked for. ValueError if nothing there can be read."""
    from corpus_tools.corpus import read_corpus

    if not asked.baseline:
        return ()
    corpus = read_corpus(asked.baseline)
    _tell_skipped(corpus)
    if not corpus.reports:
        raise ValueError(f"--baseline {shown(asked.baseline[0])}: no report could be read there; give earlier reports")
    return corpus.reports


def _tell_skipped(corpus) -> None:
    for path, reason in corpus.skipped:
        print(f"skipped: {shown(path)}: {shown(reason)}", file=sys.stderr)
    if corpus.hidden:
        first = ", ".join(map(shown, corpus.hidden[:3])) + ", …" * (len(corpus.hidden) > 3)
        what = f"{len(corpus.hidden)} hidden, their names begin with a dot: {first}"
        print(f"passed over: {what}; rename them to have them read（隐藏文件未读）", file=sys.stderr)


def _check_writable(out: Path) -> None:
    """ValueError, before any work is done, if nothing can be written to a folder."""
    there = next(place for place in (out.absolute(), *out.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        why = "cannot be written to" if there.is_dir() else "is a file"
        raise ValueError(f"{shown(there)} {why}; choose another folder with --out（这里写不进去）")


def parse(asked) -> int:
    """Write the JSON of each report; of one that stands in two files too: each file is asked for by itself."""
    from corpus_tools.publishing.data_files import write_report

    corpus, written, failed = corpus_of(asked, keep_doubles=True), [], []
    for report in corpus.reports:
        try:
            written.append(write_report(report, asked.out))
        except (ValueError, ArithmeticError, LookupError) as error:  # one report must not take the others along
            if asked.debug:
                raise
            failed.append((report.path, f"{error} (--debug shows where)"))
            print(f"skipped: {shown(report.path)}: {shown(error)} (--debug shows where)", file=sys.stderr)
    told(written, [*corpus.skipped, *failed], asked)
    return 1 if not written else 3 if corpus.skipped or failed else 0


def tables(asked) -> int:
    """Write the data files."""
    from corpus_tools.publishing.data_files import write_tables

    if asked.parquet or asked.scheduler:
        return parquet(asked)
    corpus = corpus_of(asked)
    told(write_tables(corpus, asked.out, baseline_of(asked)), corpus.skipped, asked)
    return 3 if corpus.skipped else 0


def parquet(asked) -> int:
    """Write the tables of a corpus of any size as Parquet; the first files that were skipped are named."""
    from corpus_tools.scaling.engine import Where
    from corpus_tools.scaling.parquet import MANIFEST, read_tables
    from corpus_tools.scaling.run import Run

    if len(asked.input) > 1:
        raise refused(f"--parquet takes one folder, here are {len(asked.input)}; put them into one（只能给一个文件夹）")
    if asked.baseline:
        raise refused("--parquet knows no --baseline; leave one of them out（两个选项不能同用）")
    if asked.cores < 0:
        raise refused(f"--cores {asked.cores} is no number of cores; 0 takes all（核数不能是负数）")
    if "://" not in asked.input[0]:
        _check_paths(asked)
    manifest = Run(asked.input[0], asked.out, Where(asked.cores, asked.scheduler)).write()
    first = read_tables(asked.out)["skipped"].head(NAMED).to_pylist()
    skipped = [(row["file"], row["reason"]) for row in first]
    for path, reason in skipped:
        print(f"skipped: {shown(path)}: {shown(reason)}", file=sys.stderr)
    if (more := manifest["skipped"] - len(skipped)) > 0:
        print(f"skipped: {more} more, see the table skipped（其余见 skipped 表）", file=sys.stderr)
    told([asked.out / MANIFEST], skipped, asked)
    return 3 if manifest["skipped"] else 0


@contextlib.contextmanager
def _without(package: str) -> Iterator[None]:
    """Let what is imported meanwhile do without a package that it does not need."""
    before = sys.modules.setdefault(package, None)  # None: it is not there
    try:
        yield
    finally:
        if before is None:
            del sys.modules[package]


def told(written, skipped, asked) -> None:
    """Say what was written, and with --json what was skipped, on the standard output."""
    if asked.json:
        left_out = [{"path": str(path), "reason": str(reason)} for path, reason in skipped]
        print(json.dumps({"written": list(map(str, written)), "skipped": left_out}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(shown, written)))


def pages(asked) -> int:
    """Make the pages."""
    from corpus_tools.publishing.kernels import Kernels

    with Kernels() as kernels:  # they import what they need while we do
        with _without("rfc3987_syntax"):  # jsonschema would let it build a grammar: a second, for what no one asks
            from corpus_tools.pages import make_pages, notebooks

        try:
            notebooks(asked.only)
        except ValueError as error:
            raise refused(f"{error}（没有这个笔记本）") from None
        corpus = corpus_of(asked)
        baseline_of(asked)  # whether there is one is known before the notebooks run
        return make_pages(corpus, asked, kernels)


if __name__ == "__main__":
    sys.exit(main())
