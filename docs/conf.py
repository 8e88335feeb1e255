"""How Sphinx builds the documentation: `make docs`. Everything that a page needs is in the built folder.

The reference is written from the code when it is built: a line `<!-- vprs: NAME -->` of a page is replaced by what
`docs.generate` has of that name.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.generate import filled
from vprs import __version__

project = "vprs"
author = "the vprs project"
copyright = ""  # noqa: A001  Sphinx's name; the licence is in the checkout
release = __version__
language = "en_GB"

extensions = ["myst_parser"]
exclude_patterns = ["_build", "generate"]
myst_heading_anchors = 3
smartquotes = False  # two hyphens are an option, not a dash
suppress_warnings = ["misc.highlighting_failure"]  # blocks of mixed output have no language

html_theme = "furo"
html_title = f"vprs {release}"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["vprs.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_search_summary = False  # a browser may not read other pages from a file share
html_permalinks_icon = "#"
html_last_updated_fmt = None
html_theme_options = {"footer_icons": [], "navigation_with_keys": True}


# The notes' own list is read as it stands in the checkout too, where this would be in the way.
ALL_NOTES = """
```{toctree}
:hidden:
:glob:

[0-9]*
```
"""


def _fill(_app: Sphinx, name: str, content: list[str]) -> None:
    content[0] = filled(content[0]) + (ALL_NOTES if name == "decisions/README" else "")


def setup(app: Sphinx) -> None:
    """Sphinx calls this first."""
    app.connect("source-read", _fill)
