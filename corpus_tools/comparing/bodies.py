"""Reports → the bodies that gave them, a short name for each, and the years of a body in order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from corpus_tools.corpus import official
from corpus_tools.report import Report
from corpus_tools.structure.places import levels

LONGEST_NAME = 18  # characters of a title that stands for a body
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![0-9A-Za-z])")  # no four characters of a hash


def by_year(reports: Iterable[Report]) -> list[Report]:
    """Reports in the order of their years (those without a year last), then of their places, organs and names."""
    return sorted(reports, key=lambda r: (r.year is None, r.year or 0, *official(r), r.name))


def body(report: Report) -> str:
    """The organ of a report under one name: 安徽省政府 for 安徽省人民政府, 安庆市中院, 重庆市江北区政协."""
    return _name(report.organ or "", report.place)


@lru_cache(maxsize=1 << 12)
def _name(organ: str, place: tuple[str, ...]) -> str:
    organ = re.sub(r"第[一二三四五六七八九十百零0-9]+届|常务委员会|常委会|党组|[（(].{0,80}?[)）]", "", organ)
    organ = re.sub("中华人民共和国|人民(?=政府|法院|检察院)|(?<=[中高])级人民法(?=院)", "", organ)
    organ = organ.replace("人民代表大会", "人大")
    if len(place) > 1 and organ.startswith(place[-1]):
        organ = "".join(place[:-1]) + organ
    return organ


def place_names(reports: Iterable[Report]) -> frozenset[str]:
    """The places and bodies of the reports, with and without 省, 市, 区, 县."""
    whole = {p for r in reports for p in r.place} | {r.organ for r in reports if r.organ}
    stems = {p[:-1] for p in whole if len(p) > 2 and p[-1] in "省市区县州盟旗"}
    return frozenset(n for n in whole | stems if len(n) >= 2)


def body_names(reports: Iterable[Report]) -> frozenset[str]:
    """The names by which reports may call their own places and bodies: 青海省人民政府, 青海省政府, 省政府."""
    heads = {(r.organ or "", "".join(r.place[:i])) for r in reports for i in range(len(r.place) + 1)}
    whole = {organ.removeprefix(head) for organ, head in heads}
    return place_names(reports) | whole | {name.replace("人民政府", "政府") for name in whole}


def rank(report: Report) -> str:
    """省级, 市级 or 县级, by the place of the body; "" if it has none."""
    ranks = zip(("县级", "市级", "省级"), reversed(levels(report.place)), strict=True)
    return next((rank for rank, place in ranks if place), "")


def labels(reports: Sequence[Report]) -> list[str]:
    """A unique short name for each report: its body and year, else the start of its title, else its file.

    The body is named by its own place (广安区政协) unless another place has that name. A title or file that contains a
    year gets no second one.
    """
    whole = [_dated(body(r), r) for r in reports]
    own = [_dated(body(r).removeprefix("".join(r.place[:-1])), r) for r in reports]
    names = [w if own.count(o) > 1 == whole.count(w) else o for o, w in zip(own, whole, strict=True)]
    return [n if names.count(n) == 1 else f"{n}（{r.name}）" for n, r in zip(names, reports, strict=True)]


def named(reports: Sequence[Report]) -> list[tuple[str, Report]]:
    """The reports, each behind its short name."""
    return list(zip(labels(reports), reports, strict=True))


def short_names(reports: Sequence[Report]) -> dict[str, str]:
    """`Report.name` → the short name that all pages use."""
    return {report.name: name for name, report in named(reports)}


def _dated(organ: str, report: Report) -> str:
    """An organ, else the title of its report, shortened to what serves as a name, with the year it lacks."""
    title = report.title or report.name
    name = organ or (title if len(title) <= LONGEST_NAME else f"{title[:LONGEST_NAME].rstrip()}…")
    return name if not report.year or (not organ and _YEAR.search(name)) else f"{name} {report.year}"


def with_earlier(reports: Iterable[Report], baseline: Iterable[Report]) -> list[Report]:
    """The reports, and those of the baseline by the same bodies for years they have no report on."""
    reports = list(reports)
    own = {(body(r), r.year) for r in reports}
    bodies = {name for name, _ in own if name}
    return [*reports, *(r for r in baseline if body(r) in bodies and (body(r), r.year) not in own)]


def successive(reports: Iterable[Report], baseline: Iterable[Report] = ()) -> list[tuple[Report, Report]]:
    """The pairs of reports of a body on consecutive years, for every body, in order.

    The earlier one may be from the `baseline`, unless `reports` have one on that year too.
    """
    reports = list(reports)
    own = {(body(r), r.year) for r in reports}
    pairs = (pair for some in by_body(with_earlier(reports, baseline)).values() for pair in pairwise(some))
    return [(a, b) for a, b in pairs if b.year == a.year + 1 and (body(b), b.year) in own]


def by_body(reports: Iterable[Report]) -> dict[str, list[Report]]:
    """The bodies with reports on several years, by name in the order of places, each with its reports by year."""
    bodies = defaultdict(list)
    for report in by_year(r for r in reports if body(r) and r.year is not None):
        bodies[body(report)].append(report)
    ordered = sorted(bodies.items(), key=lambda body: (*official(body[1][0]), body[0]))
    return {name: some for name, some in ordered if some[0].year < some[-1].year}


def several_years(reports: Iterable[Report]) -> list[Report]:
    """The reports of bodies with reports on two or more years, in order."""
    return by_year(report for some in by_body(reports).values() for report in some)


def same_years(reports: Iterable[Report]) -> list[Report]:
    """The largest set of reports in which all bodies cover the same years, in order.

    If each body had its own years, a line over time would only show which bodies come and go.
    """
    bodies = by_body(reports)
    own = {name: {r.year for r in some} for name, some in bodies.items()}
    best = max(own.values(), key=lambda y: (len(y) * sum(y <= o for o in own.values()), max(y)), default=set())
    return by_year(r for name, some in bodies.items() if best <= own[name] for r in some if r.year in best)
