"""Pieces of WordprocessingML that body, header and footer share: runs, fields, captions that Word numbers, pictures.

Takes texts and numbers, gives XML as text. Text only ever passes through `visible` and an escape.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from xml.sax.saxutils import escape  # only writes, parses nothing

from vprs.paper import Run, visible

EMU_PER_TWIP = 635
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A picture in the package: the id of its relationship, width and height in EMU."""

    ident: str
    width: int
    height: int


def run_xml(run: Run) -> str:
    """One run; what XML cannot hold has been made visible, the rest is escaped."""
    marks = ("<w:b/>" if run.strong else "") if not run.mono else '<w:rStyle w:val="Place"/>'
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    text = _breakable(visible(run.text)) if run.mono else visible(run.text)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _breakable(text: str) -> str:
    """A long path or digest may break after a slash, before its line or every 16 digits; the marks have no width."""
    if len(text) == 64 and text.isalnum():
        return "\u200b".join(text[start : start + 16] for start in range(0, 64, 16))
    return text.replace("/", "/\u200b").replace(":", ":\u200b")


def in_attribute(text: str) -> str:
    return escape(visible(text), {'"': "&quot;"})


def field_xml(instruction: str, shown: str) -> str:
    """A field that Word fills in; `shown` stands in it until then."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")]
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{marks[0]}{code}{marks[1]}<w:r><w:t>{shown}</w:t></w:r>{marks[2]}"


def caption_xml(label: str, text: str, captions: Counter[str]) -> str:
    """`Table 3: ...`, numbered by a field, so that Word can list tables and figures and renumber them."""
    captions[label] += 1
    number = field_xml(f"SEQ {label} \\* ARABIC", str(captions[label]))
    style = "Caption" if label == "Table" else "FigureCaption"
    inner = f"{run_xml(Run(text=f'{label} '))}{number}{run_xml(Run(text=f': {text}'))}"
    keep = "<w:keepNext/>" if label == "Table" else ""  # said here too: a template's own style may not keep it
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{inner}</w:p>'


def drawing_xml(placed: Placed, number: int, name: str, described: str, most: int) -> str:
    """A picture in the line of text, made smaller where it is wider than `most` twips."""
    width = min(placed.width, most * EMU_PER_TWIP)
    height = placed.height * width // placed.width
    title, told = in_attribute(name), in_attribute(described)
    known = f'id="{number}" name="Figure {number}" title="{title}" descr="{told}"'
    place = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {known}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {known}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{_LINKED}" r:embed="{placed.ident}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm>{place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
