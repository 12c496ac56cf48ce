"""run.py: the bootstrap, tried as a user would, without installing anything."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*words, cwd=ROOT, script=ROOT / "run.py"):
    return subprocess.run(
        [sys.executable, str(script), *words], cwd=cwd, capture_output=True, text=True, encoding="utf-8"
    )


def copied(folder: Path) -> Path:
    """A copy of what run.py needs, in another folder."""
    folder.mkdir()
    for name in ("run.py", "requirements.lock"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder / "run.py"


def test_help_names_every_command():
    shown = run("--help")
    assert shown.returncode == 0
    assert all(f"run.py {command}" in shown.stdout for command in ("pages", "tables", "parse", "lab", "test", "clean"))


def test_help_tells_of_very_many_reports_and_lab_has_a_short_help_of_its_own():
    assert "tables FOLDER --parquet" in run("--help").stdout
    told = run("lab", "--help")
    assert told.returncode == 0 and "--help-all" in told.stdout
    assert len(told.stdout.splitlines()) < 12 and max(map(len, told.stdout.splitlines())) < 100


def test_a_wrong_command_is_named_and_exits_with_2():
    shown = run("page")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "no command 'page'; did you mean `python3 run.py pages`?" in shown.stderr
    assert "did you mean" not in run("打印").stderr


def test_reports_without_a_command_are_answered_with_the_command_for_them(tmp_path):
    assert f"did you mean `python3 run.py pages {tmp_path}`?" in run(str(tmp_path)).stderr


def test_an_environment_that_is_not_ours_is_never_removed(tmp_path):
    script = copied(tmp_path / "工作 报告")
    mine = script.parent / ".venv" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("keep", encoding="utf-8")
    shown = run("pages", script=script)
    assert shown.returncode == 1
    assert "was not made by run.py: rename it" in shown.stderr
    assert mine.read_text(encoding="utf-8") == "keep"
    assert run("clean", script=script).returncode == 0
    assert mine.exists()


def test_an_interrupted_installation_is_told_and_done_again(tmp_path):
    script = copied(tmp_path / "工作 报告")
    half = script.parent / ".venv" / "half.txt"
    half.parent.mkdir()
    (half.parent / "made-by-run.py").touch()
    half.write_text("half", encoding="utf-8")
    (script.parent / "requirements.lock").write_text("no-such-package==0 --hash=sha256:00\n", encoding="utf-8")
    shown = run("pages", script=script)
    assert shown.returncode == 1
    assert "could not be made" in shown.stderr and "then start again" in shown.stderr
    assert not half.exists() and not (half.parent / "complete").exists()


def test_the_lock_pins_every_direct_requirement_with_hashes():
    names = {line.split(">")[0].split("=")[0].strip().lower() for line in lines_of("requirements.txt")}
    pinned = {line.split("==")[0].lower() for line in lines_of("requirements.lock") if "==" in line}
    assert names <= pinned
    blocks = (ROOT / "requirements.lock").read_text(encoding="utf-8").split("\n")
    assert all("--hash=sha256:" in blocks[i + 1] for i, line in enumerate(blocks) if "==" in line and line[0].isalnum())


def lines_of(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_clean_with_a_word_removes_nothing_and_pages_are_never_removed(tmp_path):
    script = copied(tmp_path / "工作 报告")
    page = script.parent / "pages" / "index.html"
    page.parent.mkdir()
    page.touch()
    assert run("clean", "--help", script=script).returncode == 2
    assert run("clean", script=script).returncode == 0
    assert page.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_who_ends_it_ends_what_it_runs():
    runs = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    script = f"import sys, run; run.PYTHON = sys.executable; sys.exit(run.python('-c', {runs!r}))"
    started = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE)
    child = int(started.stdout.readline())
    started.terminate()
    assert started.wait(30)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    started.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_it_waits_for_what_asks_a_question_when_it_is_interrupted():
    asks = "import time\ntry:\n print('on', flush=True); time.sleep(60)\nexcept KeyboardInterrupt:\n exit(7)"
    script = f"import sys, run; run.PYTHON = sys.executable; sys.exit(run.python('-c', {asks!r}))"
    started = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)
    assert started.stdout.readline() == b"on\n"
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(30) == 7
    started.stdout.close()
