"""Notebooks and rows → pages and data files; `corpus_tools.pages` makes the folder.

`execute` runs notebooks in `kernels`, which `warm` prepares; `export` makes pages of them. `findings` go to `index`
(with `highlights`), `reader` and `report_file`; `data_tables` become `data_files`. `options` and `terminal` serve the
command line.
"""

import sys

# jsonschema, which nbformat imports, would spend a second on a grammar of web addresses that no notebook needs
sys.modules.setdefault("rfc3987_syntax", None)
