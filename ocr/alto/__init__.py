"""ALTO 4.4, the Library of Congress's XML for pages of text: written, and read back without loss."""

from ocr.alto.reading import read_alto
from ocr.alto.writing import write_alto

__all__ = ["read_alto", "write_alto"]
