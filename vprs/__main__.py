"""`python -m vprs`: the same as the command `vprs`, for machines where scripts are not on the path."""

import sys

from vprs.commands.main import run

if __name__ == "__main__":
    sys.exit(run())
