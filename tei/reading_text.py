"""The text of our TEI as HTML: headings, paragraphs, notes, corrections, and the line of each word."""

from __future__ import annotations

from lxml.etree import _Element as Element
from markupsafe import Markup, escape

from tei.markup import TEI, local

TAGS = {
    "p": "p",
    "quote": "blockquote",
    "byline": "p",
    "dateline": "p",
    "ab": "p",
    "fw": "p",
    "figure": "figure",
    "hi": "em",
    "w": "span",
    "seg": "span",
    "sic": "span",
    "orig": "span",
    "unclear": "span",
}
"""HTML for the elements that become one element; what is not here becomes its content."""
NOTED = {
    "w": "Misreading of the OCR, put right",
    "seg": "Misreading of the OCR, put right",
    "unclear": "Doubtful reading",
}


class _Page:
    """Writes HTML while it remembers on which printed line it is."""

    def __init__(self) -> None:
        self.zone = ""
        self.out: list[str] = []

    def text(self, text: str | None) -> None:
        if not text:
            return
        if not self.zone or not text.strip():
            self.out.append(str(escape(text)))
        else:
            mark = Markup('<span class="l" data-zone="{}">{}</span>')
            self.out.append(str(mark.format(self.zone, text)))

    def content(self, node: Element) -> None:
        self.text(node.text)
        for child in node:
            self.element(child)
            self.text(child.tail)

    def wrap(self, tag: str, node: Element, **attributes: str) -> None:
        told = "".join(
            f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items() if value
        )
        self.out.append(f"<{tag}{told}>")
        self.content(node)
        self.out.append(f"</{tag}>")

    def element(self, node: Element) -> None:
        name = local(node)
        if name == "lb":
            self.zone = node.get("facs", "#")[1:]
        elif name == "pb":
            self.out.append(str(Markup('<span class="pb">page {}</span>').format(node.get("n") or "?")))
        elif name == "cb":
            pass
        elif name == "pc" and node.get("force") == "weak":
            self.out.append(str(Markup('<span class="hy">{}</span>').format(node.text or "")))
        elif name == "choice":
            self.choice(node)
        elif name == "head":
            self.wrap(_level(node), node)
        elif name == "note":
            tag = "aside" if local(node.getparent()) == "div" else "span"  # type: ignore[arg-type]
            self.wrap(tag, node, class_="note")
        elif name == "div":
            self.wrap("section", node)
        elif name in TAGS:
            kind = f"{name} {node.get('type', '')}".strip()
            title = NOTED.get(name, "") if name != "w" or node.get("cert") else ""
            self.wrap(TAGS[name], node, class_=kind, title=title)
        else:
            self.content(node)

    def choice(self, node: Element) -> None:
        printed, meant = node[0], "".join(map(str, node[1].itertext()))
        what = "Misprint; meant" if local(printed) == "sic" else "Now usually"
        title = f"{what}: {meant or 'nothing'}"
        self.wrap("span", printed, class_=local(printed), title=title, data_zone=self.zone)


def _level(node: Element) -> str:
    parent = node.getparent()
    if parent is not None and local(parent) == "div" and parent.get("type") == "section":
        return "h3"
    return (
        "figcaption"
        if parent is not None and local(parent) == "figure"
        else ("h1" if node.get("type") == "main" else "h2")
    )


def render_text(root: Element) -> Markup:
    """The body of one of our TEI files as safe HTML.

    Each run of words is a `span` with `data-zone`, the xml:id of its line's zone. Everything that comes from
    the file is escaped.
    """
    page = _Page()
    for body in root.iter(f"{{{TEI}}}body"):
        page.content(body)
    return Markup("".join(page.out))  # noqa: S704 (escaped piece by piece)
