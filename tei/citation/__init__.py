"""References to newspapers, formed and parsed: "Vol. VI No. 29, 3 June 1933, pp. 1 & 3"."""

from tei.citation.exchange import to_bibtex, to_csl_json
from tei.citation.pages import PageRange, format_pages, page_numbers, page_runs, parse_pages
from tei.citation.parsing import parse_citation
from tei.citation.reference import Citation, cite
from tei.citation.style import STYLES, format_citation

__all__ = [
    "STYLES",
    "Citation",
    "PageRange",
    "cite",
    "format_citation",
    "format_pages",
    "page_numbers",
    "page_runs",
    "parse_citation",
    "parse_pages",
    "to_bibtex",
    "to_csl_json",
]
