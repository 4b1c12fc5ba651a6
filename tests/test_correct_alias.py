"""A person's correction teaches a name: the printed word becomes an alias in the city's own list of units."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ontology.records import Level, Role, UnitKind
from ontology.registry import RegistryError, RegistryUnit, load_registry
from ontology.registry_aliases import Alias, unit_of, with_alias, without_alias
from tests.cli import Ran, run
from tests.returned import COLUMN, change_sheet, correct, ledger_row, store_with_ledgers
from visualize.ledger_renames import renames
from visualize.ledger_return import ReturnedLedger, ReturnedRow, State

PRINTED, OLD, NEW = "市工业和信息化局", "市工信局", "市审计局"
HEAD = "key,name,level,aliases,note\r\n"
ROWS = '530100/市统计局,市统计局,2,市统计|市局统计处,"两行\n的说明"\r\n530100/市审计局,市审计局,2,审计局市级,\r\n530100/市教育局,市教育局,2,,x\r\n'


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with_ledgers(tmp_path_factory.mktemp("stored"))


@pytest.fixture
def folder(stored: Path, tmp_path: Path) -> Path:
    made = Path(shutil.copytree(stored, tmp_path / "work"))
    _write(made, HEAD + ROWS)
    return made


def _write(folder: Path, text: str) -> None:
    (folder / "units.csv").write_bytes(text.encode("utf-8"))


def _units(folder: Path) -> str:
    return (folder / "units.csv").read_bytes().decode("utf-8")


def _renamed(folder: Path, new: str = NEW, old: str = OLD) -> int:
    """Writes `new` over `old` among the responsible units of the first row that names it; answers the row."""
    sheet = load_workbook(folder / "l.xlsx")["台账"]
    places = [place for place in range(2, sheet.max_row + 1) if old in _names(sheet, place)]

    def change(sheet: Any) -> None:
        names = _names(sheet, places[0])
        sheet.cell(places[0], COLUMN["responsible"]).value = "、".join(new if name == old else name for name in names)

    change_sheet(folder, change)
    return places[0]


def _names(sheet: Any, place: int) -> list[str]:
    return str(sheet.cell(place, COLUMN["responsible"]).value or "").split("、")


def _with_list(folder: Path, *more: str) -> Ran:
    return correct(folder, "--alias-to", "units.csv", *more)


def test_the_printed_word_becomes_an_alias_once(folder: Path) -> None:
    place = _renamed(folder)
    ran = _with_list(folder, "--yes")
    assert ran.code == 0, ran.err
    assert f"“{PRINTED}”→{NEW}" in ran.err
    assert _units(folder) == HEAD + ROWS.replace("审计局市级", f"审计局市级|{PRINTED}")
    assert NEW in ledger_row(folder, place)["responsible"].split("、")
    assert not list(folder.glob(".units.csv*"))
    again = _with_list(folder, "--yes")
    assert (again.code, _units(folder).count(PRINTED)) == (0, 1), again.err
    assert "已有别名" in again.out


def test_a_later_reading_follows_the_alias(folder: Path) -> None:
    _renamed(folder)
    assert _with_list(folder, "--yes").code == 0
    assert run("extract", "kunming.txt", "-o", "before.jsonl", folder=folder).code == 0
    assert run("extract", "kunming.txt", "--units", "units.csv", "-o", "after.jsonl", folder=folder).code == 0
    before, after = ((folder / f"{name}.jsonl").read_text(encoding="utf-8") for name in ("before", "after"))
    assert NEW not in before
    assert NEW in after


def test_without_the_option_it_is_said_to_be_possible(folder: Path) -> None:
    _renamed(folder)
    for language, word in (("zh", "以后可以照此读"), ("en", "Later readings can follow")):
        lines = [line for line in correct(folder, "--lang", language).out.splitlines() if "--alias-to" in line]
        assert len(lines) == 1
        assert lines[0].startswith(word)
        assert PRINTED in lines[0]
    assert _units(folder) == HEAD + ROWS


def test_nothing_is_written_before_the_person_agrees(folder: Path) -> None:
    _renamed(folder)
    ran = _with_list(folder)
    assert ran.code == 1
    assert "将在单位名录" in ran.out
    assert _units(folder) == HEAD + ROWS


def test_the_alias_can_follow_when_the_correction_is_kept(folder: Path) -> None:
    _renamed(folder)
    assert correct(folder, "--yes").code == 0
    assert _with_list(folder, "--yes").code == 0
    assert f"审计局市级|{PRINTED}" in _units(folder)


# (whether the alias was taught with the correction, what --undo is given, the list afterwards, a word of what is said)
TAUGHT = HEAD + ROWS.replace("审计局市级", f"审计局市级|{PRINTED}")
UNDONE = [
    (True, ["--alias-to", "units.csv"], HEAD + ROWS, "已从单位名录"), (True, [], TAUGHT, "还留着"), (False, [], HEAD + ROWS, "还留着"),
    (False, ["--alias-to", "units.csv"], HEAD + ROWS, "没有这次修改记下的别名"), (True, ["--alias-to", "no.csv"], TAUGHT, "no.csv"),
]  # fmt: skip


@pytest.mark.parametrize(("is_taught", "more", "expected", "word"), UNDONE)
def test_undoing_takes_the_alias_back_or_says_that_it_stays(
    folder: Path, is_taught: bool, more: list[str], expected: str, word: str
) -> None:
    place = _renamed(folder)
    assert (_with_list(folder, "--yes") if is_taught else correct(folder, "--yes")).code == 0
    undone = run("correct", "--undo", *more, folder=folder)
    is_refused = "no.csv" in more
    assert undone.code == (2 if is_refused else 0), undone.err
    assert word in undone.err
    assert (PRINTED in undone.err) == (word in ("还留着", "已从单位名录"))
    assert _units(folder) == expected
    assert (OLD in ledger_row(folder, place)["responsible"].split("、")) != is_refused


def test_undoing_what_taught_nothing_says_nothing_of_aliases(folder: Path) -> None:
    change_sheet(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["lead"]), "value", NEW))
    assert correct(folder, "--yes").code == 0
    assert "别名" not in run("correct", "--undo", folder=folder).err
    assert run("correct", "--undo", "--alias-to", "units.csv", folder=folder).code == 2


@pytest.mark.parametrize(
    ("text", "new", "said"),
    [
        (HEAD + ROWS.replace("市局统计处", PRINTED), NEW, "市统计局"),
        (HEAD + ROWS.replace("市教育局,2", f"{PRINTED},2"), NEW, PRINTED),
        (HEAD + ROWS, "市民政局", "市民政局"),
        (HEAD + ROWS.replace("530100", "411700"), NEW, "昆明市"),
        ("key,name\n530100/市审计局,市审计局\n", NEW, "aliases"),
        ("name,odd\n市审计局,\n", NEW, "odd"),
    ],
)
def test_what_cannot_be_added_refuses_all_in_one_line(folder: Path, text: str, new: str, said: str) -> None:
    _write(folder, text)
    place = _renamed(folder, new)
    ran = _with_list(folder, "--yes")
    assert ran.code == 2, (ran.out, ran.err)
    assert ran.err.strip().count("\n") == 0
    assert said in ran.err
    assert _units(folder) == text
    assert OLD in ledger_row(folder, place)["responsible"]


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00name"])
def test_a_list_that_cannot_be_read_is_refused(folder: Path, data: bytes | None) -> None:
    (folder / "units.csv").unlink() if data is None else (folder / "units.csv").write_bytes(data)
    _renamed(folder)
    ran = _with_list(folder, "--yes")
    assert (ran.code, ran.err.strip().count("\n")) == (2, 0)


def test_a_unit_without_a_printed_name_teaches_nothing(folder: Path) -> None:
    change_sheet(folder, lambda sheet: setattr(sheet.cell(2, COLUMN["lead"]), "value", NEW))
    ran = _with_list(folder, "--yes")
    assert ran.code == 0, ran.err
    assert "没有可加" in ran.out
    assert _units(folder) == HEAD + ROWS
    assert correct(folder, "--yes").code == 0
    undone = run("correct", "--undo", "--alias-to", "units.csv", folder=folder)
    assert (undone.code, "没有这次修改记下的别名" in undone.err, _units(folder)) == (0, True, HEAD + ROWS)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({"lead": "甲局、乙局"}, {"lead": "甲局、丙局"}, [("lead", "乙局", "丙局")]),
        ({"lead": "甲局、乙局"}, {"lead": "丙局、丁局"}, [("lead", "甲局", "丙局"), ("lead", "乙局", "丁局")]),
        ({"lead": "甲局、乙局"}, {"lead": "丙局"}, []),
        ({"lead": "甲局"}, {"lead": "乙局、丙局"}, []),
        ({"lead": "甲局"}, {"lead": "乙局", "support": "甲局"}, []),
        ({"lead": "甲局", "support": "乙局"}, {"lead": "乙局", "support": "丙局"}, []),
        ({"lead": "甲局、乙局"}, {"lead": "乙局、甲局"}, []),
        ({"lead": "甲局"}, {"lead": ""}, []),
    ],
)
def test_what_took_the_place_of_what(before: dict[str, str], now: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    cells = {role.value: now.get(role.value, "") for role in Role} | {"measure_id": "m"}
    found = renames(ReturnedLedger((ReturnedRow("s", 2, cells, State(before, {}, 1)), ReturnedRow("s", 3, cells, None)), {}))
    assert [(rename.role.value, rename.old, rename.new) for rename in found] == expected


UNIT = RegistryUnit("530100/市审计局", "市审计局", UnitKind.NAMED, Level("2"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,aliases\n市审计局,\n市教育局,a\n", "name,aliases\n市审计局,市审局\n市教育局,a\n"),
        ("\ufeffaliases,name\r\na|b,市审计局", "\ufeffaliases,name\r\na|b|市审局,市审计局"),
        ("key,name,level,aliases\n411700/市审计局,市审计局,2,\n530100/市审计局,市审计局\n", "key,name,level,aliases\n411700/市审计局,市审计局,2,\n530100/市审计局,市审计局,,市审局\n"),
        ('name,note,aliases\n\n市审计局,"一,\n二",\n', 'name,note,aliases\n\n市审计局,"一,\n二",市审局\n'),
    ],
)  # fmt: skip
def test_only_the_row_of_the_unit_changes(text: str, expected: str) -> None:
    assert with_alias(text, "市审局", UNIT, "u.csv") == expected
    assert without_alias(expected, "市审局", UNIT, "u.csv").rstrip(",\n") == text.rstrip(",\n")


@pytest.mark.parametrize(("place", "is_refused"), [("530100", False), ("530000", False), ("530102", False), ("", False), ("411700", True)])
def test_the_list_must_be_of_the_place(tmp_path: Path, place: str, is_refused: bool) -> None:
    (tmp_path / "u.csv").write_text(HEAD + ROWS, encoding="utf-8")
    registry = load_registry([tmp_path / "u.csv"])
    alias = Alias("市审局", ("某局", "市审计局"), place)
    with pytest.raises(RegistryError) if is_refused else nullcontext():
        assert unit_of(alias, registry, "u.csv").name == "市审计局"
