"""vprs: violence prevention and reduction assurance from a folder of evidence.

Takes requirements written as YAML rules and an organisation's evidence, gives a gap analysis and a board
assurance statement. Importing this package does nothing but name its version.
"""

__version__ = "0.1.0"
