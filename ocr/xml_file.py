"""XML and HTML files from strangers, parsed without risk: no entities, no network, no huge trees."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from scans.errors import FormatError

SIZE_LIMIT = 100_000_000
"""Bytes; the fullest newspaper page gives a tenth of it."""


def parse_xml(path: Path, form: str, mend: str, oversize: str) -> etree._Element:
    """The root of an XML file without a document type.

    Args:
        path: the file.
        form: what it should be, for messages: "ALTO".
        mend: what to do about a broken file.
        oversize: what to do about one that is too large.

    Raises:
        FormatError: the file is broken, too large, or has a document type (entities).
        OSError: the file cannot be opened.
    """
    return parse_content(read_content(path, oversize), path, form, mend)


def read_content(path: Path, oversize: str) -> bytes:
    """What is in a file. Raises as `parse_xml` does."""
    if path.stat().st_size > SIZE_LIMIT:
        raise FormatError(path, f"is larger than {SIZE_LIMIT // 1_000_000} MB", oversize)
    return path.read_bytes()


def parse_content(content: bytes, path: Path, form: str, mend: str) -> etree._Element:
    """The same as `parse_xml` for what is in a file."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(path, f"is not well-formed XML, perhaps cut off: {error.msg}", mend) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatError(path, f"declares a document type, which {form} has not", "Remove its <!DOCTYPE …>")
    return root


def parse_html(content: bytes, subject: str | Path, mend: str) -> html.HtmlElement:
    """The root of an HTML page in UTF-8, however broken, without comments and processing instructions.

    Raises:
        FormatError: it holds no HTML, or is nested so deep that the parser would leave words out.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise FormatError(subject, "holds no HTML that can be read", mend) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise FormatError(subject, "has elements in each other hundreds of levels deep", mend)
    return root
