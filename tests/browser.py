"""A small client of Chromium: open a page with the network off, and see what it asks for, says and looks like."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
import websocket

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--mute-audio",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--hide-scrollbars",
    "--lang=zh-CN",
]


def chromium() -> str:
    """The path of Chromium. Without one the test is skipped, or fails where REQUIRE_BROWSER is set."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("no Chromium on this machine, but REQUIRE_BROWSER is set")
    if path is None:
        pytest.skip("no Chromium on this machine (apt install chromium; or set CHROMIUM to its path)")
    return path


class Browser:
    """A Chromium of its own with an empty profile; use it in a `with` statement."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="browser-")
        words = [chromium(), *FLAGS, f"--user-data-dir={self.folder}", "about:blank"]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.number, self.events, self.session = 0, [], None
        port, address = self._address()
        self.socket = websocket.create_connection(f"ws://127.0.0.1:{port}{address}", timeout=60)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(self, *_):
        try:
            self.session = None
            self.call("Browser.close")
            self.socket.close()
            self.process.wait(20)
        finally:
            self.process.kill()
            self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _address(self) -> tuple[str, str]:
        told = Path(self.folder) / "DevToolsActivePort"
        for _ in range(600):
            if told.exists() and len(lines := told.read_text().split()) == 2:
                return lines[0], lines[1]
            time.sleep(0.05)
        raise TimeoutError("Chromium did not start within 30 s")

    def call(self, method: str, **parameters):
        """What Chromium answers to a command; what it tells meanwhile is kept in `events`."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        self.socket.send(json.dumps(message | ({"sessionId": self.session} if self.session else {})))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
            self.events.append(answer)
            if answer.get("method") == "Page.javascriptDialogOpening":
                self.socket.send(json.dumps({"id": 0, "method": "Page.handleJavaScriptDialog",
                                             "params": {"accept": True}, "sessionId": self.session}))  # fmt: skip

    def run(self, script: str):
        """The value of a JavaScript expression on the page."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, script: str, seconds: float = 30):
        """The value of the expression as soon as it is true."""
        end = time.monotonic() + seconds
        while not (value := self.run(script)):
            assert time.monotonic() < end, f"not true after {seconds} s: {script}"
            time.sleep(0.1)
        return value

    def click(self, element: str) -> None:
        """Click with the mouse on the element that the expression names, as soon as it is there."""
        box = self.wait(f"(e => e && e.getBoundingClientRect().width && e.getBoundingClientRect().toJSON())({element})")
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "button": "left", "clickCount": 1}
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, **at)

    def open(self, address: str | Path, *, width: int = 1280, dark: bool = False, media: str = "") -> None:
        """Open a page at this width; what was told before is forgotten."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.call("Emulation.setEmulatedMedia", media=media, features=scheme)
        self.events.clear()
        self.call("Page.navigate", url=Path(address).resolve().as_uri() if isinstance(address, Path) else address)
        self.wait("document.readyState === 'complete'")

    def told(self, method: str) -> list[dict]:
        """What Chromium told of this kind since the page was opened."""
        self.run("1")
        return [event["params"] for event in self.events if event.get("method") == method]

    def requests(self) -> list[str]:
        """The addresses the page asked for, but for itself and pictures inside it."""
        asked = [told["request"]["url"] for told in self.told("Network.requestWillBeSent")]
        return [url for url in asked[1:] if not url.startswith("data:")]

    def messages(self) -> list[str]:
        """What the page said to the console: errors, warnings, refusals; and dialogs it opened."""
        said = [str(told["args"]) for told in self.told("Runtime.consoleAPICalled")]
        said += [told["entry"]["text"] for told in self.told("Log.entryAdded")]
        said += [str(told["exceptionDetails"]) for told in self.told("Runtime.exceptionThrown")]
        return said + ["dialog: " + told["message"] for told in self.told("Page.javascriptDialogOpening")]

    def picture(self, path: Path, whole: bool = True) -> Path:
        """A screenshot of the whole page."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=whole, **({"clip": clip} if whole else {}))
        path.write_bytes(base64.b64decode(shot["data"]))
        return path

    def pdf(self) -> bytes:
        """The page as it prints on A4."""
        paper = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}
        return base64.b64decode(self.call("Page.printToPDF", printBackground=False, **paper)["data"])
