"""The notebooks in a real JupyterLab: opened, run from top to bottom, figures and tables look right."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from browser import Browser
from hostile import notebook

from corpus_tools.publishing.kernels import ROOT

pytestmark = pytest.mark.slow

TOKEN = "a-token-for-the-test"
PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
HOSTILE = notebook(
    "# 都是文字",
    f"payloads = {PAYLOADS!r}",
    "from corpus_tools.plots import ranked_bars\nfrom corpus_tools.tables import details, note, stack, table",
    "table([(p, n) for n, p in enumerate(payloads)], header=payloads[:2], caption=payloads[0])",
    "stack(*payloads, *[details(p, note(p)) for p in payloads])",
    "ranked_bars(payloads, range(len(payloads)), payloads[0], payloads[1])",
)
HOSTILE.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {"fetchNews": "false", "checkForUpdates": False},
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab on a copy of the notebooks, with no settings of the user's."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "project" / "notebooks")
    shutil.copytree(ROOT / "seeds", home / "project" / "seeds")
    nbformat.write(HOSTILE, home / "project" / "notebooks" / "hostile.ipynb")
    for name, setting in SETTINGS.items():
        path = home / "config" / "lab" / "user-settings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(setting), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **own, "IPYTHONDIR": str(home / "ipython"), "PYTHONPATH": str(ROOT)}
    words = ["-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1",
             f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={home / 'project'}",
             "--KernelManager.transport_encryption=auto"]  # fmt: skip
    with (home / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, *words], env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address, server):
    for _ in range(240):
        assert server.poll() is None, "JupyterLab ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"{address} did not answer within 120 s")


def run_all(browser, lab, name):
    """Open a notebook and run all its cells."""
    browser.open(f"{lab}/lab/tree/notebooks/{name}.ipynb?token={TOKEN}&reset", width=1400)
    browser.wait("document.querySelectorAll('.jp-Notebook .jp-Cell').length > 5", 120)
    browser.wait("/Idle/.test(document.getElementById('jp-bottom-panel').innerText + document.body.innerText)", 120)
    browser.click("[...document.querySelectorAll('.lm-MenuBar-item')].find(e => /^Run/.test(e.innerText))")
    browser.click("document.querySelector('[data-command=\"runmenu:run-all\"]')")
    prompts = "[...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].map(e => e.innerText)"
    browser.wait(f"{prompts}.length > 3 && {prompts}.every(t => /\\[\\d+\\]/.test(t))", 240)


def test_the_first_notebook_runs_and_looks_right_in_jupyterlab(lab, tmp_path):
    with Browser() as browser:
        run_all(browser, lab, "00_start")
        assert browser.run("document.querySelectorAll('.jp-OutputArea [data-mime-type*=stderr]').length") == 0
        assert browser.run("document.querySelectorAll('.jp-OutputArea-output[data-mime-type*=error]').length") == 0
        image = "document.querySelector('.jp-OutputArea figure.ct-figure img')"
        assert browser.run(f"{image}.complete && {image}.naturalWidth") >= 1150
        assert browser.run(f"{image}.alt").startswith("条形图")
        assert browser.run("document.querySelectorAll('.jp-OutputArea img').length") == 1  # not twice, as HTML and PNG
        cell = "document.querySelector('.jp-OutputArea table.ct-table td:not(.n)')"
        assert browser.run(f"getComputedStyle({cell}).textAlign") in ("left", "start")
        assert browser.run("getComputedStyle(document.querySelector('.jp-OutputArea td.n')).textAlign") == "right"
        summary = "document.querySelector('.jp-OutputArea figure details')"
        browser.run(f"{summary}.querySelector('summary').click()")
        assert browser.run(f"{summary}.open && {summary}.querySelectorAll('tr').length") > 5
        outside = [url for url in browser.requests() if not re.match(rf"{lab}|ws://127|blob:", url)]
        assert outside == []
        if os.environ.get("PICTURES"):
            browser.picture(tmp_path.parent / "lab.png", whole=False)


def test_payloads_in_outputs_are_text_in_jupyterlab(lab):
    with Browser() as browser:
        run_all(browser, lab, "hostile")
        shown = browser.run("[...document.querySelectorAll('.jp-OutputArea')].map(e => e.textContent).join(' ')")
        assert [payload for payload in PAYLOADS if payload not in shown] == []
        assert browser.run("window.got === undefined")
        assert browser.run("document.querySelectorAll('.jp-OutputArea :is(iframe, object, embed, form)').length") == 0
        assert [message for message in browser.messages() if "dialog" in message] == []
