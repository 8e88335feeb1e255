"""The parts of the board assurance statement, one room each; `vprs.statement` puts them in order."""
