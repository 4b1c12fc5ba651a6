"""Running text: who is made answerable, in which role, and who is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.clean import clean
from extract.naming import Setting
from extract.prose import read_prose
from extract.unit_grammar import find_names
from ontology.registry import Registry

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "prose.toml").read_text(encoding="utf-8"))["case"]
SETTING = Setting("市", "驻马店", "411700", Registry())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_prose(case: dict[str, Any]) -> None:
    text = clean(case["text"]).text
    said, _ = read_prose(text, find_names(text, SETTING, []))
    assert {entry.mention.printed: entry.role.value for entry in said} == {key: role for key, role in case.items() if key != "text"}


@pytest.mark.parametrize(
    ("printed", "roles"),
    [
        ("市商务局负责落实相关政策；对城市更新给予行业指导，配合市规划局推动评价。", {("市商务局", "responsible"), ("市商务局", "support")}),
        ("市住建局负责城市管理；牵头落实建设标准；督促相关权属单位落实更新改造。", {
            ("市住建局", "responsible"), ("市住建局", "lead"), ("市住建局", "supervise"), ("相关权属单位", "responsible"),
        }),
        ("市规划局负责规划土地管理工作，牵头推进土地供应。", {("市规划局", "responsible"), ("市规划局", "lead")}),
        ("市发改委负责项目审批；市财政局负责资金；督促各单位落实。", {
            ("市发改委", "responsible"), ("市财政局", "responsible"), ("市财政局", "supervise"), ("各单位", "responsible"),
        }),
        ("市市场监管局负责组织、指导全市信用修复工作，负责平台维护。", {("市市场监管局", "lead")}),
    ],
)  # fmt: skip
def test_several_roles_of_one_unit(printed: str, roles: set[tuple[str, str]]) -> None:
    text = clean(printed).text
    said, _ = read_prose(text, find_names(text, SETTING, []))
    assert {(entry.mention.printed, entry.role.value) for entry in said} == roles
