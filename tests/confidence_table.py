"""Measures `extract/confidence.toml` on the gold: `python -m tests.confidence_table` writes it anew.

The share of right rows of each pattern, over the gold that the patterns were tuned on, smoothed by one right and one wrong row
weighted by the layer's own share, so that a pattern with few rows is not overrated.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.gold_readings import GOLD
from tests.gold_report import GIVEN, OWN, predictions, scorer, text_of

TARGET = Path(__file__).parents[1] / "extract" / "confidence.toml"
WEIGHT = 2.0  # rows' worth of prior


def shares() -> dict[str, tuple[float, int, int]]:
    """For each pattern: its smoothed share, its right rows and all its rows."""
    score = scorer()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for key in (*GIVEN, *OWN):
        path, text = text_of(key)
        gold = score.load_gold(GOLD / f"{key}.json", text)
        rows = score.inside(predictions(path.name, text)["assignments"], gold["span"])
        merged = score.merged(rows, lambda row: (row.get("item_start"), row.get("role"), score.squash(row.get("unit"))))
        pairs = score.pair(gold["assignments"], merged, lambda g, p: g["role"] == p["role"] and score.same_item(g, p), score.Tally())
        hit = {id(row) for _, row in pairs}
        for row in merged:
            total[row["pattern"]] += 1
            right[row["pattern"]] += id(row) in hit
    base = sum(right.values()) / max(sum(total.values()), 1)
    return {name: ((right[name] + WEIGHT * base) / (total[name] + WEIGHT), right[name], total[name]) for name in sorted(total)}


def main() -> int:
    """Write the table."""
    lines = [
        "# The share of right rows (unit, role and measure) among the rows of each pattern, smoothed. Measured on the gold files",
        f"# {', '.join((*GIVEN, *OWN))}.",
        "",
        "[share]",
    ]
    lines += [f'"{name}" = {share:.3f}  # {right} of {total}' for name, (share, right, total) in shares().items()]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
