"""The topics of this run and of the previous one → what a page says about the change; kept in a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from corpus_tools.comparing.bodies import labels
from corpus_tools.grouping.history import MARK, Known, Memory, from_json, recalled, to_json
from corpus_tools.grouping.report_topics import ReportTopics
from corpus_tools.output import write_whole
from corpus_tools.tables import SHARE, Html, few, note, stack, table

LARGEST = 64 << 20  # bytes of a file that is read
MORE = 1.25  # times its share of the text: a topic grew; the inverse: it shrank
FIRST = "没有上一次的结果可比：这是第一次计算，或者没有指定保存的位置。主题按段落多少编号。"
_HEADER = ["主题", "名称", "变化", "上次段落", "本次段落", "上次占比", "本次占比"]


class Recalled(NamedTuple):
    """What is remembered of this run and the previous one; a sentence if something was wrong with the file."""

    memory: Memory
    problem: str = ""


def recall(model: ReportTopics, previous: str) -> tuple[ReportTopics, Recalled]:
    """The model with the numbers of the previous run, which the file `previous` remembers; this run is saved there.

    "" neither reads nor writes. A damaged file is ignored; a file that is not ours is left as it is.
    """
    names = labels(model.reports)
    memory, problem, ours = _read(Path(previous)) if previous else (None, "", False)
    model, memory = recalled(model, names, memory)
    if previous and ours:
        try:
            write_whole(Path(previous), to_json(memory))
        except OSError as error:
            problem += f"本次的主题没有保存下来（{error.__cause__.strerror}），下次无从比较。"
    return model, Recalled(memory, problem)


def _read(path: Path) -> tuple[Memory | None, str, bool]:
    """The memory in a file, what is wrong with it, and whether it may be overwritten."""
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LARGEST + 1)
        return from_json(text), "", True
    except FileNotFoundError:
        return None, "", True
    except OSError as error:
        return None, f"上次的主题读不出来（{error.strerror}）。", False
    except ValueError:
        ours = MARK.encode() in path.read_bytes()[:200]
        wrong = "已经损坏，没有采用" if ours else "不是本工具保存的，没有采用，也没有改动它"
        return None, f"上次的主题文件（{path.name}）{wrong}；这次从头编号。", ours


def changes(past: Recalled) -> Html:
    """The topics that grew, shrank, are new or are gone since the previous run; a sentence if there was none."""
    now, before = past.memory
    problem = [note(past.problem)] if past.problem else []
    if before is None:
        return stack(*problem, note(FIRST))
    old = {topic.number: topic for topic in before.topics}
    rows = [_row(old.get(topic.number), topic) for topic in sorted(now.topics, key=lambda topic: topic.number)]
    present = {topic.number for topic in now.topics}
    rows += [_row(topic, None) for topic in before.topics if topic.number not in present]
    shown = table(rows, _HEADER, formats={"上次占比": SHARE, "本次占比": SHARE})
    return stack(*problem, note(_reports(now.reports, before.reports)), note(_sentence(rows)), shown)


def _row(old: Known | None, new: Known | None) -> tuple:
    shown = new or old
    counts = (old and len(old.passages), new and len(new.passages), old and old.share, new and new.share)
    return (shown.number, shown.name, _change(old, new), *counts)


def _change(old: Known | None, new: Known | None) -> str:
    if old is None or new is None:
        return "新出现" if old is None else "这次没有了"
    if new.share > MORE * old.share:
        return "变大"
    return "变小" if new.share * MORE < old.share else "大致不变"


def _reports(now: Sequence[str], before: Sequence[str]) -> str:
    added, gone = ([name for name in some if name not in others] for some, others in ((now, before), (before, now)))
    parts = [f"{what} {len(own)} 份（{few(own, '份')}）" for what, own in (("多了", added), ("少了", gone)) if own]
    return (
        f"上次 {len(before)} 份报告，这次 {len(now)} 份" + ("，" + "，".join(parts) if parts else "，是同一批") + "。"
    )


def _sentence(rows: Sequence[tuple]) -> str:
    """The topics that changed, by number and name, in a sentence."""
    kinds = ("变大", "变小", "新出现", "这次没有了")
    named = {kind: [f"{row[0]} {row[1]}" for row in rows if row[2] == kind] for kind in kinds}
    told = "；".join(f"{kind}的：{few(names, '个')}" for kind, names in named.items() if names)
    return f"{told}。" if told else "各主题所占的比例大致不变。"
