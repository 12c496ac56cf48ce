"""The pictures of the READMEs, from the pages in a folder: `make pictures` after `make pages`; needs Chromium."""

import base64
import io
import sys
from pathlib import Path

from browser import Browser
from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
TALL = 860
PLACES = {  # page -> what stands at the top of its picture
    "index": "body", "01_corpus": "body", "02_keywords": "figure", "03_topics": "figure", "04_summaries": "h3",
    "05_indicators": "body", "06_compare": "body",
}  # fmt: skip


def picture(browser: Browser, path: Path, selector: str, name: str, width: int = 1280) -> Path:
    """The part of a page that begins a little above the first element of the selector, as a small PNG."""
    browser.open(path, width=width)
    top = browser.run(f"document.querySelector({selector!r}).getBoundingClientRect().top + scrollY")
    clip = {"x": 0, "y": max(0, top - 90), "width": width, "height": TALL, "scale": 1}
    shot = browser.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
    image = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
    few = image.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)  # the red of bullets among them
    few.save(FOLDER / f"{name}.png", optimize=True)
    return FOLDER / f"{name}.png"


def main(pages: Path) -> None:
    """All pictures of the pages in a folder."""
    reader = sorted((pages / "reader").glob("*.html"))[0]
    with Browser() as browser:
        made = [picture(browser, pages / f"{name}.html", place, name) for name, place in PLACES.items()]
        made.append(picture(browser, reader, ".body mark", "reader"))
        made.append(picture(browser, pages / "index.html", "body", "telephone", 390))
    for path in made:
        print(f"{path.stat().st_size:>7} {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
