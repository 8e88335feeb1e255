"""An SVG as it may stand inside a page: nothing outside it is named, and no id of it is that of another picture.

Takes the text of an SVG file that we drew and a key, gives the text from `<svg` on. It is for our own pictures: it does
not make anybody else's safe.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape  # only writes, parses nothing

from vprs.paper import visible

_HEAD = re.compile(r".*?(?=<svg\b)", re.DOTALL)
_SHELL = re.compile(r"\s*<metadata>.*?</metadata>|<!--.*?-->|<style\b.*?</style>", re.DOTALL)
_SPACES = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_IDS = re.compile(r'(\bid="|href="#|url\(#)')


def clean_svg(text: str, key: str) -> str:
    """Without declarations, metadata and style sheet; ids begin with `c` and the key."""
    text = _SHELL.sub("", _HEAD.sub("", text, count=1))
    text = _SPACES.sub("", text).replace("xlink:href=", "href=")
    text = _IDS.sub(lambda found: f"{found[0]}c{key}-", text)
    look = '<svg role="img" stroke-linejoin="round" stroke-linecap="butt"'
    return text.replace("<svg", look, 1).strip()


def titled_svg(svg: str, key: str, name: str, described: str) -> str:
    """The same with a name and a description that screen readers say in its place."""
    start, _, rest = svg.partition(">")
    known = f' aria-labelledby="c{key}-name c{key}-described"'
    name, described = (escape(visible(text)) for text in (name, described))
    told = f'<title id="c{key}-name">{name}</title><desc id="c{key}-described">{described}</desc>'
    return f"{start}{known}>{told}{rest}"
