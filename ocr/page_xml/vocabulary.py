"""Names that the writer and the reader of PAGE-XML share."""

from ocr.page import RegionKind

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"

TYPES = {
    RegionKind.TEXT: "paragraph",
    RegionKind.HEADLINE: "heading",
    RegionKind.MASTHEAD: "other",
    RegionKind.CAPTION: "caption",
    RegionKind.ADVERTISEMENT: "other",
    RegionKind.FURNITURE: "header",
}
"""`TextRegion/@type` for the kinds that are text."""

ELEMENTS = {
    RegionKind.PICTURE: "ImageRegion",
    RegionKind.TABLE: "TableRegion",
    RegionKind.RULE: "SeparatorRegion",
}
"""Elements for the kinds that are not, where they hold no lines."""

KINDS = {
    "ImageRegion": RegionKind.PICTURE,
    "GraphicRegion": RegionKind.PICTURE,
    "LineDrawingRegion": RegionKind.PICTURE,
    "ChartRegion": RegionKind.PICTURE,
    "TableRegion": RegionKind.TABLE,
    "SeparatorRegion": RegionKind.RULE,
    "AdvertRegion": RegionKind.ADVERTISEMENT,
}
"""What a region is by its element."""

TEXT_KINDS = {
    "heading": RegionKind.HEADLINE,
    "caption": RegionKind.CAPTION,
    "header": RegionKind.FURNITURE,
    "footer": RegionKind.FURNITURE,
    "page-number": RegionKind.FURNITURE,
}
"""What a TextRegion is by its type; else text."""

HYPHENATED = "hyphenated {}"
"""`TextLine/@custom` of a line that ends inside a word."""

DIGEST = "sha256"
IDENTIFIER = "page"
POSITION = "image-page"
"""MetadataItems of type "other": digest of the image's file, the page's id, its place in the file."""

OUTSIDE, UNREAD = "letters outside regions", "letters in no word"
"""MetadataItems of type "other" that hold the shares of `Ink`."""

VERSION = "version"
"""Type of the label of a processing step that holds the software's version."""
