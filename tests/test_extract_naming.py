"""One name for one unit, whatever form is printed; a unit that no registry knows keeps its name and is marked so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extract.naming import Setting, name_unit
from extract.unit_grammar import find_names
from ontology.records import Level, UnitKind
from ontology.registry import Registry

NAMES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "cases" / "names.toml").read_text(encoding="utf-8"))
SETTING = Setting("市", "驻马店", "411700", Registry())


@pytest.mark.parametrize(("name", "printed"), [(name, printed) for name, forms in NAMES.items() for printed in forms])
def test_one_name(name: str, printed: str) -> None:
    unit = name_unit(printed, SETTING)
    assert unit.name == name
    assert unit.is_known
    assert unit.key == f"{'410000' if name.startswith('省') else '411700'}/{name}"


@pytest.mark.parametrize(
    ("printed", "level", "code", "key"),
    [
        ("省财政厅", "市", "320600", "320000/省财政厅"), ("市财政局", "县", "411728", "411700/市财政局"),
        ("市财政局", "区", "500112", "500000/市财政局"), ("县财政局", "县", "411728", "411728/县财政局"), ("省财政厅", "市", "", "-/省财政厅"),
    ],
)  # fmt: skip
def test_a_unit_is_of_the_place_of_its_level(printed: str, level: str, code: str, key: str) -> None:
    assert name_unit(printed, Setting(level, "", code, Registry())).key == key


@pytest.mark.parametrize(
    ("printed", "kind", "level"),
    [
        ("市财政局", UnitKind.NAMED, Level.CITY_UNIT),
        ("市政府", UnitKind.NAMED, Level.CITY),
        ("省财政厅", UnitKind.NAMED, Level.PROVINCE),
        ("驿城区人民政府", UnitKind.NAMED, Level.COUNTY),
        ("各县区", UnitKind.CLASS, Level.COUNTY),
        ("发改部门", UnitKind.GENERIC, None),
        ("有关部门", UnitKind.CLASS, None),
        ("供电企业", UnitKind.COMPANY, None),
        ("乡镇（街道）", UnitKind.CLASS, Level.TOWNSHIP),
        ("村（社区）", UnitKind.CLASS, Level.VILLAGE),
        ("市棚户区改造领导小组", UnitKind.BODY, Level.CITY_UNIT),
    ],
)
def test_kind_and_level(printed: str, kind: UnitKind, level: Level | None) -> None:
    unit = name_unit(printed, SETTING)
    assert (unit.kind, unit.level) == (kind, level)


def test_the_level_of_a_list_holds() -> None:
    assert name_unit("商务局", SETTING, level="省").name == "省商务厅"
    assert name_unit("供气", SETTING, head="企业").name == "供气企业"


def test_an_unknown_unit_is_read_and_marked() -> None:
    unit = name_unit("市滇池管理局", SETTING)
    assert unit.name == "市滇池管理局"
    assert not unit.is_known


def test_a_class_gives_no_level_to_the_next_list() -> None:
    lists = find_names("各县市区教育行政部门会同公安、民政等部门完成摸排。", SETTING, [])
    assert [mention.unit.name for names in lists for mention in names.mentions] == ["各县区教育部门", "公安部门", "民政部门"]


@pytest.mark.parametrize(
    ("level", "printed", "name", "rank"),
    [
        ("市", "发展改革委", "市发改委", Level.CITY_UNIT), ("市", "林草局", "市林业局", Level.CITY_UNIT), ("市", "财政部", "财政部", Level.STATE),
        ("市", "国家林草局", "国家林草局", Level.STATE), ("市", "最高人民法院", "最高人民法院", Level.STATE),
        ("国家", "发展改革委", "国家发展改革委", Level.STATE), ("国家", "国家发展和改革委员会", "国家发展改革委", Level.STATE),
        ("国家", "人民银行", "人民银行", Level.STATE), ("国家", "国家市场监督管理总局", "市场监管总局", Level.STATE),
        ("国家", "中央宣传部", "中央宣传部", Level.STATE),
    ],
)  # fmt: skip
def test_organs_of_the_state(level: str, printed: str, name: str, rank: Level) -> None:
    unit = name_unit(printed, Setting(level, "", "411700" if level == "市" else "", Registry()))
    assert (unit.name, unit.level, unit.is_known) == (name, rank, True)
