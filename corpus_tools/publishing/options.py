"""The command line's commands and options, with bilingual help."""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from corpus_tools.reading.reasons import in_both

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PROGRAM = os.environ.get("PROGRAM_AS_TYPED") or "python -m corpus_tools"  # run.py says how it was called
EXAMPLES = f"""examples 例子
  {PROGRAM} pages 报告/                         pages of all reports in a folder, into pages/ 一个文件夹的报告
  {PROGRAM} pages 2023.docx 2024.pdf --out 两年  pages of two files, in a folder of your choice 两个文件
  {PROGRAM} pages 报告/ --only 02_keywords      one notebook alone 只做一页
  {PROGRAM} pages 2024/ --baseline 2023/        what is new in 2024 compared with 2023 同往年相比新在哪里
  {PROGRAM} tables 报告/ --out 数据             CSV, XLSX and JSON lines 数据表
  {PROGRAM} tables 报告/ --parquet --out 数据    very many reports: partitioned Parquet, all cores 海量报告
  {PROGRAM} parse 报告.txt --out 结构           what was read, as JSON 读到的结构

exit codes 退出码: 0 every file was read 全部读出, 3 some were skipped (named on stderr) 有文件跳过,
                   2 wrong use 用法不对, 1 nothing could be made, or a page failed 没有做成"""
COMMANDS = {  # where each writes when nothing is said, and what it does
    "pages": ("pages", "run the notebooks, write one HTML page each and index.html 生成网页"),
    "tables": ("tables", "write what was read and found as CSV, XLSX and JSON lines 生成数据表"),
    "parse": ("parsed", "write what was read of each report as JSON 写出读到的结构"),
}


class Parser(argparse.ArgumentParser):
    """An argument parser with bilingual error messages."""

    def error(self, message: str):
        """Report wrong use and exit, as argparse does."""
        super().error(in_both(message))


def parser(commands: Mapping[str, Callable]) -> Parser:
    """The parser of the command line; `commands` gives the function of each command."""
    form = argparse.RawDescriptionHelpFormatter
    about = "Chinese public work reports → pages, tables, JSON. 把工作报告变成网页和数据。"
    top = Parser(prog=PROGRAM, description=about, epilog=EXAMPLES, formatter_class=form)
    under = top.add_subparsers(required=True, metavar="COMMAND")
    for name, (out, what) in COMMANDS.items():
        sub = under.add_parser(name, help=what, description=what, epilog=EXAMPLES, formatter_class=form)
        sub.set_defaults(command=commands[name])
        seeds = {"nargs": "*", "default": [str(SEEDS)]} if name == "pages" else {"nargs": "+"}
        sub.add_argument("input", metavar="INPUT", help="files or folders of reports 报告的文件或文件夹", **seeds)
        where = f"where to write (default: {out}/) 写到哪里"
        sub.add_argument("--out", default=Path(out), metavar="DIR", type=Path, help=where)
        _add_common(sub)
        for add in {"pages": (_add_baseline, _add_pages), "tables": (_add_baseline, _add_many)}.get(name, ()):
            add(sub)
    return top


def _add_common(sub: Parser) -> None:
    sub.add_argument("--json", action="store_true", help="print a machine-readable summary 给程序读的结果")
    kept = sub.add_mutually_exclusive_group()
    cache = "where to keep what was read (default: this user's cache folder) 读过的内容留在哪里"
    kept.add_argument("--cache", metavar="DIR", help=cache)
    nothing = "read every file anew and keep nothing 全部重读，什么也不留"
    kept.add_argument("--no-cache", action="store_true", help=nothing)
    sub.add_argument("--debug", action="store_true", help="show stack traces of errors 显示出错的位置")


def _add_baseline(sub: Parser) -> None:
    earlier = "earlier reports to compare INPUT with; may be repeated 往年的报告，用来同 INPUT 比"
    sub.add_argument("--baseline", action="append", default=[], metavar="DIR", help=earlier)


def _add_pages(sub: Parser) -> None:
    only = "make only this page, for example 02_keywords; may be repeated 只做这一页"
    sub.add_argument("--only", action="append", metavar="NOTEBOOK", help=only)
    sub.add_argument("--title", help="title of the start page 首页的标题")


def _add_many(sub: Parser) -> None:
    many = "partitioned Parquet, for more reports than fit into memory; INPUT is one folder or its address (s3://…)"
    again = "the same command resumes an interrupted run 海量报告；中断后同一命令接着做"
    sub.add_argument("--parquet", action="store_true", help=f"{many}; {again}")
    cores = "number of processes for --parquet (default: one per core) 用几个核心"
    sub.add_argument("--cores", type=int, default=0, metavar="N", help=cores)
    workers = "a Dask scheduler whose workers do the work (implies --parquet); all must see INPUT and DIR 多台机器"
    sub.add_argument("--scheduler", metavar="tcp://…", default="", help=workers)
