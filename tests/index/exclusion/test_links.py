"""What is not read is not read through a link either."""

from pathlib import Path

import pytest

from index.exclusion.rules import ExclusionRules
from index.notes.folders import join_folders
from index.notes.note import list_notes

_RULES = ExclusionRules(exclude=("private/*", "*.secret.md"))


@pytest.mark.parametrize(
    ("link", "target", "rule"),
    [
        ("a.md", "private/x.md", "exclude private/*"),
        ("sub/a.md", "../private/x.md", "exclude private/*"),
        ("a.md", "sub/../private/x.md", "exclude private/*"),
        ("a.md", "{root}/private/x.md", "exclude private/*"),
        ("a.md", "chain", "exclude private/*"),
        ("a.md", "private/key", "exclude private/*"),
        ("a.md", "b.secret.md", "exclude *.secret.md"),
        ("a.md", "skip.md", ".dayciteignore skip.md"),
        ("a.md", "sub/deep/y.md", "sub/.dayciteignore deep/"),
        ("a.md", "sub/deep/er/z.md", "sub/.dayciteignore deep/"),
        ("a.md", "sub/z.md", ""),
        ("a.md", ".annex/objects/w.md", ""),
    ],
)
def test_a_link_is_left_out_with_what_it_leads_to(tmp_path: Path, link: str, target: str, rule: str) -> None:
    root = tmp_path / "notes"
    for name in (
        *("private/x.md", "private/key", "b.secret.md", "skip.md", "sub/deep/y.md", "sub/deep/er/z.md", "sub/z.md"),
        ".annex/objects/w.md",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("# 2024-05-03\n\nRain.\n")
    (root / ".dayciteignore").write_text("skip.md\n")
    (root / "sub" / ".dayciteignore").write_text("deep/\n")
    (root / "chain").symlink_to("private/x.md")
    (root / link).symlink_to(target.format(root=root))
    listing = list_notes(root, _RULES)
    assert {each.path: each.rule for each in listing.left_out}.get(link, "") == rule
    assert (link in [path for path, _ in listing.files]) == (not rule)
    (tmp_path / "other").mkdir()
    joined = list_notes(join_folders(tmp_path / "data", [root, tmp_path / "other"]), _RULES)
    assert (f"notes/{link}" in [path for path, _ in joined.files]) == (not rule)
