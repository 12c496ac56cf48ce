"""A folder of hostile and broken files, read in one run under a memory limit: each is read or named, none stops it."""

import json
import os
import subprocess
import sys

import pytest
from bombs import bombs, broken, readable
from hostile import OTHER

from corpus_tools.files import shown
from corpus_tools.structure.unlike import UNLIKE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits, pipes and such names are not to be had on Windows")

MEMORY = 2 << 30  # bytes of address space
LIMITED = """
import ctypes, resource, sys
if sys.platform == "linux":  # the superuser too may read only what permissions say
    ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
from corpus_tools.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What `parse --json` says of the folder: exit code, the names of what was written, what was skipped."""
    folder, out = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("out")
    for name, data in {**bombs(), **readable(), **broken()}.items():
        (folder / name).write_bytes(data)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "outside").symlink_to("/usr")
    (folder / ".hidden.txt").write_text(OTHER, encoding="utf-8")
    (folder / "closed.txt").write_text(OTHER, encoding="utf-8")
    (folder / "closed.txt").chmod(0)
    (folder / "closed").mkdir(mode=0)
    os.mkfifo(folder / "pipe.txt")
    (folder / "many").mkdir()
    for n in range(10_000):
        (folder / "many" / f"{n}.txt").write_text(str(n), encoding="utf-8")
    words = [sys.executable, "-c", LIMITED, str(MEMORY), "parse", str(folder), "--out", str(out), "--json"]
    run = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    said = json.loads(run.stdout)
    (folder / "closed").chmod(0o700)
    return folder, run.returncode, sorted(p.name for p in out.iterdir()), said["skipped"], run.stderr


def test_the_run_ends_well_and_every_file_is_read_or_named_with_a_reason(told):
    folder, code, written, skipped, stderr = told
    assert code == 3
    assert "Traceback" not in stderr
    known = {*written, *(row["path"] for row in skipped)}
    for path in folder.rglob("[!.]*"):
        assert path.is_dir() or {f"{shown(path.stem)}.json", f"{path.stem}_evil.json", str(path)} & known, path
    assert all(row["reason"] for row in skipped)


def test_what_holds_a_report_is_read(told):
    _, _, written, skipped, _ = told
    names = {f"/{name}" for name in readable()}
    assert [row for row in skipped if row["path"].endswith(tuple(names))] == []
    assert len(written) == len(names) + 1  # two in the archive


def test_bombs_and_noise_are_named_and_nothing_leaves_the_folder(told):
    folder, _, _, skipped, _ = told
    named = {row["path"].removeprefix(f"{folder}/").split("/")[0] for row in skipped}
    assert set(bombs()) | set(broken()) | {"loop.txt", "pipe.txt", "outside", "closed.txt", "closed"} <= named
    assert not [name for *_, names in os.walk(folder.parent) for name in names if name in ("evil.txt", "absolute.txt")]


def test_names_are_escaped_on_the_terminal(told):
    stderr = told[4]
    assert "\u202e" not in stderr
    *lines, last = stderr.splitlines()
    assert all(line.startswith("skipped: ") or UNLIKE in line for line in lines)
    assert last.startswith("not read: 1, ")
