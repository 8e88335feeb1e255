"""The pictures of papers: each chart drawn once, by its key; and the same kept in a file, to be drawn with again.

Takes papers, gives pictures for the renderers, none where nothing can be drawn. A picture is an input of what is
rendered: a paper that was frozen is drawn again with the pictures of that day, whatever is installed by then.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vprs.chart import Chart
from vprs.paper import Figure, Paper

FORMAT = "vprs-pictures/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One chart drawn: bytes of a PNG, text of an SVG that may stand inside a page."""

    png: bytes
    svg: str


Pictures = Mapping[str, Picture]


def pictures_of(papers: Iterable[Paper]) -> Pictures:
    """Key of the chart -> its picture, for every figure; empty where the plotting library is not installed."""
    found: dict[str, Picture] = {}
    for key, chart in charts_of(papers).items():
        from vprs.report.charting import draw_chart

        drawn = draw_chart(chart)
        if drawn is None:
            return {}
        found[key] = Picture(png=drawn[0], svg=drawn[1])
    return found


def charts_of(papers: Iterable[Paper]) -> dict[str, Chart]:
    """Every chart of the papers by its key."""
    figures = [block for paper in papers for block in paper.blocks if isinstance(block, Figure)]
    return {figure.chart.key: figure.chart for figure in figures}


def as_values(pictures: Pictures) -> dict[str, Any]:
    """As plain values for a file."""
    kept = {key: {"png": base64.b64encode(each.png).decode("ascii"), "svg": each.svg} for key, each in pictures.items()}
    return {"format": FORMAT, "pictures": kept}


def from_values(values: Mapping[str, Any]) -> dict[str, Picture]:
    """The pictures again. Raises ValueError where a picture is none."""
    try:
        return {
            key: Picture(png=base64.b64decode(each["png"], validate=True), svg=each["svg"])
            for key, each in values["pictures"].items()
        }
    except (binascii.Error, KeyError, TypeError, AttributeError) as fault:
        raise ValueError(str(fault)) from None
