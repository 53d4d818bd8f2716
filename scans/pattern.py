"""What a file name tells about a newspaper page, by a pattern that a person writes.

A pattern is one of three things:

- `auto`: look for a date, for volume and issue ("v6n29", "vol-6-no-29") and for a page ("p3", "page_3")
  anywhere in the name; the date and the volume also in the name of the folder.
- the name with its changing parts in braces, such as `{series}_{date}_v{volume}n{issue}_p{page}`. Fields are
  series, date, year, month, day, volume, issue and page; `*` stands for any text, and what stands
  in `[ ]` may be missing. Upper and lower case are the same.
- `regex:` and a regular expression with named groups of those names: `regex:(?P<date>.{10})-(?P<page>.+)`.

It is held against the whole name without its suffix. A pattern with "/" takes in as many folders
above the file: `{date}/{page}`. A date is 1933-06-03, 19330603, jun-03-1933 or 3-June-1933.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from scans.dates import DATE, MONTH, parse_date
from scans.errors import SettingsError
from scans.numerals import NUMBER, parse_number
from scans.scan import Label

_FIELDS = {
    "series": r".+?",
    "date": DATE,
    "year": r"\d{4}",
    "month": rf"\d{{1,2}}|{MONTH}",
    "day": r"\d{1,2}",
    "volume": NUMBER,
    "issue": r"\d+(?:-\d+)?",
    "page": rf"\d+[a-z]?|{NUMBER}",
}
_EXAMPLE = "Write it like {series}_{date}_v{volume}n{issue}_p{page}, or use auto"
_REGEX = "regex:"
_AUTO_DATE = re.compile(rf"(?<![\da-z])(?:{DATE})(?!\d)", re.IGNORECASE)
_AUTO_ISSUE = re.compile(
    r"(?<![a-z])v(?:ol(?:ume)?)?[ ._-]*(\d{1,3})[ ,._-]*"
    r"(?:n(?:o|r|umber)?|i(?:ss(?:ue)?)?)[ ._-]*(\d{1,4})(?:-(\d{1,4}))?(?!\d)",
    re.IGNORECASE,
)
_AUTO_PAGE = re.compile(r"(?<![a-z])p(?:g|age)?[ ._-]*(\d{1,4})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `expression` is None for `auto`, `depth` counts folders above the file."""

    expression: re.Pattern[str] | None
    depth: int

    def read(self, path: Path) -> Label | None:
        """What the name of a file tells, or None when it does not fit the pattern."""
        if self.expression is None:
            return _find_label(path)
        parts = (*path.parent.parts[len(path.parent.parts) - self.depth :], path.stem)
        match = self.expression.fullmatch("/".join(parts))
        return None if match is None else _make_label(match.groupdict())


def compile_pattern(pattern: str) -> Pattern:
    """Make a pattern ready for use. Raises SettingsError that says what is wrong with it."""
    if pattern.strip().lower() == "auto":
        return Pattern(None, 0)
    source = pattern.removeprefix(_REGEX) if pattern.startswith(_REGEX) else _translate(pattern)
    try:
        expression = re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise SettingsError("pattern", f'"{pattern}" cannot be understood ({error})', _EXAMPLE) from error
    for field in expression.groupindex:
        _check_field(field)
    if not expression.groupindex:
        raise SettingsError("pattern", f'"{pattern}" has no field, so that it tells nothing', _EXAMPLE)
    return Pattern(expression, pattern.replace("[^/]", "").count("/"))


def _translate(pattern: str) -> str:
    """The regular expression for a pattern in braces."""
    seen: set[str] = set()
    pieces = []
    for piece in re.findall(r"\{[^{}]*\}|.", pattern, re.DOTALL):
        if len(piece) > 1:
            field = piece[1:-1].strip().lower()
            _check_field(field)
            if field in seen:
                raise SettingsError("pattern", f"{{{field}}} stands in it twice", _EXAMPLE)
            seen.add(field)
            pieces.append(f"(?P<{field}>{_FIELDS[field]})")
        elif piece in "{}":
            raise SettingsError("pattern", f'"{pattern}" has a brace without its partner', _EXAMPLE)
        else:
            pieces.append({"*": "[^/]*?", "[": "(?:", "]": ")?"}.get(piece, re.escape(piece)))
    return "".join(pieces)


def _check_field(field: str) -> None:
    if field not in _FIELDS:
        raise SettingsError("pattern", f'knows no field "{field}"', f"Use {', '.join(_FIELDS)}")


def _make_label(fields: dict[str, str | None]) -> Label | None:
    written = fields.get("date") or "-".join(fields.get(part) or "" for part in ("year", "month", "day"))
    when = parse_date(written)
    if when is None and (fields.get("date") or fields.get("day")):
        return None
    page, volume, issue = (fields.get(name) for name in ("page", "volume", "issue"))
    return Label(
        number=page and (page.lstrip("0") or page),
        date=when,
        volume=parse_number(volume or ""),
        issue=issue and strip_zeros(issue),
    )


def strip_zeros(issue: str) -> str:
    """An issue number without leading zeros: "07-08" is "7-8"."""
    return re.sub(r"\b0+(?=\d)", "", issue)


def _find_label(path: Path) -> Label:
    stem, folder = path.stem, path.parent.name
    found_date = _AUTO_DATE.search(stem) or _AUTO_DATE.search(folder)
    found_issue = _AUTO_ISSUE.search(stem) or _AUTO_ISSUE.search(folder)
    pages = _AUTO_PAGE.findall(_AUTO_DATE.sub(" ", stem))
    volume, first, second = found_issue.groups() if found_issue else ("", None, None)
    double = first and second and int(second) == int(first) + 1
    return Label(
        number=str(int(pages[-1])) if pages else None,
        date=parse_date(found_date.group()) if found_date else None,
        volume=parse_number(volume),
        issue=first and strip_zeros(f"{first}-{second}" if double else first),
    )
