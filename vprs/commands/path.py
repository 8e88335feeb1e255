"""The way to an opinion, as `vprs explain --to substantial` gives it: for a person, or as JSON for programs.

Takes a request and the level wanted, prints. Long work shows its progress on standard error.
"""

from __future__ import annotations

from vprs.commands.loading import judge
from vprs.commands.options import Request
from vprs.commands.printing import print_bytes, print_lines
from vprs.commands.progress import progress


def give_path(request: Request, wanted: str, form: str) -> None:
    """Prints the way of every pack to the level wanted."""
    from vprs.pathway import path_lines, path_to

    assessment = judge(request)
    with progress() as say:
        paths = [path_to(assessment, pack, wanted, say=say) for pack in assessment.packs]
    if form == "json":
        from vprs.report.path_json import render

        print_bytes(render(paths, assessment))
        return
    for number, path in enumerate(paths):
        if number:
            print_lines([""])
        print_lines(path_lines(path, assessment))
