"""The zip file: the same bytes from the same files, whenever and wherever it is made.

Takes path -> content, gives bytes. Names sorted, one fixed day, one way of packing.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

DAY = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16


def zipped(files: Mapping[str, bytes], root: str) -> bytes:
    """A zip file with everything below the folder `root`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{root}/{name}", DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, PLAIN_FILE, 3
            archive.writestr(entry, files[name])
    return stream.getvalue()
