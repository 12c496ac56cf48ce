#!/usr/bin/env python3
"""Run the project with nothing installed but Python: make a private environment once, then do what is asked.
只要装有 Python 就能运行：第一次自动准备环境，然后照吩咐做。

  python3 run.py pages [FILES OR FOLDERS…] [--out DIR]   make the pages (without files: of seeds/)    生成网页
  python3 run.py tables FILES OR FOLDERS… [--out DIR]    make the data files                          生成数据表
  python3 run.py tables FOLDER --parquet [--out DIR]     very many reports: Parquet, on all cores    海量报告
  python3 run.py parse FILES… [--out DIR]                write what was read as JSON                  写出读到的结构
  python3 run.py lab                                     open JupyterLab on the notebooks             打开笔记本
  python3 run.py test                                    lint and all tests                           运行测试
  python3 run.py clean                                   remove the environment and caches, no pages  清理环境和缓存

`python3 run.py pages --help` tells the options (选项). On Windows (Windows 上): py run.py …
"""

import difflib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
OURS = ENVIRONMENT / "made-by-run.py"  # made first: this folder is ours to remove
STAMP = ENVIRONMENT / "complete"  # made last: the environment is whole
LOG = ROOT / "build" / "install.log"
LAB = """python3 run.py lab [NOTEBOOK] [options of JupyterLab]   open JupyterLab on the notebooks   打开笔记本

  NOTEBOOK           a notebook to begin with, as 00_start.ipynb           先打开哪一个
  --no-browser       do not open a browser; the address is shown           不打开浏览器，只显示网址
  --port=8889        another port                                          换一个端口
  --help-all         all options of JupyterLab                             JupyterLab 的全部选项

Ctrl-C ends it. 按 Ctrl-C 结束。"""
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
HELP = ("-h", "--help", "help")
SUPPORTED = [(3, 11), (3, 12), (3, 13)]
BUILT = ["build", ".cache", ".pytest_cache", ".ruff_cache", ".hypothesis"]  # not pages/: those are the user's


def main():
    """Do what the command line asks; the exit code is that of the command."""
    sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show Chinese gets the English all the same
    command, *rest = sys.argv[1:] or ["--help"]
    commands = {"test": test, "lab": lab, "clean": clean}
    if command in HELP or (command == "lab" and set(rest) & set(HELP)):
        print(LAB if command == "lab" else __doc__.strip())
        return 0
    if command not in ("pages", "tables", "parse", *commands):
        near = difflib.get_close_matches(command, ("pages", "tables", "parse", *commands), 1)
        near += ["pages " + " ".join(sys.argv[1:])] * Path(command).exists()  # reports without a command
        meant = f" did you mean `python3 run.py {near[0]}`? (是不是 {near[0]}？)" if near else ""
        say(f"run.py: there is no command {command!r};{meant} `python3 run.py --help` lists them (没有这个命令)")
        return 2
    if sys.version_info[:2] not in SUPPORTED:
        return with_another_python()
    if command == "clean":
        return clean(rest)
    try:
        install()
    except KeyboardInterrupt:
        say("\nrun.py: stopped; start again and it is done anew (已中断，重新运行即可)")
        return 130
    except (OSError, subprocess.CalledProcessError) as error:
        return explain(error)
    return commands[command](rest) if command in commands else python("-m", "corpus_tools", command, *rest)


def with_another_python():
    """Start again with a Python that the locked packages support, if this machine has one."""
    for major, minor in reversed(SUPPORTED):
        found = shutil.which(f"python{major}.{minor}")
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
            return started([found, str(ROOT / "run.py"), *sys.argv[1:]])
    say(
        f"run.py: Python 3.11, 3.12 or 3.13 is needed, this is {sys.version.split()[0]}. "
        "Install one from python.org or your system's packages and start again with it."
        "（需要 Python 3.11、3.12 或 3.13，请安装后再运行）"
    )
    return 1


def fingerprint():
    """What the environment was made from: another lock, Python or folder makes another environment."""
    lock = (ROOT / "requirements.lock").read_bytes()
    return hashlib.sha256(lock + f"{sys.version}{ENVIRONMENT}".encode()).hexdigest()


def install():
    """Make the private environment, unless it is there and whole."""
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint():
        return
    started = time.monotonic()
    say("Setting up a private environment in .venv (once; one to five minutes, 1 GB) …")
    say("正在准备运行环境（只有第一次需要，一到五分钟，约占 1 GB）……")
    if ENVIRONMENT.exists() and not OURS.exists():
        why = "was not made by run.py: rename it or remove it, then start again（不是 run.py 建的，请改名或移走）"
        raise FileExistsError(f"{ENVIRONMENT} {why}")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    ENVIRONMENT.mkdir()
    OURS.touch()
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log:
        pip = make_environment(log)
        wanted = ["install", "--disable-pip-version-check", "--no-input", "--require-hashes", "-r", "requirements.lock"]
        follow([*pip, *wanted], log)
    for packages in ENVIRONMENT.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"):
        # `import corpus_tools` from anywhere; relative, because a path may hold characters this file's encoding lacks
        (packages / "work_reports.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="ascii")
    STAMP.write_text(fingerprint(), encoding="utf-8")
    say(f"Ready after {time.monotonic() - started:.0f} s. 环境已备好。")


def say(text, end="\n"):
    """Tell the user at once."""
    print(text, end=end, file=sys.stderr, flush=True)


def follow(command, log):
    """Run the installer, its words into the log; show which package it is at (now and then without a terminal)."""
    count = (ROOT / "requirements.lock").read_text(encoding="utf-8").count("==")
    live, at, told = sys.stderr.isatty(), 0, time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", errors="replace") as running:  # fmt: skip
        for line in running.stdout:
            log.write(line)
            if found := re.match(r"Collecting ([\w.-]+)", line):
                at += 1
            last = line.startswith("Installing collected packages")
            if last or (found and (live or time.monotonic() - told > 20)):
                told = time.monotonic()
                doing = "putting all in place, about a minute 正在安装" if last else f"{at} of some {count}: {found[1]}"
                say(f"\r\x1b[K  {doing} …" if live else f"  {doing} …", end="" if live else "\n")
    say("\r\x1b[K" if live else "", end="")
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)


def make_environment(log):
    """Make an empty environment; return the command that is its pip."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:  # Debian without python3-venv: this Python's own pip can fill the environment from outside
        venv.create(ENVIRONMENT, with_pip=False)
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], stdout=log, stderr=log, check=True)
    return [str(PYTHON), "-m", "pip"]


def environment():
    """The variables for our own Python: nothing of the user's Python settings leaks in."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "MPLBACKEND")}
    typed = "py run.py" if os.name == "nt" else "python3 run.py"  # what the help shows
    return {**kept, "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1", "PIP_USER": "0", "PROGRAM_AS_TYPED": typed}


def explain(error):
    """Say why the environment could not be made and what helps; keep the installer's words in the log."""
    if isinstance(error, OSError):
        say(f"run.py: {error}")
        return 1
    said = LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
    say("\n".join(said))
    remedy = (
        "look at the lines above; it needs the network once (a mirror: set PIP_INDEX_URL), then start again "
        "(第一次要联网，可用 PIP_INDEX_URL 指定镜像)"
    )
    if "No module named pip" in "".join(said) or "ensurepip" in "".join(said):
        remedy = (
            "install Python's venv and pip (Debian, Ubuntu: apt install python3-venv python3-pip), then start again "
            "(请先装上 Python 的 venv 和 pip)"
        )
    say(f"run.py: the environment could not be made ({LOG}): {remedy}（环境没有装好，原因见上，排除后重新运行）")
    return 1


def started(command, **given):
    """Run a command; return its exit code. Who ends us ends it; Ctrl-C reaches it too, and it may have to ask."""
    signal.signal(signal.SIGINT, lambda *_: None)
    running = subprocess.Popen(command, **given)
    signal.signal(signal.SIGTERM, lambda *_: running.terminate())
    return running.wait()


def python(*words):
    """Run our own Python with these words; return its exit code."""
    return started([str(PYTHON), "-X", "utf8", *words], env=environment())


def test(rest):
    """Lint, then all tests (or those that are named)."""
    os.chdir(ROOT)
    lint = python("-m", "ruff", "check", ".") or python("-m", "ruff", "format", "--check", ".")
    return lint or python("-m", "pytest", *rest)


def lab(rest):
    """JupyterLab on the notebooks."""
    folder = f"--ServerApp.root_dir={ROOT / 'notebooks'}"
    root = ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []  # in a container one is often root
    print("JupyterLab opens in the browser; Ctrl+C stops it 在浏览器中打开；按 Ctrl+C 停止", flush=True)
    return python("-m", "jupyterlab", folder, "--KernelManager.transport_encryption=auto", *root, *rest)


def clean(rest):
    """Remove what was built, and the environment if it is ours; say what was removed."""
    if rest:
        say("run.py: clean takes no words; it removes .venv and what was built in this folder（clean 后面不带参数）")
        return 2
    for folder in [*BUILT, *([".venv"] if OURS.exists() else [])]:
        if (ROOT / folder).exists():
            shutil.rmtree(ROOT / folder, ignore_errors=True)
            print(f"removed 已删除 {ROOT / folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
