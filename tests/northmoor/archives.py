"""Office files that are the same bytes each time they are made.

Takes the bytes of a zip archive, gives the same archive with one date on every member: Word and Excel files carry the
time of their making, which would change their digest although no word in them had changed.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def stilled(archive: bytes, day: datetime) -> bytes:
    """The archive as if every part of it had been written on `day`."""
    stamp = rb"\g<1>" + day.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, day.timetuple()[:6])
            new.writestr(member, _MODIFIED.sub(stamp, old.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()
