"""Draws charts with matplotlib: the same chart gives the same bytes, by no clock, no window and no font of the machine.

Takes a Chart, gives PNG and SVG. The library is an extra and slow to import, so it is asked for only when a chart is
drawn; where it is not installed nothing is drawn. Every shade has a hatching and every number stands written.
"""

from __future__ import annotations

import io
import logging
import textwrap
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vprs.chart import STACKED, Chart, Series
from vprs.paper import visible
from vprs.report.inline_svg import clean_svg

DOTS_PER_INCH = 160
WIDTH = 6.6  # inches, a little less than an A4 page holds between our margins
INK, LINE = "#212b32", "#66727a"

# tone: shade, hatching. Apart also where printed in black and white, and side by side in any order.
TONES: Mapping[str, tuple[str, str]] = {
    "met": ("#2e7d5b", ""),
    "partly-met": ("#ffe39a", "///"),
    "not-met": ("#f1a9a0", "xxx"),
    "not-assessed": ("#d9d0ee", "|||"),
    "not-applicable": ("#ffffff", ""),
    "first": ("#bcd2ee", ""),
    "second": ("#f3e3b3", "xxx"),
    "third": ("#ffffff", ""),
    "fourth": ("#dfe5e8", "///"),
}


def draw_chart(chart: Chart) -> tuple[bytes, str] | None:
    """PNG and SVG of a chart; None where the library is not installed."""
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)  # of caches and fonts nobody needs to hear
    try:
        import matplotlib as library  # noqa: ICN001  a value here, not a name for all
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties
    except ImportError:
        return None
    ours = {"svg.hashsalt": chart.key, "svg.fonttype": "path", "text.parse_math": False, "hatch.linewidth": 0.7}
    font = Path(library.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
    with warnings.catch_warnings(), library.rc_context():
        warnings.simplefilter("ignore")  # a character that the font lacks is drawn as a box
        library.rcParams.update({**_as_shipped(library), **ours})
        drawing = _Drawing(Figure(dpi=DOTS_PER_INCH), FontProperties(fname=font, size=8.5))
        drawing.draw(chart)
        picture, vector = io.BytesIO(), io.StringIO()
        FigureCanvasAgg(drawing.figure).print_png(picture, metadata={"Software": None})
        drawing.figure.set_dpi(72)
        FigureCanvasSVG(drawing.figure).print_svg(vector, metadata={"Date": None})
    return picture.getvalue(), clean_svg(vector.getvalue(), chart.key)


def _as_shipped(library: Any) -> dict[str, Any]:
    """A matplotlibrc of the machine must not tell in a paper."""
    return {name: value for name, value in library.rcParamsDefault.items() if not name.startswith("backend")}


class _Drawing:
    """One figure while it is drawn. Internal."""

    def __init__(self, figure: Any, font: Any) -> None:
        self.figure, self.font = figure, font

    def draw(self, chart: Chart) -> None:
        rows = len(chart.categories)
        height = 0.36 * rows + 1.05 if chart.kind == STACKED else 2.75
        self.figure.set_size_inches(WIDTH, height)
        left, right = (1.45, 0.3) if chart.kind == STACKED else (0.7, 0.7 if chart.beside else 0.3)
        bottom, top = (0.85, 0.1) if chart.kind == STACKED else (0.85, 0.2)
        box = (left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (bottom + top) / height)
        axes = self.figure.add_axes(box)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        if chart.kind == STACKED:
            self._stacked(axes, chart)
        else:
            self._columns(axes, chart)
        for text in (*axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label, axes.yaxis.label):
            text.set_fontproperties(self.font)
            text.set_color(INK)

    def _stacked(self, axes: Any, chart: Chart) -> None:
        places = range(len(chart.categories))
        ends = [0.0] * len(chart.categories)
        totals = [sum(float(each.values[place] or 0) for each in chart.series) for place in places]
        axes.set_xlim(0, max(totals) * 1.02 or 1)
        drawn = []
        for series in chart.series:
            lengths = [float(value or 0) for value in series.values]
            drawn.append(axes.barh(places, lengths, left=ends, height=0.62, **_look(series)))
            for place, length in enumerate(lengths):
                if length:
                    self._label(axes, ends[place] + length / 2, place, series.values[place], va="center")
            ends = [end + length for end, length in zip(ends, lengths, strict=True)]
        axes.set_yticks(places, [_wrapped(name, 20) for name in chart.categories])
        axes.set_ylim(len(chart.categories) - 0.5, -0.5)
        axes.set_xlabel(_wrapped(chart.axis, 60))
        axes.xaxis.get_major_locator().set_params(integer=True)
        self._legend(drawn, [series.name for series in chart.series])

    def _columns(self, axes: Any, chart: Chart) -> None:
        drawn, many = [], len(chart.series)
        width = 0.62 / many
        highest = max(float(value or 0) for series in chart.series for value in series.values)
        for number, series in enumerate(chart.series):
            at = [place + width * (number - (many - 1) / 2) for place in range(len(chart.categories))]
            heights = [float(value or 0) for value in series.values]
            drawn.append(axes.bar(at, heights, width=width, **_look(series)))
            for x, value, height in zip(at, series.values, heights, strict=True):
                if value and not chart.beside:
                    self._label(axes, x, height, value, va="bottom")
                elif value:  # inside the column, where no line runs through it
                    self._label(axes, x, min(height, highest * 0.04), value, va="bottom")
        axes.set_ylim(0, highest * 1.15 or 1)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.set_xticks(range(len(chart.categories)), [_wrapped(name, 7) for name in chart.categories])
        axes.set_ylabel(_wrapped(chart.axis, 30))
        names = [series.name for series in chart.series]
        if chart.beside:
            drawn.append(self._beside(axes, chart, chart.beside))
            names.append(chart.beside.name)
        self._legend(drawn, names)

    def _beside(self, axes: Any, chart: Chart, rate: Series) -> Any:
        """The rate on an axis from 0 to 100 of its own, drawn over the columns; each new figure is written once."""
        other = axes.twinx()
        other.set_ylim(0, 115)
        other.set_yticks(range(0, 101, 20))
        other.spines["top"].set_visible(False)
        points = [(place, float(value)) for place, value in enumerate(rate.values) if value]
        places, heights = [place for place, _ in points], [height for _, height in points]
        (drawn,) = other.plot(places, heights, color=INK, linestyle="--", marker="D", markersize=4.5, linewidth=1.3)
        before = ""
        for place, height in points:
            if rate.values[place] != before:
                self._label(other, place, height + 4, f"{rate.values[place]}%", va="bottom")
            before = rate.values[place]
        other.set_ylabel(_wrapped(chart.beside_axis, 30))
        for text in (*other.get_yticklabels(), other.yaxis.label):
            text.set_fontproperties(self.font)
            text.set_color(INK)
        return drawn

    def _label(self, axes: Any, x: float, y: float, text: str, *, va: str) -> None:
        ground = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"}
        axes.text(x, y, text, ha="center", va=va, color=INK, fontproperties=self.font, bbox=ground)

    def _legend(self, drawn: list[Any], names: list[str]) -> None:
        self.figure.legend(
            drawn,
            [_wrapped(name, 44) for name in names],
            loc="lower center",
            ncols=min(len(names), 3 if max(map(len, names)) < 24 else 2) if len(names) < 5 else len(names),
            frameon=False,
            prop=self.font,
            handlelength=2.2,
            columnspacing=1.2,
        )


def _look(series: Series) -> dict[str, Any]:
    shade, hatch = TONES[series.tone]
    return {"color": shade, "edgecolor": INK if hatch else LINE, "hatch": hatch, "linewidth": 0.7}


def _wrapped(text: str, most: int) -> str:
    return "\n".join(textwrap.wrap(visible(text), most, break_long_words=len(text) > 60)[:3])
