"""`python -m vprs`: the same as the command `vprs`, for machines where scripts are not on the path."""

import sys

if __name__ == "__main__":
    try:
        from vprs.commands.entry import run

        sys.exit(run())
    except KeyboardInterrupt:  # while even that was being imported
        sys.exit(130)
