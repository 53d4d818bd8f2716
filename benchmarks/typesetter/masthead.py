"""The top of a page: masthead and date line on the first, running head and folio on the others."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.typesetter.forme import PlacedLine
from benchmarks.typesetter.manuscript import Paper
from benchmarks.typesetter.setting import SetLine, SetWord
from benchmarks.typesetter.style import House, Style
from ocr.page import BBox, RegionKind
from tei.article import BlockKind

Top = tuple[list[PlacedLine], list[BBox], float]


def set_masthead(paper: Paper, house: House, left: float, top: float, width: float) -> Top:
    """Title, motto, and the line with volume, date and price between two rules.

    Returns: the lines, the rules, and the y where the stories begin; pixels.
    """
    lines: list[PlacedLine] = []
    title = _fit(paper.title, Style(10, 10, "bold", squeeze=0.86), width * 0.94, house)
    y = top + house.pixels(title.size * 0.75)
    lines.append(_spread((paper.title,), title, house, left, y, width, RegionKind.MASTHEAD))
    motto = Style(house.body * 1.15, house.body * 1.3, "italic")
    y += house.pixels(motto.size * 1.9)
    lines.append(_spread((paper.motto,), motto, house, left, y, width, RegionKind.MASTHEAD))
    rules = [_bar(left, y + house.pixels(6), width, house.pixels(0.7))]
    y += house.pixels(9 + house.body)
    ends = f"VOLUME {_roman(paper.volume)}, No. {paper.number}", f"PRICE {paper.price.upper()}"
    middle = f"{paper.place.upper()}, {_day(paper)}    [Whole No. {paper.whole}]"
    data = _shrink((ends[0], middle, ends[1]), Style(house.body, house.body, "bold"), width, house)
    lines.append(_spread((ends[0], middle, ends[1]), data, house, left, y, width, RegionKind.MASTHEAD))
    y += house.pixels(4)
    rules.append(_bar(left, y, width, house.pixels(2.2)))
    return lines, rules, y + house.pixels(9)


def set_running_head(paper: Paper, house: House, left: float, top: float, width: float, folio: str) -> Top:
    """Date, title and page number over a rule; as `set_masthead`."""
    words = (_day(paper), paper.title, f"PAGE {folio}")
    style = _shrink(words, Style(house.body, house.body, "bold"), width, house)
    y = top + house.pixels(house.body)
    line = _spread(words, style, house, left, y, width, RegionKind.FURNITURE)
    rule = _bar(left, y + house.pixels(4), width, house.pixels(1))
    return [line], [rule], y + house.pixels(10)


def _spread(
    parts: tuple[str, ...], style: Style, house: House, left: float, y: float, width: float, kind: RegionKind
) -> PlacedLine:
    """One part in the middle, or three parts: flush left, centred, flush right."""
    font = house.font(style)
    places = (0.5,) if len(parts) == 1 else (0.0, 0.5, 1.0)
    words: list[SetWord] = []
    for part, place in zip(parts, places, strict=True):
        x = (width - font.getlength(part) * style.squeeze) * place
        words.extend(_words(part, x, style, house))
    block = BlockKind.FURNITURE
    return PlacedLine(SetLine(tuple(words), style, block, "", 0, style.leading), left, y, kind.value, kind)


def _words(part: str, x: float, style: Style, house: House) -> list[SetWord]:
    font = house.font(style)
    words: list[SetWord] = []
    for token in part.split(" "):
        if token:
            words.append(SetWord(token, x, italic=False))
        x += font.getlength(f"{token} ") * style.squeeze
    return words


def _fit(text: str, style: Style, width: float, house: House) -> Style:
    """The style in the size that fills a width."""
    length = house.font(style).getlength(text) * style.squeeze
    return replace(style, size=style.size * width / length)


def _shrink(parts: tuple[str, ...], style: Style, width: float, house: House) -> Style:
    """The style, smaller where the parts would not stand side by side."""
    length = sum(house.font(style).getlength(part) for part in parts)
    return replace(style, size=style.size * min(1, 0.8 * width / length))


def _bar(left: float, y: float, width: float, weight: float) -> BBox:
    return BBox(round(left), round(y), round(left + width), round(y) + max(1, round(weight)))


def _day(paper: Paper) -> str:
    return f"{paper.date:%A, %B} {paper.date.day}, {paper.date.year}".upper()


def _roman(number: int) -> str:
    """Roman numerals below forty, enough for a young newspaper's volumes."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]
