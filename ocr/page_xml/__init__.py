"""PAGE-XML of 2019-07-15, PRImA's format for pages of text: written, and read from any version."""

from ocr.page_xml.reading import read_page_xml
from ocr.page_xml.writing import encode_page_xml, write_page_xml

__all__ = ["encode_page_xml", "read_page_xml", "write_page_xml"]
