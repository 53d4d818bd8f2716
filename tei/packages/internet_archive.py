"""The spreadsheet from which the Internet Archive's own tool uploads: `ia upload --spreadsheet=FILE`.

Source: https://archive.org/developers/internetarchive/cli.html#bulk-uploading
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from tei.packages.issue import Issue, PackageFile

_COLUMNS = ("identifier", "file", "mediatype", "title", "date", "publisher", "language", "volume", "issue")
_RIGHTS = "licenseurl"


def encode_spreadsheet(issue: Issue, files: Sequence[PackageFile]) -> str:
    """A row for each file, the first with what is known of the issue; CSV in UTF-8 with a header."""
    series, label = issue.batch.edition.series, issue.label
    licences = [licence.target for licence in issue.batch.edition.licences if licence.scope == "edition"]
    facts = {
        "mediatype": "texts",
        "title": issue.title,
        "date": label.date.isoformat() if label.date else "",
        "publisher": series.publisher,
        "language": series.language,
        "volume": str(label.volume) if label.volume is not None else "",
        "issue": label.issue or "",
        _RIGHTS: licences[0] if licences else "",
    }
    written = io.StringIO()
    table = csv.DictWriter(written, (*_COLUMNS, _RIGHTS), restval="", lineterminator="\n")
    table.writeheader()
    identifier = re.sub(r"[^A-Za-z0-9._-]", "-", issue.name)[:100]
    for position, file in enumerate(files):
        row = {"identifier": identifier, "file": str(file.path)}
        table.writerow(row | facts if position == 0 else row)
    return written.getvalue()
