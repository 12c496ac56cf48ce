"""Documents of other office programs → Word or Excel documents, by LibreOffice if it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 120


def installed() -> str | None:
    """Where LibreOffice is; None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """`data` as a document of kind `to`; ValueError if LibreOffice is not there or cannot read it."""
    program = installed()
    if program is None:
        raise ValueError(f"{suffix} needs LibreOffice, which is not installed; install it, or save the file as .{to}")
    with tempfile.TemporaryDirectory(prefix="corpus_tools_") as folder:
        source = Path(folder, f"document.{suffix}")
        source.write_bytes(data)
        # a profile of its own: another LibreOffice that is open would refuse to work, and macros stay off
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo"]
        command += ["--convert-to", to, "--outdir", str(Path(folder, "out")), str(source)]
        _run(command, folder)
        made = Path(folder, "out", f"document.{to}")
        if not made.is_file():
            raise ValueError(
                f"LibreOffice cannot read it; open it in the program it was made with and save it as .{to}"
            )
        return made.read_bytes()


def _run(command: list[str], folder: str) -> None:
    """Run `command`, with all it starts, for a limited time."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=folder, start_new_session=True, **quiet)
    try:
        process.wait(_SECONDS)
    except BaseException as error:  # also when the user stops the run: nothing may stay behind
        os.killpg(process.pid, signal.SIGKILL)  # soffice is a script that starts the real one
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        raise ValueError(f"LibreOffice did not finish it in {_SECONDS} s; save it as .docx or .txt") from None
