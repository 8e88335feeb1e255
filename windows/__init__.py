"""One folder for Windows that needs no Python: what goes into it, how it is laid out, checked and packed.

`make windows-zip` runs it. It takes wheels and, where somebody has it, the embeddable interpreter; it downloads wheels
alone, from wherever pip is set up to take them. Never a self-extracting file.
"""
