"""Where the Marxists' Internet Archive keeps a page, and the way from there to its indexes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from tei.article import Article
from tei.batch import Batch
from tei.bibliography import title_of
from tei.byline import divide_name
from tei.metadata import Series

_ROOT = PurePosixPath("history/etol/newspape")
_SMALL_WORDS = frozenset((
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "it", "its", "of", "on", "or",
    "that", "the", "their", "this", "to", "was", "we", "what", "who", "why", "will", "with",
))  # fmt: skip


def archive_path(article: Article, batch: Batch) -> PurePosixPath:
    """Name the page's file as the archive does: "history/etol/newspape/militant/vol06/no29/weber.htm".

    It is called after the first author's surname or the first telling word of the headline, so two
    articles of an issue can come to the same path.
    """
    label = article.label
    folder = _ROOT / _slug(batch.edition.series.id)
    if label.volume is not None:
        folder /= f"vol{label.volume:02d}"
    elif label.date:
        folder /= f"{label.date.year:04d}"
    if label.issue:
        folder /= f"no{_slug(label.issue).zfill(2)}"
    return folder / f"{_file_name(article, batch)}.htm"


def link_indexes(path: PurePosixPath, series: Series) -> tuple[tuple[str, str], ...]:
    """Words and relative address of the indexes above a page, the nearest first."""
    steps = len(path.parts) - len(_ROOT.parts) - 2
    names = (f"{series.title} Index", "Newspaper Index", "Encyclopedia of Trotskyism")
    return tuple((name, f"{'../' * (steps + up)}index.htm") for up, name in enumerate(names))


def link_style(path: PurePosixPath) -> str:
    """Relative address of the archive's style sheet."""
    return f"{'../' * (len(path.parts) - 1)}css/works.css"


def _file_name(article: Article, batch: Batch) -> str:
    if article.authors:
        _, family = divide_name(article.authors[0]) or ("", article.authors[0].split()[-1])
        return _slug(family) or "article"
    words = [_slug(word) for word in title_of(article, batch).split()]
    found = [word for word in words if word]
    telling = [word for word in found if len(word) > 2 and word[0].isalpha() and word not in _SMALL_WORDS]
    return (telling or found or ["article"])[0][:20]


def _slug(text: str) -> str:
    """The text in small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9-]+", "", plain).strip("-")
