"""The terms a report explains: 名词解释."""

import re

_MEANS = "(?:即|是指|系指|指的是|指)"
_TERM = re.compile(
    r"^[\[(（【]?\d{0,3}[\])）】]?[.．、\s]*[“\"‘《]?(?P<term>[^\s:：。,，;；][^:：。,，;；]{1,29}?)[”\"’》]?\s*"
    rf"(?:[:：]\s*(?:{_MEANS}\s*)?(?:[:：,，]\s*)?|(?:[,，]?{_MEANS}[:：]?|——)\s*)(?P<meaning>\S.+)$"
)


def definition(text: str) -> tuple[str, str] | None:
    """The term that a paragraph of a glossary explains and its meaning; None if it explains none.

    >>> definition("“两地一城”:即新材料高地、康养目的地、生命科学城。")
    ('两地一城', '新材料高地、康养目的地、生命科学城。')
    """
    found = _TERM.match(text)
    if not found or len(found["meaning"]) < 4:
        return None
    term = found["term"].strip('“”"‘’ ')
    return ("“" * (term.count("”") > term.count("“")) + term, found["meaning"])  # “五小”水利工程
