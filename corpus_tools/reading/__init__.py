"""Files of every kind → lines of text (`text`); `corpus_tools.files` picks the module by `kinds`.

- characters: `encodings`, `scraped` and `spaced` (what scrapers and recognition leave behind), `markdown`;
- web pages: `webpages`, `page_facts` (title, date, source), `stylesheets` (what is hidden), `scripted` (in scripts);
- documents: `word` with `numbering`, `word97`, `rich` (RTF), `opened` (ODT, EPUB), `parts` (of zipped documents),
  `office` (conversion by LibreOffice);
- pages of places without paragraphs (PDF, OFD, pictures): `printed`, `columns`, `layout`, `footnotes`;
- many reports in a file: `archives`, `worksheets`, `objects` (JSON), `fields` (columns with names);
- `reasons`: every message in Chinese.
"""
