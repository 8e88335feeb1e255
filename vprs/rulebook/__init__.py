"""Rule packs: a folder of YAML files becomes a `Pack`.

Takes folders and pack names, gives packs whose every word has been checked, or all problems at once. It knows nothing
of evidence beyond the names of its fields, and never judges.
"""

from vprs.rulebook.folders import built_in_folder, find_packs, locate
from vprs.rulebook.pack import read_pack, read_packs

__all__ = ["built_in_folder", "find_packs", "locate", "read_pack", "read_packs"]
