"""The text of our TEI as HTML: headings, paragraphs, notes, corrections, and the line of each word."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element as Element
from markupsafe import Markup, escape

from tei.markup import TEI, local

TAGS = {
    "p": "p",
    "quote": "blockquote",
    "byline": "p",
    "dateline": "p",
    "opener": "div",
    "closer": "div",
    "salute": "p",
    "signed": "p",
    "ab": "p",
    "fw": "p",
    "figure": "figure",
    "table": "table",
    "row": "tr",
    "cell": "td",
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

    def __init__(self, links: Mapping[str, str]) -> None:
        self.links = links
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
            self.turn(node)
        elif name == "cb":
            pass
        elif name == "pc" and node.get("force") == "weak":
            self.out.append(str(Markup('<span class="hy">{}</span>').format(node.text or "")))
        elif name == "choice":
            self.choice(node)
        elif name == "head":
            self.head(node)
        elif name == "note":
            tag = "aside" if local(node.getparent()) == "div" else "span"  # type: ignore[arg-type]
            self.wrap(tag, node, class_="note")
        elif name == "div":
            self.wrap("section", node)
        elif name in TAGS:
            self.named(name, node)
        else:
            self.content(node)

    def named(self, name: str, node: Element) -> None:
        """An element that becomes one of HTML."""
        raised = name == "hi" and node.get("rend") == "superscript"
        kind = f"{name} {node.get('type', '')}".strip()
        title = NOTED.get(name, "") if name != "w" or node.get("cert") else ""
        self.wrap("sup" if raised else TAGS[name], node, class_=kind, title=title)

    def turn(self, node: Element) -> None:
        """A page break, which leads to the page where there is one to look at."""
        named = f"page {node.get('n')}" if node.get("n") else "new page"
        link = self.links.get(node.get("facs", "#")[1:])
        mark = '<a class="pb" href="{0}">{1}</a>' if link else '<span class="pb">{1}</span>'
        self.out.append(str(Markup(mark).format(link, named)))  # noqa: S704 (ours)

    def head(self, node: Element) -> None:
        """A heading; the decks below the main one are paragraphs to an outline."""
        parent, kind = node.getparent(), node.get("type", "")
        within = local(parent) if parent is not None else ""
        if within == "figure":
            self.wrap("figcaption", node)
        elif within == "div" and parent is not None and parent.get("type") == "section":
            self.wrap("h2", node)
        elif kind == "main":
            self.wrap("h1", node)
        else:
            self.wrap("p", node, class_="deck")

    def choice(self, node: Element) -> None:
        """What is printed and what was meant, side by side; the style sheet shows one of them."""
        printed, meant = node[0], node[1]
        text = "".join(map(str, meant.itertext()))
        what = "Misprint; meant" if local(printed) == "sic" else "Now usually"
        title = escape(f"{what}: {text or 'nothing'}")
        self.out.append(f'<span class="{local(printed)}" title="{title}">')
        self.wrap("span", printed, class_="printed")
        self.wrap("span", meant, class_="meant")
        self.out.append("</span>")


def render_text(root: Element, links: Mapping[str, str]) -> Markup:
    """The body of one of our TEI files as safe HTML.

    Each run of words is a `span` with `data-zone`, the xml:id of its line's zone. Page breaks lead where
    `links` says, by the xml:id of the page's surface. Everything that comes from the file is escaped.
    """
    page = _Page(links)
    for body in root.iter(f"{{{TEI}}}body"):
        page.content(body)
    return Markup("".join(page.out))  # noqa: S704 (escaped piece by piece)
