"""What a run asks of the system: no network, no shell, no other program, no pickle, whatever a report says."""

import json
import subprocess
import sys

from hostile import OTHER, REPORT

# every event that the interpreter announces to an audit hook (PEP 578), but for opening files and importing
WATCHED = """
import json, sys
from collections import Counter
seen, refused = Counter(), (
    "socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request", "http.client.connect", "ftplib.connect",
    "smtplib.connect", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "subprocess.Popen", "pty.spawn",
    "pickle.find_class", "webbrowser.open",
)
def hook(event, arguments):
    if event in refused:
        seen[event] += 1
        raise RuntimeError(f"{event} {arguments!r}")
from corpus_tools.__main__ import main
sys.addaudithook(hook)
codes = [main([command, sys.argv[1], "--out", sys.argv[2] + "/" + command]) for command in ("tables", "parse")]
for code in sys.argv[3:]:
    try:
        exec(code)
    except RuntimeError:
        pass
print("\\n" + json.dumps([codes, seen]))
"""


def watched(tmp_path, *code):
    """The exit codes of `tables` and `parse` on a hostile folder, and how often what was refused was asked."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "$(touch x) `id`.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "reports" / "b.html").write_text(f"<img src='http://127.0.0.1/x'><p>{OTHER}</p>", encoding="utf-8")
    words = [sys.executable, "-c", WATCHED, str(tmp_path / "reports"), str(tmp_path / "out"), *code]
    run = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(run.stdout.splitlines()[-1])


def test_a_run_asks_for_no_network_no_program_and_no_pickle(tmp_path):
    assert watched(tmp_path) == [[0, 0], {}]


def test_the_watch_sees_what_it_should(tmp_path):
    codes = {
        "socket.getaddrinfo": "import socket; socket.getaddrinfo('localhost', 80)",
        "os.system": "import os; os.system('true')",
        "pickle.find_class": "import pickle, pathlib; pickle.loads(pickle.dumps(pathlib.Path))",
    }
    assert watched(tmp_path, *codes.values())[1] == dict.fromkeys(codes, 1)
