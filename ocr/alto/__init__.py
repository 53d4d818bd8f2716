"""ALTO 4.4, the Library of Congress's XML for pages of text: written, and read back without loss."""

from ocr.alto.reading import Source, read_alto, read_source
from ocr.alto.writing import write_alto

__all__ = ["Source", "read_alto", "read_source", "write_alto"]
