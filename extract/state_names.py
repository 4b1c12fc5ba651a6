"""The organs of the state: which names are theirs wherever they are printed, and by what one name each is called."""

from __future__ import annotations

from extract.patterns import expression, words
from ontology.registry import Department


def is_of_state(prefix: str, stem: str, department: Department, level: str) -> bool:
    """财政部, 国家林草局 are the state's wherever they are printed; 林草局, 发展改革委 only in a document of the state."""
    of_state = words("naming", "state_words")
    if prefix or stem.startswith(of_state):
        return prefix in of_state or (not prefix and stem.startswith(of_state))
    is_ministry = bool(department.state) or expression("units.highest").match(stem)
    if is_ministry and expression("units.state_alone").search(stem):
        return True
    return level in of_state and department.hierarchy not in ("class", "institution", "company")


def state_name(prefix: str, stem: str, department: Department) -> str:
    """国家林草局, 国家发展改革委, but 财政部, 税务总局, 人民银行: 国家 stands where the name alone could be a city's."""
    if department.hierarchy == "party":
        return prefix + stem
    nations, bare = words("naming", "nation"), stem
    for nation in nations:
        bare = bare.removeprefix(nation)
    bare = department.state if department.state and bare in (*department.forms, department.name, department.state) else bare
    return nations[0] + bare if expression("units.state_doubtful").search(bare) else bare
