"""report.html: the whole assessment on one page with filters, in one self-contained file that opens without a network.

Takes a ReportView, gives bytes. The page may run its one script and use its one style sheet, both named by their
digest, and may fetch nothing; without the script everything can be read, and filters are not shown.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from vprs.report.html import environment, ours, style, text_of_file
from vprs.report_view.pieces import ReportView


def render(view: ReportView) -> bytes:
    look, script = f"{style(view)}\n{text_of_file('report.css')}", text_of_file("report.js")
    template = environment().get_template("report.html.jinja")
    text = template.render(view=view, policy=_policy(look, script), style=ours(look), script=ours(script))
    return text.encode("utf-8")


def _policy(look: str, script: str) -> str:
    """Nothing but this style and this script: not even text of evidence that came to stand as markup could run."""
    return (
        f"default-src 'none'; style-src '{_digest(look)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
