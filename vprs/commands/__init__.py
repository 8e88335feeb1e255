"""One module per verb of the command line, each with one click command named `command`.

Only this layer prints, exits, reads the clock, the environment or the terminal; it decides nothing about evidence.
"""
