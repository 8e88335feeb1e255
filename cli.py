"""Launcher for a checkout: `python cli.py assess ...` does what the installed command `vprs assess ...` does."""

import sys

if __name__ == "__main__":
    try:
        from vprs.commands.entry import run

        sys.exit(run())
    except KeyboardInterrupt:  # while even that was being imported
        sys.exit(130)
