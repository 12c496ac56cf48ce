"""Tables of very many reports: one core, small folders; what holds for two partitions holds for a million."""

import json
import os
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import fsspec
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from hostile import NAME, OTHER, REPORT

from corpus_tools.__main__ import main
from corpus_tools.corpus import read_corpus
from corpus_tools.parse import parse
from corpus_tools.publishing import data_tables
from corpus_tools.publishing.findings import found
from corpus_tools.scaling import distinctive, parquet, partitions, run, topics
from corpus_tools.scaling.engine import Where, done, engine
from corpus_tools.scaling.once import WORK, once
from corpus_tools.scaling.parquet import TYPES, read_tables
from corpus_tools.scaling.reading import read
from corpus_tools.scaling.run import Run
from corpus_tools.store import code_version
from corpus_tools.tokenize import words
from corpus_tools.wording.contrast import log_odds

ONE = Where(cores=1)
PLACES = ["长寿区", "渝北区", "江津区"]
DEEDS = ["新建学校", "修复河道", "培训教师", "安置移民", "改造老旧小区", "栽种果树", "开通公交线路"]


def report(number: int) -> str:
    """A small report of its own."""
    lines = OTHER.replace("长寿区", PLACES[number % 3]).replace("312", str(1000 + number)).splitlines()
    deed = DEEDS[number % len(DEEDS)]
    return "\n".join(
        [*lines[:3], f"全年{deed}{number + 7}处，{deed}工作走在全市前列，群众对{deed}表示满意。", *lines[3:]]
    )


def reports(folder: Path, numbers) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"报告{number}.txt").write_text(report(number), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """All that a run leaves but its records of what is done, and what a killed process had half written."""
    paths = (p for p in folder.rglob("*") if p.is_file() and "done" not in p.parts and p.name[0] != ".")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def times(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*.parquet")}


def write(folder, out: Path, where: Where = ONE) -> dict:
    return Run(str(folder), out, where).write()


@pytest.fixture(autouse=True, scope="module")
def small_partitions():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "USUAL", 3)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder of reports with everything in it, what was written, and the manifest."""
    place = tmp_path_factory.mktemp("很多 reports")
    folder = reports(place / "in", range(9))
    reports(folder / "2023 'x'", [20])
    (folder / f"{NAME}.txt").write_text(REPORT, encoding="utf-8")
    (folder / "两\n行.txt").write_text(report(30), encoding="utf-8")
    (folder / "空.txt").write_text(" \n", encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no document")
    (folder / "程序.py").write_text("1", encoding="utf-8")
    (folder / ".隐藏.txt").write_text(report(40), encoding="utf-8")
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.writestr("a.txt", report(50))
        archive.writestr("b.txt", report(51))
        archive.writestr("c.txt", "谢谢大家。")
    return folder, place / "out", write(folder, place / "out")


def test_every_report_is_there_by_the_path_of_its_file_and_what_was_skipped_with_its_reason(made):
    tables = read_tables(made[1])
    names = tables["reports"].to_table(columns=["report"])["report"].to_pylist()
    ours = {*(f"报告{n}.txt" for n in range(9)), "2023 'x'/报告20.txt", f"{NAME}.txt", "两\n行.txt"}
    assert sorted(names) == sorted(ours | {"包.zip/包_a", "包.zip/包_b"})
    skipped = dict(tables["skipped"].to_table().to_pandas().itertuples(index=False))
    assert set(skipped) == {"空.txt", "坏.docx", "程序.py", "包.zip/包_c"} and made[2]["skipped"] == 4
    assert skipped["空.txt"].startswith("no text") and ".py is not a supported type" in skipped["程序.py"]


def test_the_rows_of_a_report_are_those_of_the_tables_of_a_small_corpus(made):
    corpus = read_corpus([made[0] / f"报告{n}.txt" for n in range(9)], keep_doubles=True)
    expected = data_tables.report_tables(found(corpus.reports))
    tables = read_tables(made[1])
    for name, frame in expected.items():
        rows = tables[name].to_table().to_pandas()
        rows["report"] = rows["report"].str.removesuffix(".txt")
        rows = rows[list(frame.columns)]
        ours = [row for row in rows.itertuples(index=False, name=None) if row[0].startswith("报告")]
        assert plain(ours) == plain(frame.itertuples(index=False, name=None)), name


def test_reports_that_are_the_same_word_for_word_count_and_are_told_of(tmp_path, capsys):
    folder = reports(tmp_path / "in", range(5))
    (folder / "又一份.txt").write_text(report(3).replace("，", ",\u3000"), encoding="utf-8")
    assert main(["tables", str(folder), "--parquet", "--cores", "1", "--out", str(tmp_path / "out")]) == 0
    assert "repeated: 1 have the words of another" in (said := capsys.readouterr().err) and "有1份报告" in said
    rows = read_tables(tmp_path / "out")["reports"].to_table(columns=["report", "wording"]).to_pandas()
    same = rows.groupby("wording")["report"].apply(sorted)
    assert same[same.str.len() > 1].tolist() == [["又一份.txt", "报告3.txt"]] and len(rows) == 6


def plain(rows) -> list[tuple]:
    """Rows in an order of their own, nothing in place of what is not known."""
    return sorted((tuple(None if v is None or v != v else v for v in row) for row in rows), key=repr)


def test_every_word_is_counted_once_in_each_report_it_stands_in(made):
    paths = [p for p in made[0].rglob("*.txt") if p.name[0] not in ".空"]
    texts = [parse(p.read_text(encoding="utf-8").splitlines()).paragraphs for p in paths]
    texts += [parse(report(n).splitlines()).paragraphs for n in (50, 51)]
    said = [Counter(w for p in text for w in words(p.simplified)) for text in texts]
    rows = read_tables(made[1])["terms"].to_table().to_pandas()
    assert list(rows["term"]) == sorted({word for one in said for word in one})
    assert list(rows["documents"]) == [sum(term in one for one in said) for term in rows["term"]]
    assert list(rows["count"]) == [sum(one[term] for one in said) for term in rows["term"]]


def test_keywords_of_the_corpus_add_up(made):
    tables = read_tables(made[1])
    rows = tables["keywords"].to_table().to_pandas().groupby("term")["count"]
    sums = tables["keyword_terms"].to_table().to_pandas().set_index("term")
    assert sums["documents"].to_dict() == rows.count().to_dict() and sums["count"].to_dict() == rows.sum().to_dict()


def test_distinctive_words_have_the_z_that_the_whole_vocabulary_gives(made):
    tables = read_tables(made[1])
    terms = tables["terms"].to_table().to_pandas().set_index("term")["count"]
    text = parse(report(4).splitlines())
    here = Counter(w for p in text.paragraphs for w in words(p.simplified))
    row = np.array([here[term] for term in terms.index])
    z = dict(zip(terms.index, log_odds(row, terms.to_numpy() - row), strict=True))
    ours = tables["distinctive_terms"].to_table(filter=ds.field("report") == "报告4.txt").to_pandas()
    assert "老旧小区" in set(ours["term"]) and not {"改造", "长寿区", "渝北区"} & set(ours["term"])
    assert np.allclose(ours["z"], [z[term] for term in ours["term"]], atol=1e-3)
    assert list(ours["rank"]) == list(range(1, len(ours) + 1)) and list(ours["z"]) == sorted(ours["z"], reverse=True)
    assert list(ours["count"]) == [here[term] for term in ours["term"]] and min(ours["count"]) >= distinctive.LEAST


def test_topics_add_up_over_all_passages_and_do_not_depend_on_the_partitions(made, tmp_path, monkeypatch):
    tables = read_tables(made[1])
    given = tables["topic_passages"].to_table().to_pandas()
    known = given.dropna(subset="topic")
    rows = tables["topics"].to_table().to_pandas().set_index("topic")
    assert rows["passages"].to_dict() == {**dict.fromkeys(rows.index, 0), **known.groupby("topic").size().to_dict()}
    assert rows["share"].sum() == pytest.approx(1, abs=0.01) and rows["reports"].max() <= made[2]["reports"]
    assert known["likeness"].between(0, 1).all()
    monkeypatch.setattr(partitions, "USUAL", 1000)
    assert write(made[0], tmp_path / "out")["partitions"] == 1 < made[2]["partitions"]
    for name in ("topics", "terms", "keyword_terms", "distinctive_terms", "topic_passages", "sentences"):
        other = read_tables(tmp_path / "out")[name].to_table().to_pandas()
        again = tables[name].to_table().to_pandas()
        assert plain(other.itertuples(index=False)) == plain(again.itertuples(index=False)), name


def test_of_many_reports_a_sample_is_fitted_that_chance_alone_chooses(made, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "SAMPLE", 12)
    monkeypatch.setattr(distinctive, "N", 1)
    sample = write(made[0], tmp_path / "out")["sample"]
    monkeypatch.setattr(partitions, "USUAL", 1)
    assert 1 <= sample["reports"] < made[2]["sample"]["reports"]
    assert write(made[0], tmp_path / "other")["sample"] == sample and 0 <= sample["agreement"] <= 1
    rows = read_tables(tmp_path / "out")["distinctive_terms"].to_table()  # no more of a report than are asked for
    assert 0 < len(rows) == len(set(rows["report"].to_pylist()))


def test_without_a_topic_no_passage_has_one(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus_tools.grouping.report_topics.passages", lambda reports: [])
    manifest = write(reports(tmp_path / "in", range(2)), tmp_path / "out")
    tables = read_tables(tmp_path / "out")
    assert manifest["sample"] == {"reports": 2} and tables["topics"].count_rows() == 0
    assert tables["topic_passages"].to_table()["topic"].null_count == tables["topic_passages"].count_rows() > 0


def test_a_path_is_that_of_the_client_wherever_workers_stand(tmp_path, monkeypatch):
    reports(tmp_path / "in", [1])
    monkeypatch.chdir(tmp_path)
    assert Run("in", Path("out")).folder == str(tmp_path / "in") and Run("in", Path("out")).out == tmp_path / "out"


def test_a_run_that_has_nothing_to_do_touches_nothing(made):
    before, manifest = times(made[1]), (made[1] / "manifest.json").read_bytes()
    public = {path for path in before if not path.startswith(("data_dictionary", "topics/", "terms", "keyword_terms"))}
    assert write(made[0], made[1]) == made[2]
    assert {path: times(made[1])[path] for path in public} == {path: before[path] for path in public}
    assert (made[1] / "manifest.json").read_bytes() == manifest


def test_a_copy_of_the_folder_gives_the_same_bytes(made, tmp_path):
    shutil.copytree(made[0], tmp_path / "copy")
    write(tmp_path / "copy", tmp_path / "out")
    assert files(tmp_path / "out") == files(made[1])


def test_a_partition_that_was_damaged_is_done_again_and_no_other(made, tmp_path):
    out = shutil.copytree(made[1], tmp_path / "out")
    before, hurt = times(out), sorted((out / "sentences").glob("*.parquet"))[0]
    data = bytearray(hurt.read_bytes())
    data[len(data) // 2] ^= 1
    hurt.write_bytes(data)
    write(made[0], out)
    assert files(out) == files(made[1])
    redone = {path for path, time in times(out).items() if time != before[path]}
    assert {Path(path).stem for path in redone if path.startswith("sentences/")} == {hurt.stem}


def test_a_record_that_was_changed_is_no_record(tmp_path):
    told = once(tmp_path, "a", lambda: {"files": {}, "n": 1})
    record = tmp_path / WORK / "done" / "a.json"
    assert once(tmp_path, "a", lambda: {"files": {}, "n": 2}) == told
    record.write_text(record.read_text().replace('"n": 1', '"n": 3'))
    assert once(tmp_path, "a", lambda: {"files": {}, "n": 2})["n"] == 2
    record.write_bytes(b"\xff\xfe")
    assert once(tmp_path, "a", lambda: {"files": {}, "n": 4})["n"] == 4


def test_a_report_more_changes_its_own_partition_only_what_was_there_goes_and_files_of_others_stay(tmp_path):
    folder, out = reports(tmp_path / "in", range(12)), tmp_path / "out"
    mine = out / "sentences" / "mine.parquet"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    write(folder, out)
    before = times(out)
    reports(folder, [77])
    assert write(folder, out)["reports"] == 13
    kept = {path for path, time in times(out).items() if before.get(path) == time and path.startswith("sentences/")}
    old = {path for path in before if path.startswith("sentences/")}
    assert len(old - kept) <= 2 and kept and not [path for path in old - kept if (out / path).exists()]
    (folder / "报告77.txt").unlink()
    write(folder, out)
    assert mine.read_bytes() == b"mine"
    mine.unlink()
    write(folder, tmp_path / "fresh")
    assert files(out) == files(tmp_path / "fresh")


def test_a_report_that_no_method_can_bear_is_named_and_takes_no_other_along(tmp_path, monkeypatch):
    folder = reports(tmp_path / "in", range(5))

    def is_ritual(text: str, share: float) -> bool:
        if "1003" in text:
            raise ZeroDivisionError("of all things")
        return False

    monkeypatch.setattr("corpus_tools.scaling.counting.is_ritual", is_ritual)
    manifest = write(folder, tmp_path / "out")
    skipped = read_tables(tmp_path / "out")["skipped"].to_table().to_pylist()
    assert skipped == [{"file": "报告3.txt", "reason": "ZeroDivisionError: of all things"}]
    assert manifest["reports"] == 4


def test_a_method_that_fails_on_one_report_is_named_and_the_report_stays(tmp_path, monkeypatch):
    folder = reports(tmp_path / "in", range(3))
    monkeypatch.setattr("corpus_tools.publishing.findings.indicators", lambda report: 1 / 0)
    assert write(folder, tmp_path / "out")["reports"] == 3
    reasons = read_tables(tmp_path / "out")["skipped"].to_table()["reason"].to_pylist()
    assert reasons == ["indicators: ZeroDivisionError: division by zero"] * 3


@pytest.mark.parametrize("address", ["memory://corpus", "file"])
def test_an_address_gives_the_same_bytes_as_the_path(tmp_path, address):
    folder = reports(tmp_path / "in", range(4))
    write(folder, tmp_path / "out")
    if address == "file":
        address = folder.as_uri()
    else:
        system = fsspec.filesystem("memory")
        for path in folder.iterdir():
            system.pipe(f"/corpus/{path.name}", path.read_bytes())
    write(address, tmp_path / "other")
    assert files(tmp_path / "other") == files(tmp_path / "out")


def test_a_file_of_an_object_store_that_cannot_be_opened_today_is_tried_again_tomorrow(tmp_path, monkeypatch):
    system = fsspec.filesystem("memory")
    for number in range(3):
        system.pipe(f"/weak/报告{number}.txt", report(number).encode())
    opened = type(system)._open

    def refused(self, path, *given, **named):
        if path.endswith("报告1.txt"):
            raise PermissionError(13, "not today")
        return opened(self, path, *given, **named)

    with monkeypatch.context() as today:
        today.setattr(type(system), "_open", refused)
        assert write("memory://weak", tmp_path / "out")["reports"] == 2
        told = read_tables(tmp_path / "out")["skipped"].to_table().to_pylist()
        assert told == [{"file": "报告1.txt", "reason": "cannot be opened (not today)"}]
    assert write("memory://weak", tmp_path / "out")["reports"] == 3


def test_a_file_too_large_is_named(tmp_path, monkeypatch):
    system = fsspec.filesystem("memory")
    system.pipe("/large/a.txt", report(1).encode())
    system.pipe("/large/b.txt", report(2).encode() * 100)
    monkeypatch.setattr("corpus_tools.files.LARGEST_FILE", 10_000)
    write("memory://large", tmp_path / "out")
    assert read_tables(tmp_path / "out")["skipped"].to_table()["file"].to_pylist() == ["b.txt"]


def test_one_file_is_a_corpus_too(tmp_path):
    folder = reports(tmp_path / "in", [1])
    write(folder, tmp_path / "out")
    assert write(folder / "报告1.txt", tmp_path / "one")["reports"] == 1
    assert files(tmp_path / "one") == files(tmp_path / "out")
    fsspec.filesystem("memory").pipe("/alone.txt", report(1).encode())
    assert write("memory://alone.txt", tmp_path / "alone")["reports"] == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_lead_to_files_and_not_in_circles(tmp_path):
    folder = reports(tmp_path / "in", [1])
    (folder / "link.txt").symlink_to(reports(tmp_path / "else", [2]) / "报告2.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to("gone")
    assert write(folder, tmp_path / "out")["reports"] == 2
    assert read_tables(tmp_path / "out")["skipped"].to_table()["file"].to_pylist() == ["nowhere.txt"]


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "fsencode"), reason="names of bytes")
def test_a_name_that_is_no_text_is_a_name(tmp_path):
    folder = reports(tmp_path / "in", [1])
    try:
        (folder / os.fsdecode(b"\xff.txt")).write_text(report(2), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert write(folder, tmp_path / "out")["reports"] == 2
    names = read_tables(tmp_path / "out")["reports"].to_table()["report"].to_pylist()
    assert sorted(names) == ["\\udcff.txt", "报告1.txt"]


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path, monkeypatch):
    folder = reports(tmp_path / "in", [1])
    reports(folder / "closed", [2])
    listed = partitions.LocalFileSystem.ls

    def refused(self, path, **how):
        if path.endswith("closed"):
            raise PermissionError(13, "closed to you", path)
        return listed(self, path, **how)

    monkeypatch.setattr(partitions.LocalFileSystem, "ls", refused)
    assert write(folder, tmp_path / "out")["reports"] == 1
    rows = read_tables(tmp_path / "out")["skipped"].to_table().to_pylist()
    assert rows == [{"file": "closed", "reason": "cannot be looked into (closed to you)"}]


def test_columns_and_rows_are_chosen_before_they_are_loaded(made):
    found = read_tables(made[1])["indicators"]
    some = found.to_table(columns=["report", "value"], filter=ds.field("value") == 1004)
    assert some.to_pylist() == [{"report": "报告4.txt", "value": 1004.0}]
    assert sum(batch.num_rows for batch in found.to_batches(columns=["unit"])) == found.count_rows()


def test_tables_that_are_not_whole_are_not_read(made, tmp_path):
    with pytest.raises(ValueError, match="run `tables --parquet` again"):
        read_tables(tmp_path)
    out = shutil.copytree(made[1], tmp_path / "out")
    hurt = sorted((out / "sentences").glob("*.parquet"))[0]
    data = bytearray(hurt.read_bytes())
    data[len(data) // 3] ^= 1
    hurt.write_bytes(data)
    read_tables(out)
    with pytest.raises(ValueError, match="was changed after it was written"):
        read_tables(out, verify=True)
    with pytest.raises(OSError):
        read_tables(out)["sentences"].to_table()
    hurt.write_bytes(data[:-1])
    with pytest.raises(ValueError, match="was changed after it was written"):
        read_tables(out)
    hurt.unlink()
    with pytest.raises(ValueError, match="was changed after it was written"):
        read_tables(out)


def test_the_schema_is_that_of_the_manifest_and_of_every_file(made):
    for name, dataset in read_tables(made[1], verify=True).items():
        assert all(pa.parquet.read_schema(path).equals(dataset.schema) for path in dataset.files), name
        assert dataset.schema.names == made[2]["tables"][name]["columns"]
        assert dataset.count_rows() == made[2]["tables"][name]["rows"]
    told = read_tables(made[1])["data_dictionary"].to_table().to_pandas()
    columns = {(name, column) for name, table in made[2]["tables"].items() for column in table["columns"]}
    assert set(zip(told["table"], told["column"], strict=True)) == columns


def test_a_column_of_no_known_type_is_an_error():
    with pytest.raises(KeyError, match="unheard_of"):
        parquet.schema(["report", "unheard_of"])
    assert TYPES["value"] == pa.float64() and TYPES["report"] == pa.string()


def test_half_a_character_does_not_stop_a_table():
    frame = pd.DataFrame({"text": ["半\ud800个", None]}, dtype=object)
    assert parquet.arrow(frame)["text"].to_pylist() == ["半?个", None]


def test_a_worker_that_does_not_see_the_folders_says_so(tmp_path):
    folder = reports(tmp_path / "in", [1])
    part = next(partitions.partitions(str(folder), "v"))
    with pytest.raises(FileNotFoundError, match="every worker sees"):
        read(part, str(tmp_path / "elsewhere"))
    (tmp_path / "out" / WORK).mkdir(parents=True)
    with pytest.raises(FileNotFoundError, match="every worker must see"):
        read(part._replace(folder=str(tmp_path / "gone")), str(tmp_path / "out"))


def test_a_worker_with_another_version_is_refused():
    with pytest.raises(RuntimeError, match="another version"):
        done("not this one", len, ("a",))
    with engine(ONE) as each:
        assert list(each([(len, ("ab",)), (len, ("c",))])) == [2, 1]


def test_files_that_change_while_they_are_read_are_noticed(tmp_path):
    folder = reports(tmp_path / "in", [1])
    sample = partitions.Partition("", str(folder), (partitions.Source("报告1.txt", ""),))
    with pytest.raises(RuntimeError, match="changed while"):
        topics.fit(str(tmp_path), sample, ("报告2.txt",), code_version())


def test_the_command_names_the_manifest_and_what_was_skipped(made, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("corpus_tools.__main__.NAMED", 2)
    command = ["tables", str(made[0]), "--parquet", "--cores", "1", "--out", str(tmp_path / "out"), "--json"]
    assert main(command) == 3
    out, err = capsys.readouterr()
    assert json.loads(out)["written"] == [str(tmp_path / "out" / "manifest.json")]
    assert len(json.loads(out)["skipped"]) == 2 and "2 more, see the table skipped" in err
    assert files(tmp_path / "out") == files(made[1])
    few = ["tables", str(reports(tmp_path / "in", [1])), "--parquet", "--cores", "1", "--out", str(tmp_path / "o")]
    assert main(few) == 0
    tables = {path.parent.name for path in (tmp_path / "o").glob("*/*.parquet")}
    assert f"全部 {len(tables)} 张表" in capsys.readouterr().out


def test_nothing_to_read_is_an_error_in_one_line(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    assert main(["tables", str(tmp_path / "in"), "--parquet", "--out", str(tmp_path / "out"), "--cores", "1"]) == 1
    assert "no report could be read" in capsys.readouterr().err
    (tmp_path / "in" / "空.txt").write_text("")
    assert main(["tables", str(tmp_path / "in"), "--parquet", "--out", str(tmp_path / "out"), "--cores", "1"]) == 1
    assert not (tmp_path / "out" / "manifest.json").exists()
    assert main(["tables", "memory://nothing/here", "--parquet", "--out", str(tmp_path / "out"), "--cores", "1"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["x"], "one folder, here are 2"),
        (["--baseline", "."], "does not support --baseline"),
        (["--cores", "-1"], "not a number of cores"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(tmp_path, capsys, more, why):
    with pytest.raises(SystemExit) as ended:
        main(["tables", str(tmp_path), *more, "--parquet", "--out", str(tmp_path / "out")])
    assert ended.value.code == 2 and why in capsys.readouterr().err
