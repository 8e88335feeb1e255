"""A Paper as one self-contained HTML file: no script, pictures within the page, nothing fetched from anywhere.

Takes a Paper, gives bytes. Every text passes through autoescape and `visible`; text that looks like an address stays
text. The page prints on A4 with the classification and the draft line on every page.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Protocol

from vprs.paper import Block, Figure, Paper, visible
from vprs.report.dress import PLAIN, Dress
from vprs.report.inline_svg import titled_svg
from vprs.report.pictures import Picture
from vprs.report.tall import is_tall

if TYPE_CHECKING:
    from jinja2 import Environment


class Printed(Protocol):
    """What the boxes in the margins of every printed page say, and how the page lies."""

    @property
    def classification(self) -> str: ...
    @property
    def draft(self) -> bool: ...
    @property
    def draft_line(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def landscape(self) -> bool: ...


def render(paper: Paper, dress: Dress = PLAIN) -> bytes:
    template = environment().get_template("paper.html.jinja")
    return template.render(paper=paper, style=ours(style(paper)), pictures=dress.pictures).encode("utf-8")


def style(page: Printed) -> str:
    """The style sheet of every page, and the boxes in the margins of this one."""
    boxes = environment().get_template("page.css.jinja").render(paper=page)
    return f"{text_of_file('paper.css')}\n{boxes}"


def ours(text: str) -> Any:
    """Text that the template takes as it is: only ever a file of this package, never anybody's evidence."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704


@cache
def text_of_file(name: str) -> str:
    """The text of a file beside this module; line ends are as on any machine."""
    return (resources.files("vprs.report") / name).read_text("utf-8")


@cache
def environment() -> Environment:
    """Imported here because jinja2 is slow to import and most commands write no HTML."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    made = Environment(
        loader=FunctionLoader(text_of_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    made.globals.update(kind=_kind, is_tall=is_tall, inline=_inline)
    return made


def _kind(block: Block) -> str:
    return type(block).__name__


def _inline(picture: Picture, figure: Figure) -> Any:
    return ours(titled_svg(picture.svg, figure.chart.key, figure.caption, figure.described))
