"""Places and their codes: full and short names, and no wrong code."""

from __future__ import annotations

import pytest

from ontology.places import find_place, province_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("驻马店市", "411700"), ("驻马店", "411700"), ("河南省", "410000"), ("昆明市", "530100"), ("红河州", "532500"),
        ("红河哈尼族彝族自治州", "532500"), ("驿城区", "411702"), ("湖北省", "420000"), ("广西", "450000"), ("内蒙古自治区", "150000"),
        ("恩施州", "422800"), ("重庆市", "500000"), ("吉林省", "220000"), ("吉林市", "220200"), ("南通市", "320600"),
        ("香港特别行政区", "810000"), ("台湾省", "710000"), ("仙桃市", "429004"), ("恩施市", "422801"),
    ],
)  # fmt: skip
def test_code(name: str, code: str) -> None:
    place = find_place(name)
    assert place is not None
    assert place.code == code


@pytest.mark.parametrize("name", ["鼓楼区", "无此市", "", "市", "高新区"])
def test_no_wrong_code(name: str) -> None:
    assert find_place(name) is None


def test_province() -> None:
    place = find_place("驻马店市")
    assert place is not None
    province = province_of(place)
    assert province is not None
    assert province.name == "河南省"
