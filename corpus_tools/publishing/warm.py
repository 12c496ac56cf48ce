"""Everything the notebooks import or load first (dictionaries, word lists, the font), loaded once before forking."""

from corpus_tools import topics  # noqa: F401
from corpus_tools.parse import parse
from corpus_tools.plots import ranked_bars, use_house_style
from corpus_tools.publishing.findings import found
from corpus_tools.store import using
from corpus_tools.vectorize import doc_term
from corpus_tools.views import change, compare, corpus, ledger, summaries  # noqa: F401
from corpus_tools.views import keywords as keyword_views  # noqa: F401
from corpus_tools.views import topics as topic_views  # noqa: F401

SAMPLE = [
    "某市政协常务委员会工作报告",
    "——2024年1月9日在政协某市第十四届委员会第三次会议上",
    "一、2023年工作回顾",
    "全年征集提案775件，立案433件，办复率100%，同比增长8.1%。組織委員開展調研12次，形成報告9篇。",
    "二、2024年工作安排",
    "围绕乡村振兴、养老服务、营商环境协商议政，推动“有事好商量”平台建设，完成提案办理500件左右。",
]

use_house_style()
with using("off"):  # what is remembered loads nothing
    found([parse(SAMPLE, "sample.txt")])
doc_term(SAMPLE)  # scikit-learn alone takes as long to import as most notebooks to run
ranked_bars(["提案"], [1], "提案").png()
