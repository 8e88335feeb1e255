"""The file of an organisation's own Word template: its name, how large it may be, what to do where it will not serve.

Takes nothing and imports nothing: most runs only ask whether it is there.
"""

from __future__ import annotations

TEMPLATE = "board-template.docx"
MOST_BYTES = 10_000_000
AGAIN = "Save it in Word once more as a Word document (.docx) without macros or a password, or take it away."
