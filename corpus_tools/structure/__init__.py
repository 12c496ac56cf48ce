"""The parts of a report, each found by a module; `corpus_tools.parse` puts them together.

In the order in which a file goes through them:

- lines: `lines` (with their form for patterns), `wrapped` (broken lines joined), `apart` (glued lines divided);
- above and around the body: `head_lines` and `titles` (the head), `furniture` (what is not the body);
- the body: `headings` (by form), `captions`, `body` (the part of each line), `leads` (headings inside paragraphs),
  `outline` (levels), `blocks` (sections), `anatomy` (all of these at once);
- facts: `dates`, `places`, `own_places`, `body_names`, `organs`, `metadata` (all of these at once);
- afterwards: `glossary`, `torn` (paragraphs cut off), `unlike` (no work report?), `shingles` and `doubles` (twins).
"""
