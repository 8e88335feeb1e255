"""Launcher for a checkout: `python cli.py assess ...` does what the installed command `vprs assess ...` does."""

import sys

from vprs.commands.main import run

if __name__ == "__main__":
    sys.exit(run())
