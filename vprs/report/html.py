"""A Paper as one self-contained HTML file: no script, pictures within the page, nothing fetched from anywhere.

Takes a Paper, gives bytes. Every text passes through autoescape and `visible`; text that looks like an address stays
text. The page prints on A4 with the classification and the draft line on every page.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from vprs.paper import Block, Paper, visible
from vprs.report.dress import PLAIN, Dress
from vprs.report.inline_svg import titled_svg
from vprs.report.tall import is_tall


def render(paper: Paper, dress: Dress = PLAIN) -> bytes:
    template, style = _template()
    text: str = template.render(paper=paper, style=style, kind=_kind, is_tall=is_tall, pictures=dress.pictures)
    return text.encode("utf-8")


def _kind(block: Block) -> str:
    return type(block).__name__


@cache
def _template() -> tuple[Any, Any]:
    """Imported here because jinja2 is slow to import and most commands write no HTML."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def finalize(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    folder = resources.files("vprs.report")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=finalize
    )
    environment.globals["inline"] = lambda picture, figure: Markup(  # noqa: S704  a picture that we drew
        titled_svg(picture.svg, figure.chart.key, figure.caption, figure.described)
    )
    template = environment.from_string((folder / "paper.html.jinja").read_text("utf-8"))
    return template, Markup((folder / "paper.css").read_text("utf-8"))  # noqa: S704  ours, not anybody's evidence
