"""Names that the writer and the reader of ALTO share."""

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"

DIGEST = "sha256"
"""`fileIdentifierLocation` of the hex digest of the scan's file."""

PAGE_PREFIX = "page."
"""Goes before the scan's id in `Page/@ID`, so that it can never equal the id of a region or a word."""

KIND_PREFIX = "kind."
"""Goes before a region's kind in the id of its StructureTag."""

ALTERNATIVE_PURPOSE = "confidence "
"""Goes before an alternative's confidence in `ALTERNATIVE/@PURPOSE`."""

INK = "letters not read"
"""Description of the processing step whose settings are `Ink`, as in INK_SHARES."""

INK_SHARES = "outside regions {}, in no word {}"
"""The shares, 0 to 1."""

RESOLUTION = "resolution"
"""Description of the first processing step, whose settings are the scan's dpi ("300 dpi")."""
