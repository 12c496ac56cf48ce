"""How fast files are read, by kind and encoding: run `python -m benchmarks.read`.

The text is that of `seeds/`, repeated; MB are those of the UTF-8 text that comes out.
"""

import io
import tempfile
import time
from pathlib import Path

import docx
import openpyxl

from corpus_tools.files import contents
from corpus_tools.script import aligned, script, simplified

SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = 3


def made(lines: list[str]) -> dict[str, bytes]:
    """Files of several kinds with these lines, by name."""
    text = "\n".join(lines)
    files = {f"{e}.txt": text.encode(e, "replace") for e in ("utf-8", "gb18030", "utf-16", "big5hkscs")}
    files["page.html"] = ("<html><body>" + "".join(f"<p>　　{line}</p>" for line in lines) + "</body></html>").encode()
    document, book = docx.Document(), openpyxl.Workbook()
    for line in lines:
        document.add_paragraph(line)
    book.active.append(["正文"])
    for start in range(0, len(lines), 50):
        book.active.append(["\n".join(lines[start : start + 50])])
    for name, object_ in (("word.docx", document), ("table.xlsx", book)):
        object_.save(buffer := io.BytesIO())
        files[name] = buffer.getvalue()
    return files


def seconds(work, *arguments) -> float:
    """The shortest of some runs."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work(*arguments)
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(SEEDS.glob("*.txt"))]
    lines = [line for text in texts for line in text.splitlines() if line.strip()] * 20
    size = len("\n".join(lines).encode()) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        for name, data in made(lines).items():
            path = Path(folder, name)
            path.write_bytes(data)
            print(f"{name:14} {size / seconds(contents, path):7.1f} MB/s")
    traditional = texts[3] * 60
    for work in (script, simplified, aligned):
        print(f"{work.__name__:14} {len(traditional.encode()) / 1e6 / seconds(work, traditional):7.1f} MB/s")


if __name__ == "__main__":
    main()
