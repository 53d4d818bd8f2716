"""References for readers' reference managers: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re

from tei.byline import divide_name
from tei.citation.pages import join_pages
from tei.citation.reference import Citation

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def to_csl_json(citation: Citation, key: str) -> str:
    """The reference as a CSL-JSON list of one item of type "article-newspaper", with a final line end.

    Source: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
    """
    item = {
        "id": key,
        "type": "article-newspaper",
        "title": citation.article,
        "author": [_name(author) for author in citation.authors],
        "container-title": citation.title,
        "publisher-place": citation.place,
        "volume": str(citation.volume) if citation.volume is not None else "",
        "issue": citation.issue or "",
        "section": citation.supplement,
        "issued": _issued(citation),
        "page": join_pages(citation.pages, ", ", dash="-"),
        "note": f"Whole No. {citation.whole}" if citation.whole is not None else "",
    }
    return (
        json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)
        + "\n"
    )


def to_bibtex(citation: Citation, key: str) -> str:
    """The reference as one BibTeX @article entry in UTF-8, every value escaped, with a final line end.

    A key keeps only ASCII letters, digits, dots, hyphens and underscores.
    """
    fields = {
        "author": " and ".join(map(_write_name, citation.authors)),
        "title": _braced(citation.article),
        "journal": _escape(citation.title),
        "address": _escape(citation.place),
        "volume": str(citation.volume) if citation.volume is not None else "",
        "number": _escape((citation.issue or "").replace("-", "--")),
        "date": citation.when,
        "year": citation.when[:4],
        "pages": _escape(join_pages(citation.pages, ", ", dash="--")),
        "note": _escape(_note(citation)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@article{{{re.sub('[^A-Za-z0-9._-]', '', key) or 'article'},\n{''.join(lines)}}}\n"


def _name(author: str) -> dict[str, str]:
    """A person's name in its parts, so that readers can sort by it; anything else as it is."""
    parts = divide_name(author)
    return {"family": parts[1], "given": parts[0]} if parts else {"literal": author}


def _write_name(author: str) -> str:
    parts = divide_name(author)
    return f"{_escape(parts[1])}, {_escape(parts[0])}" if parts else f"{{{_escape(author)}}}"


def _issued(citation: Citation) -> dict[str, object]:
    if citation.dated and not citation.date:
        return {"literal": citation.dated}
    return {"date-parts": [[int(part) for part in citation.when.split("-")]]} if citation.when else {}


def _note(citation: Citation) -> str:
    whole = f"Whole No. {citation.whole}" if citation.whole is not None else ""
    return ", ".join(filter(None, (whole, citation.supplement, citation.dated)))


def _braced(title: str) -> str:
    """A title in braces, so that styles keep its capitals."""
    return f"{{{_escape(title)}}}" if title else ""


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in re.sub(r"\s+", " ", text))
