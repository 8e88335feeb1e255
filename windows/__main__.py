"""`python -m windows`: download the wheels, lay out the folder, check it, write the zip file.

Takes the options below; gives exit code 0 where the zip file can be handed on, 1 where only the interpreter is lacking,
2 where it cannot be made. What it could not do it says, last and plainly.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from vprs import __version__
from windows.embed import PYTHONS, Embedded, read_embedded
from windows.faults import CannotPack
from windows.folder import LONGEST, ROOT, laid_out
from windows.imports import import_faults, start_faults
from windows.wheels import PLATFORM, Wheel, missing, read_wheels
from windows.zipping import zipped

CHECKOUT = Path(__file__).resolve().parent.parent
RECIPE = """\
Not done: there is no Python in this zip file, so it does not run yet. To add it:
  1. From the Python project's downloads page take a release of Python {python} for Windows: the file called
     "Windows embeddable package (64-bit)", python-{python}.N-embed-amd64.zip.
  2. Compare its SHA-256 with the one published beside it.
  3. Run: make windows-zip PYTHON_EMBED=path/to/that.zip PYTHON_EMBED_SHA256=the-digest-published
     (Another version than {python} will do: its number is read from the file, and wheels are taken to fit.)"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        embedded = read_embedded(options.embed, options.sha256) if options.embed else None
        python = embedded.python if embedded else options.python
        wheels = gathered(options.build / "wheels", python, options.extras)
        files = laid_out(wheels, embedded, __version__)
        if faults := import_faults(files) or start_faults(files):
            raise CannotPack(faults)
    except CannotPack as refused:
        print(*refused.faults, sep="\n", file=sys.stderr)
        print("The folder for Windows was not made.", file=sys.stderr)
        return 2
    name = f"vprs-{__version__}-windows{'' if embedded else '-without-python'}.zip"
    content = zipped(files, ROOT)
    (options.build / name).write_bytes(content)
    tell(options.build / name, content, files, wheels, embedded, python)
    return 0 if embedded else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m windows", description="Make one folder for Windows.")
    parser.add_argument("--build", type=Path, default=Path("build/windows"), help="where to work and write")
    parser.add_argument("--embed", type=Path, help="the embeddable interpreter, as the Python project publishes it")
    parser.add_argument("--sha256", default="", help="the digest that is published for it")
    parser.add_argument("--python", choices=PYTHONS, default="3.12", help="which Python, where none is given")
    parser.add_argument("--extras", nargs="*", default=["rich", "charts"], help="extras of vprs to bring along")
    return parser.parse_args(arguments)


def gathered(folder: Path, python: str, extras: Sequence[str]) -> tuple[Wheel, ...]:
    """The wheel of this checkout and every wheel that it needs on Windows, downloaded into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run(
        ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)], "build the wheel of vprs"
    )
    (own,) = folder.glob("vprs-*.whl")
    wanted = [f"{own}[{','.join(extras)}]" if extras else str(own)]
    for _ in range(5):  # what is needed on Windows alone comes in the next round, with needs of its own
        _download(folder, python, wanted)
        wheels = read_wheels(folder, python)
        lacking = missing(wheels, python, {"vprs": extras})
        if not lacking:
            return wheels
        wanted = [str(each).partition(";")[0].strip() for each in lacking]
    raise CannotPack(f"{each} is needed on Windows, and no wheel meets it." for each in lacking)


def _download(folder: Path, python: str, wanted: Sequence[str]) -> None:
    options = ["--platform", PLATFORM, "--python-version", python, "--implementation", "cp", "--only-binary=:all:"]
    _run(["-m", "pip", "--disable-pip-version-check", "download", "--quiet", *options, "--dest", str(folder), *wanted],
         f"download wheels for Python {python} on {PLATFORM}")  # fmt: skip


def _run(words: Sequence[str], what: str) -> None:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        last = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()][-6:]
        raise CannotPack([f"Could not {what}:", *last])


def tell(
    path: Path,
    content: bytes,
    files: Mapping[str, bytes],
    wheels: Sequence[Wheel],
    embedded: Embedded | None,
    python: str,
) -> None:
    longest = max(len(f"{ROOT}/{name}") for name in files)
    print(f"{path}: {len(content):,} bytes, sha256 {sha256(content).hexdigest()}")
    print(f"  {len(files)} files; the longest path has {longest} characters ({LONGEST} is the most)")
    print(f"  {len(wheels)} packages, all wheels for Python {python} on 64-bit Windows, each with its licence text:")
    print(f"    {', '.join(f'{wheel.name} {wheel.version}' for wheel in wheels)}")
    print("  Checked here: names, digests, the machine of every library, that vprs finds what it imports and starts.")
    print("  Not checked here: that it runs, for this is not Windows. Start it there once: vprs --version")
    if embedded is None:
        print(RECIPE.format(python=python))
    else:
        print(f"  Python {python}: the zip file it came in has the sha256 {embedded.digest}")


if __name__ == "__main__":
    sys.exit(main())
